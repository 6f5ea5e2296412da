/** The credentials that an operation accepts: alternatives, each of schemes that are needed together. */
import { child, children, follow, items, rootOf, type Place } from './place.ts'
import { texts, type Member, type Node, type TreeWriter } from './tree-writer.ts'

/** The name of an alternative without schemes. */
export const NO_CREDENTIALS = 'no credentials'

export function securityNode(write: TreeWriter, path: readonly string[], place: Place): Node {
  const root = rootOf(write.document)
  const local = child(place, 'security')
  const security = local.value === undefined ? child(root, 'security') : local
  const alternatives = items(security).map((alternative): Member => {
    const schemes = children(alternative).map(([name]) => name)
    const title = schemes.toSorted().join(' and ') || NO_CREDENTIALS
    return [
      title,
      write.node([...path, title], alternative, schemesOf(write, [...path, title], schemes)),
    ]
  })
  const open = write.node([...path, NO_CREDENTIALS], security, [])
  return write.node(
    path,
    security,
    alternatives.length > 0 ? alternatives : [[NO_CREDENTIALS, open]],
  )
}

/** A scheme that is not defined has no members. */
function schemesOf(write: TreeWriter, path: readonly string[], names: readonly string[]): Member[] {
  const all = child(child(rootOf(write.document), 'components'), 'securitySchemes')
  return names.map((name) => {
    const scheme = follow(write.document, child(all, name))
    const inner = [...path, name]
    return [name, write.node(inner, scheme, texts(write, inner, scheme))]
  })
}
