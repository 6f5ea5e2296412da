/** A schema as a tree that can be compared with another. */
import type { Json } from '../model.ts'
import { isObject } from '../http.ts'
import { keywordsOf, type Keyword } from './all-of.ts'
import { child, children, follow, items, type Place } from './place.ts'
import { textOf, type Member, type Node, type TreeWriter } from './tree-writer.ts'

/** Keywords whose value is a schema, a map of them, or a list of them. */
const single = ['items', 'additionalProperties', 'not']
const listed = ['allOf', 'anyOf', 'oneOf']
const structured = new Set([
  ...single,
  ...listed,
  'type',
  'nullable',
  'properties',
  'required',
  'enum',
])

export function schemaNode(write: TreeWriter, path: readonly string[], place: Place): Node {
  const { node, leaf, document } = write
  const schema = follow(document, place)
  // `additionalProperties: false`
  if (!isObject(schema.value)) return leaf(path, schema, textOf(schema))
  const keywords = keywordsOf(document, schema)
  const all = (name: string): Place[] =>
    keywords.flatMap(([keyword, where]) => (keyword === name ? where : []))
  const first = (name: string): Place => all(name)[0] ?? child(schema, name)
  const has = (name: string): boolean => all(name).length > 0
  const map = (name: string, entries: readonly Keyword[]): Node =>
    node(
      [...path, name],
      first(name),
      entries.map(([key, inner]) => [key, schemaNode(write, [...path, name, key], inner)]),
    )
  const set = (name: string): Node =>
    node(
      [...path, name],
      first(name),
      all(name)
        .flatMap(items)
        .map((item) => [textOf(item), leaf([...path, name, textOf(item)], item, textOf(item))]),
    )
  const type = typeText(first('type').value, first('nullable').value)
  const reference = isObject(place.value) ? place.value['$ref'] : undefined
  return node(path, schema, [
    ...keywords
      .filter(([name]) => !structured.has(name))
      .toReversed()
      .map(([name, value]): Member => [name, leaf([...path, name], value, textOf(value))]),
    ...(typeof reference === 'string'
      ? [[NAME, leaf([...path, NAME], place, lastOf(reference))] as const]
      : []),
    ...(type === '' ? [] : [['type', leaf([...path, 'type'], first('type'), type)] as const]),
    ['properties', map('properties', all('properties').flatMap(children))],
    ['required', set('required')],
    ...(has('enum') ? [['enum', set('enum')] as const] : []),
    ...single
      .filter(has)
      .map((name): Member => [name, schemaNode(write, [...path, name], first(name))]),
    ...listed.filter(has).map((name): Member => [name, map(name, branches(first(name)))]),
  ])
}

/** A branch has no name, but the schema that it refers to has one. */
const branches = (place: Place): Keyword[] =>
  items(place).map((item, at) => [nameOf(item.value) ?? `no. ${at + 1}`, item])

/** The name by which a schema is referred to: types that are generated from the document have it. */
export const NAME = 'schema name'

/** `null or string`: the order of types means nothing, and `nullable` is one more type. */
function typeText(type: Json | undefined, nullable: Json | undefined): string {
  const types = (Array.isArray(type) ? type : [type]).filter((each) => typeof each === 'string')
  const all = nullable === true && types.length > 0 ? [...types, 'null'] : types
  return [...new Set(all)].toSorted().join(' or ')
}

const nameOf = (value: Json | undefined): string | undefined => {
  const reference = isObject(value) ? value['$ref'] : undefined
  return typeof reference === 'string' ? lastOf(reference) : undefined
}

const lastOf = (reference: string): string => reference.split('/').at(-1) ?? reference
