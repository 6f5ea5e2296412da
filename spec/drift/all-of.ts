/** `allOf` adds up: a schema and those that it takes in, as one list of keywords, when they do not contradict each other. */
import type { Document } from './document.ts'
import { child, children, follow, items, type Place } from './pointer.ts'
import { textOf } from './tree-writer.ts'

export type Keyword = readonly [name: string, place: Place]

/** They say the most when they are said first, and contradict nothing. */
const words = new Set(['title', 'description', 'example', 'examples', 'default', 'deprecated'])

/** What is said in many places of one schema, and simply adds up. */
const sums = new Set(['required', 'properties'])

/** @returns all that a schema says; of `allOf` nothing, unless it cannot be added up */
export function keywordsOf(document: Document, schema: Place): Keyword[] {
  const own = children(schema)
  const branches = items(child(schema, 'allOf')).map((place) => follow(document, place))
  if (branches.length === 0) return own
  const added = [
    ...own.filter(([name]) => name !== 'allOf'),
    ...branches.flatMap((place) => keywordsOf(document, place)),
  ]
  return contradicts(added) ? own : added
}

function contradicts(all: readonly Keyword[]): boolean {
  const map = new Map<string, string>()
  const entries = all.flatMap(([name, place]): Keyword[] =>
    name === 'properties'
      ? children(place).map(([member, each]) => [`properties ${member}`, each])
      : words.has(name) || sums.has(name)
        ? []
        : [[name, place]],
  )
  return entries.some(([name, place]) => {
    const before = map.get(name) ?? textOf(place)
    map.set(name, before)
    return name === 'allOf' || before !== textOf(place)
  })
}
