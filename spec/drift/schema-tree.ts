/** A schema in the form in which two of them compare. */
import type { Json } from '../model.ts'
import { isObject } from '../wire.ts'
import { child, children, follow, items, type Place } from './place.ts'
import { textOf, type Member, type Node, type Writer } from './writer.ts'

/** Keywords whose value is a schema, a map of them, or a list of them. */
const single = ['items', 'additionalProperties', 'not']
const listed = ['allOf', 'anyOf', 'oneOf']
const apart = new Set([...single, ...listed, 'type', 'nullable', 'properties', 'required', 'enum'])

export function schemaNode(write: Writer, path: readonly string[], place: Place): Node {
  const { node, leaf, document } = write
  const schema = follow(document, place)
  // `additionalProperties: false`
  if (!isObject(schema.value)) return leaf(path, schema, textOf(schema))
  const below = (name: string, each: Place): Node => schemaNode(write, [...path, name], each)
  const map = (name: string, entries: readonly (readonly [string, Place])[]): Node =>
    node(
      [...path, name],
      child(schema, name),
      entries.map(([key, each]) => [key, schemaNode(write, [...path, name, key], each)]),
    )
  const set = (name: string): Node =>
    node(
      [...path, name],
      child(schema, name),
      items(child(schema, name)).map((each) => {
        const text = textOf(each)
        return [text, leaf([...path, name, text], each, text)]
      }),
    )
  const has = (name: string): boolean => child(schema, name).value !== undefined
  const type = typeText(schema)
  const reference = isObject(place.value) ? place.value['$ref'] : undefined
  return node(path, schema, [
    ...children(schema)
      .filter(([name]) => !apart.has(name))
      .map(([name, each]): Member => [name, leaf([...path, name], each, textOf(each))]),
    ...(typeof reference === 'string'
      ? [[NAME, leaf([...path, NAME], place, lastOf(reference))] as const]
      : []),
    ...(type === ''
      ? []
      : [['type', leaf([...path, 'type'], child(schema, 'type'), type)] as const]),
    ['properties', map('properties', children(child(schema, 'properties')))],
    ['required', set('required')],
    ...(has('enum') ? [['enum', set('enum')] as const] : []),
    ...single.filter(has).map((name): Member => [name, below(name, child(schema, name))]),
    ...listed.filter(has).map((name): Member => [name, map(name, branches(child(schema, name)))]),
  ])
}

/** Branches have no names of their own; what they refer to has. */
const branches = (place: Place): [string, Place][] =>
  items(place).map((each, at) => [nameOf(each.value) ?? `no. ${at + 1}`, each])

/** The name by which a schema is referred to: types that are generated from the document carry it. */
export const NAME = 'schema name'

/** `null or string`: a list of types has no order, and `nullable` is one more. */
function typeText(schema: Place): string {
  const { value } = child(schema, 'type')
  const types = (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string')
  const nullable = child(schema, 'nullable').value === true && types.length > 0
  return [...new Set([...types, ...(nullable ? ['null'] : [])])].toSorted().join(' or ')
}

const nameOf = (value: Json | undefined): string | undefined => {
  const reference = isObject(value) ? value['$ref'] : undefined
  return typeof reference === 'string' ? lastOf(reference) : undefined
}

const lastOf = (reference: string): string => reference.split('/').at(-1) ?? reference
