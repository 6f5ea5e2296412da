/** Requests and responses of an operation: parameters, bodies, headers. */
import { child, children, follow, items, type Place } from './place.ts'
import { schemaNode } from './schema-tree.ts'
import { flag, textOf, texts, type Member, type Node, type TreeWriter } from './tree-writer.ts'

type Path = readonly string[]

/**
 * Parameters of an operation, and those of its path item that it does not replace.
 * @param names of the path parts, in order: a client knows a path part by its position only
 */
export function parametersNode(
  write: TreeWriter,
  path: Path,
  [item, operation]: readonly [Place, Place],
  names: readonly string[],
): Node {
  const all = [item, operation].flatMap((place) => items(child(place, 'parameters')))
  const members = all.map((parameter): Member => {
    const place = follow(write.document, parameter)
    const [where, name] = [textOf(child(place, 'in')), textOf(child(place, 'name'))]
    const title = where === 'path' ? `in the path {${names.indexOf(name) + 1}}` : `${where} ${name}`
    return [title, parameterNode(write, [...path, title], place)]
  })
  return write.node(path, child(operation, 'parameters'), members)
}

/** Empty for an operation without a body. */
export function bodyMembers(write: TreeWriter, operation: Path, place: Place): Member[] {
  const body = follow(write.document, child(place, 'requestBody'))
  if (body.value === undefined) return []
  const path = [...operation, 'body']
  const node = write.node(path, body, [
    ...texts(write, path, body, ['content', 'required']),
    flag(write, path, body, 'required'),
    ['content', contentNode(write, [...path, 'content'], child(body, 'content'))],
  ])
  return [['body', node]]
}

export const responsesNode = (write: TreeWriter, path: Path, place: Place): Node =>
  write.node(
    path,
    place,
    children(place).map(([status, response]) => [
      status,
      responseNode(write, [...path, status], follow(write.document, response)),
    ]),
  )

function responseNode(write: TreeWriter, path: Path, place: Place): Node {
  const headers = child(place, 'headers')
  return write.node(path, place, [
    ...texts(write, path, place, ['content', 'headers', 'links']),
    ['content', contentNode(write, [...path, 'content'], child(place, 'content'))],
    [
      'headers',
      write.node(
        [...path, 'headers'],
        headers,
        children(headers).map(([headerName, header]) => {
          const name = headerName.toLowerCase()
          const inner = [...path, 'headers', name]
          return [name, parameterNode(write, inner, follow(write.document, header))]
        }),
      ),
    ],
  ])
}

/** Parameters of media types do not count. */
const contentNode = (write: TreeWriter, path: Path, place: Place): Node =>
  write.node(
    path,
    place,
    children(place).map(([type, media]) => {
      const name = type.split(';', 1)[0]?.trim().toLowerCase() ?? type
      const inner = [...path, name]
      return [name, write.node(inner, media, described(write, inner, media))]
    }),
  )

const parameterNode = (write: TreeWriter, path: Path, place: Place): Node =>
  write.node(path, place, [...described(write, path, place), flag(write, path, place, 'required')])

/** Anything that can have a schema. */
function described(write: TreeWriter, path: Path, place: Place): Member[] {
  const schema = child(place, 'schema')
  return [
    ...texts(write, path, place, ['schema', 'required', 'content', 'name', 'in']),
    ...(schema.value === undefined
      ? []
      : [['schema', schemaNode(write, [...path, 'schema'], schema)] as const]),
  ]
}
