/** A document in the form in which two of them compare: references followed, lists whose order means nothing as sets. */
import type { Document } from './document.ts'
import { bodyMembers, parametersNode, responsesNode } from './message-tree.ts'
import { child, children, follow, rootOf, type Place } from './pointer.ts'
import { securityNode } from './security-tree.ts'
import { texts, writer, type Member, type Node, type Writer, type Written } from './tree-writer.ts'

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

/** Told apart, each in a form of its own. */
const parts = ['parameters', 'requestBody', 'responses', 'security']

/** `operations / POST /api/token / responses / 200 / content / application/json / schema`, and so on. */
export function treeOf(document: Document): Written {
  const write = writer(document)
  const root = rootOf(document)
  const paths = child(root, 'paths')
  const operations = children(paths).flatMap(([path, each]) => {
    const item = follow(document, each)
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

/** What a part of a path is called is nobody's business but the document's. */
function numbered(): () => string {
  let count = 0
  return () => `{${(count += 1)}}`
}

function operation(write: Writer, path: readonly string[], place: Place, item: Place): Node {
  const names = [...item.pointer.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name)
  return write.node(path, place, [
    ...texts(write, path, place, parts),
    ['parameters', parametersNode(write, [...path, 'parameters'], [item, place], names)],
    ...bodyMembers(write, path, place),
    ['responses', responsesNode(write, [...path, 'responses'], child(place, 'responses'))],
    ['security', securityNode(write, [...path, 'security'], place)],
  ])
}
