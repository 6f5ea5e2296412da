/** A schema in the form in which two of them compare. */
import type { Json } from '../model.ts'
import { isObject } from '../http.ts'
import { keywordsOf, type Keyword } from './all-of.ts'
import { child, children, follow, items, type Place } from './pointer.ts'
import { textOf, type Member, type Node, type Writer } from './tree-writer.ts'

/** Keywords whose value is a schema, a map of them, or a list of them. */
const single = ['items', 'additionalProperties', 'not']
const listed = ['allOf', 'anyOf', 'oneOf']
const apart = new Set([...single, ...listed, 'type', 'nullable', 'properties', 'required', 'enum'])

export function schemaNode(write: Writer, path: readonly string[], place: Place): Node {
  const { node, leaf, document } = write
  const schema = follow(document, place)
  // `additionalProperties: false`
  if (!isObject(schema.value)) return leaf(path, schema, textOf(schema))
  const said = keywordsOf(document, schema)
  const those = (name: string): Place[] =>
    said.flatMap(([each, where]) => (each === name ? where : []))
  const one = (name: string): Place => those(name)[0] ?? child(schema, name)
  const has = (name: string): boolean => those(name).length > 0
  const map = (name: string, entries: readonly Keyword[]): Node =>
    node(
      [...path, name],
      one(name),
      entries.map(([key, each]) => [key, schemaNode(write, [...path, name, key], each)]),
    )
  const set = (name: string): Node =>
    node(
      [...path, name],
      one(name),
      those(name)
        .flatMap(items)
        .map((each) => [textOf(each), leaf([...path, name, textOf(each)], each, textOf(each))]),
    )
  const type = typeText(one('type').value, one('nullable').value)
  const reference = isObject(place.value) ? place.value['$ref'] : undefined
  return node(path, schema, [
    ...said
      .filter(([name]) => !apart.has(name))
      .toReversed()
      .map(([name, each]): Member => [name, leaf([...path, name], each, textOf(each))]),
    ...(typeof reference === 'string'
      ? [[NAME, leaf([...path, NAME], place, lastOf(reference))] as const]
      : []),
    ...(type === '' ? [] : [['type', leaf([...path, 'type'], one('type'), type)] as const]),
    ['properties', map('properties', those('properties').flatMap(children))],
    ['required', set('required')],
    ...(has('enum') ? [['enum', set('enum')] as const] : []),
    ...single
      .filter(has)
      .map((name): Member => [name, schemaNode(write, [...path, name], one(name))]),
    ...listed.filter(has).map((name): Member => [name, map(name, branches(one(name)))]),
  ])
}

/** Branches have no names of their own; what they refer to has. */
const branches = (place: Place): Keyword[] =>
  items(place).map((item, at) => [nameOf(item.value) ?? `no. ${at + 1}`, item])

/** The name by which a schema is referred to: types that are generated from the document carry it. */
export const NAME = 'schema name'

/** `null or string`: a list of types has no order, and `nullable` is one more. */
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
