/** What opens an operation: alternatives, each of schemes that are needed together. */
import { child, children, follow, items, rootOf, type Place } from './pointer.ts'
import { texts, type Member, type Node, type Writer } from './tree-writer.ts'

/** The way of those who have no credentials. */
export const NOBODY = 'no credentials'

export function securityNode(write: Writer, path: readonly string[], place: Place): Node {
  const root = rootOf(write.document)
  const own = child(place, 'security')
  const asked = own.value === undefined ? child(root, 'security') : own
  const ways = items(asked).map((way): Member => {
    const schemes = children(way).map(([name]) => name)
    const title = schemes.toSorted().join(' and ') || NOBODY
    return [title, write.node([...path, title], way, schemesOf(write, [...path, title], schemes))]
  })
  const open = write.node([...path, NOBODY], asked, [])
  return write.node(path, asked, ways.length > 0 ? ways : [[NOBODY, open]])
}

/** One that is named and defined nowhere is told by its name. */
function schemesOf(write: Writer, path: readonly string[], names: readonly string[]): Member[] {
  const all = child(child(rootOf(write.document), 'components'), 'securitySchemes')
  return names.map((name) => {
    const scheme = follow(write.document, child(all, name))
    const own = [...path, name]
    return [name, write.node(own, scheme, texts(write, own, scheme))]
  })
}
