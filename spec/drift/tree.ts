/** A document as a tree that can be compared with another: references followed, lists without order as sets. */
import type { Document } from './document.ts'
import { bodyMembers, parametersNode, responsesNode } from './message-tree.ts'
import { child, children, follow, rootOf, type Place } from './place.ts'
import { securityNode } from './security-tree.ts'
import {
  createTreeWriter,
  texts,
  type Member,
  type Node,
  type TreeWriter,
  type DocumentTree,
} from './tree-writer.ts'

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

/** Members of an operation that are no plain text. */
const parts = ['parameters', 'requestBody', 'responses', 'security']

/** `operations / POST /api/token / responses / 200 / content / application/json / schema`, and so on. */
export function treeOf(document: Document): DocumentTree {
  const write = createTreeWriter(document)
  const root = rootOf(document)
  const paths = child(root, 'paths')
  const operations = children(paths).flatMap(([path, pathItem]) => {
    const item = follow(document, pathItem)
    return children(item)
      .filter(([method]) => methods.includes(method))
      .map(([method, place]): Member => {
        const name = `${method.toUpperCase()} ${path.replaceAll(/\{[^}]*\}/g, numbered())}`
        return [name, operation(write, ['operations', name], place, item)]
      })
  })
  const info = child(root, 'info')
  const rest: Member[] = [
    ['info', write.node(['document', 'info'], info, texts(write, ['document', 'info'], info))],
    ...texts(write, ['document'], root, ['info', 'paths', 'components', 'security', 'openapi']),
  ]
  const tree = write.node([], root, [
    ['operations', write.node(['operations'], paths, operations)],
    ['document', write.node(['document'], root, rest)],
  ])
  return { tree, pointers: write.pointers }
}

/** Names of path parts mean nothing to a client. */
function numbered(): () => string {
  let count = 0
  return () => `{${(count += 1)}}`
}

function operation(write: TreeWriter, path: readonly string[], place: Place, item: Place): Node {
  const names = [...item.pointer.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name)
  return write.node(path, place, [
    ...texts(write, path, place, parts),
    ['parameters', parametersNode(write, [...path, 'parameters'], [item, place], names)],
    ...bodyMembers(write, path, place),
    ['responses', responsesNode(write, [...path, 'responses'], child(place, 'responses'))],
    ['security', securityNode(write, [...path, 'security'], place)],
  ])
}
