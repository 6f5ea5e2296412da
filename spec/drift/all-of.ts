/** A schema and its `allOf` branches as one list of keywords, if they do not contradict each other. */
import type { Document } from './document.ts'
import { child, children, follow, items, type Place } from './place.ts'
import { textOf } from './tree-writer.ts'

export type Keyword = readonly [name: string, place: Place]

/** Several values of these keywords contradict nothing; the first one counts. */
const descriptive = new Set([
  'title',
  'description',
  'example',
  'examples',
  'default',
  'deprecated',
])

/** Several values of these keywords add up. */
const additive = new Set(['required', 'properties'])

/** @returns the keywords of a schema; without `allOf`, unless its branches cannot be merged */
export function keywordsOf(document: Document, schema: Place): Keyword[] {
  const direct = children(schema)
  const branches = items(child(schema, 'allOf')).map((place) => follow(document, place))
  if (branches.length === 0) return direct
  const merged = [
    ...direct.filter(([name]) => name !== 'allOf'),
    ...branches.flatMap((place) => keywordsOf(document, place)),
  ]
  return contradicts(merged) ? direct : merged
}

function contradicts(keywords: readonly Keyword[]): boolean {
  const texts = new Map<string, string>()
  const entries = keywords.flatMap(([name, place]): Keyword[] =>
    name === 'properties'
      ? children(place).map(([member, inner]) => [`properties ${member}`, inner])
      : descriptive.has(name) || additive.has(name)
        ? []
        : [[name, place]],
  )
  return entries.some(([name, place]) => {
    const before = texts.get(name) ?? textOf(place)
    texts.set(name, before)
    return name === 'allOf' || before !== textOf(place)
  })
}
