/** Places in a document: a value, and the JSON pointer to it. */
import type { Json } from '../model.ts'
import { isObject } from '../http.ts'
import { namesIn, pointerOf } from '../lib/json-pointer.ts'
import type { Document } from './document.ts'

export interface Place {
  readonly value: Json | undefined
  readonly pointer: string
  /** References that lead to this place; following one of them again would lead in a circle. */
  readonly through: readonly string[]
}

export const rootOf = (document: Document): Place => ({
  value: document,
  pointer: '',
  through: [],
})

/** A member of an object, or an item of a list. */
export function child({ value, pointer, through }: Place, name: string | number): Place {
  const inside = isObject(value) || Array.isArray(value)
  const exists = inside && Object.hasOwn(value, name)
  return {
    value: exists ? (value as { readonly [name: string]: Json })[name] : undefined,
    pointer: pointer + pointerOf([name]),
    through,
  }
}

/** The place that a reference means. A reference that leads nowhere, out of the document or in a circle stays. */
export function follow(document: Document, place: Place): Place {
  const reference = isObject(place.value) ? place.value['$ref'] : undefined
  if (typeof reference !== 'string' || !reference.startsWith('#/')) return place
  if (place.through.includes(reference)) return place
  // A pointer in a fragment is percent-encoded (RFC 6901 6).
  const target = namesIn(decoded(reference.slice(1))).reduce(child, rootOf(document))
  if (target.value === undefined) return place
  return follow(document, { ...target, through: [...place.through, reference] })
}

export const children = (place: Place): (readonly [name: string, place: Place])[] =>
  isObject(place.value) ? Object.keys(place.value).map((name) => [name, child(place, name)]) : []

export const items = (place: Place): Place[] =>
  Array.isArray(place.value) ? place.value.map((_, at) => child(place, at)) : []

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}
