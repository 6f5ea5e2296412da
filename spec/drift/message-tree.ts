/** What goes over the wire by a document: parameters, bodies, answers. */
import { child, children, follow, items, type Place } from './pointer.ts'
import { schemaNode } from './schema-tree.ts'
import { flag, textOf, texts, type Member, type Node, type Writer } from './tree-writer.ts'

type Path = readonly string[]

/**
 * An operation's own, and those of its path that it does not replace.
 * @param names of the parts of the path, in order: their number tells them apart
 */
export function parametersNode(
  write: Writer,
  path: Path,
  [item, own]: readonly [Place, Place],
  names: readonly string[],
): Node {
  const all = [item, own].flatMap((place) => items(child(place, 'parameters')))
  const members = all.map((each): Member => {
    const place = follow(write.document, each)
    const [where, name] = [textOf(child(place, 'in')), textOf(child(place, 'name'))]
    const title = where === 'path' ? `in the path {${names.indexOf(name) + 1}}` : `${where} ${name}`
    return [title, parameter(write, [...path, title], place)]
  })
  return write.node(path, child(own, 'parameters'), members)
}

/** None for an operation without a body. */
export function bodyMembers(write: Writer, operation: Path, place: Place): Member[] {
  const body = follow(write.document, child(place, 'requestBody'))
  if (body.value === undefined) return []
  const path = [...operation, 'body']
  const node = write.node(path, body, [
    ...texts(write, path, body, ['content', 'required']),
    flag(write, path, body, 'required'),
    ['content', content(write, [...path, 'content'], child(body, 'content'))],
  ])
  return [['body', node]]
}

export const responsesNode = (write: Writer, path: Path, place: Place): Node =>
  write.node(
    path,
    place,
    children(place).map(([status, each]) => [
      status,
      response(write, [...path, status], follow(write.document, each)),
    ]),
  )

function response(write: Writer, path: Path, place: Place): Node {
  const headers = child(place, 'headers')
  return write.node(path, place, [
    ...texts(write, path, place, ['content', 'headers', 'links']),
    ['content', content(write, [...path, 'content'], child(place, 'content'))],
    [
      'headers',
      write.node(
        [...path, 'headers'],
        headers,
        children(headers).map(([name, each]) => {
          const own = [...path, 'headers', name.toLowerCase()]
          return [name.toLowerCase(), parameter(write, own, follow(write.document, each))]
        }),
      ),
    ],
  ])
}

/** Parameters of media types do not tell documents apart. */
const content = (write: Writer, path: Path, place: Place): Node =>
  write.node(
    path,
    place,
    children(place).map(([type, media]) => {
      const name = type.split(';', 1)[0]?.trim().toLowerCase() ?? type
      const own = [...path, name]
      return [name, write.node(own, media, described(write, own, media))]
    }),
  )

const parameter = (write: Writer, path: Path, place: Place): Node =>
  write.node(path, place, [...described(write, path, place), flag(write, path, place, 'required')])

/** Whatever has a schema, or may. */
function described(write: Writer, path: Path, place: Place): Member[] {
  const schema = child(place, 'schema')
  return [
    ...texts(write, path, place, ['schema', 'required', 'content', 'name', 'in']),
    ...(schema.value === undefined
      ? []
      : [['schema', schemaNode(write, [...path, 'schema'], schema)] as const]),
  ]
}
