/** What a change of a schema keyword does to the values that the schema allows. */
import type { Change, Judgement } from './change.ts'
import { NAME } from './schema-tree.ts'
import type { Node } from './tree-writer.ts'

/** `narrower`: some allowed values are forbidden now. `wider`: some forbidden values are allowed now. `other`: both, or unknown. */
export type Effect = 'narrower' | 'wider' | 'other' | 'none'

type Rule = (change: Change) => Effect

const bound =
  (sign: 1 | -1): Rule =>
  ({ kind, old, new: now }) => {
    if (kind !== 'changed') return kind === 'added' ? 'narrower' : 'wider'
    return (Number(now) - Number(old)) * sign > 0 ? 'wider' : 'narrower'
  }

const upperBound = bound(1)
const lowerBound = bound(-1)

/** A condition that values must meet. */
const condition: Rule = ({ kind }) =>
  ({ added: 'narrower', removed: 'wider', changed: 'other' })[kind] as Effect

/** One of several alternatives. */
const choice: Rule = ({ kind }) =>
  ({ added: 'wider', removed: 'narrower', changed: 'other' })[kind] as Effect

const none: Rule = () => 'none'

const typesOf = (node: Node | undefined): string[] =>
  typeof node === 'string' ? node.split(' or ') : []

const type: Rule = (change) => {
  if (change.kind !== 'changed') return condition(change)
  const [old, now] = [typesOf(change.old), typesOf(change.new)]
  const includes = (types: readonly string[], part: readonly string[]): boolean =>
    part.every((name) => types.includes(name) || (name === 'integer' && types.includes('number')))
  if (includes(now, old)) return 'wider'
  return includes(old, now) ? 'narrower' : 'other'
}

/** Absent and `true` mean the same: any other member is allowed. */
const additional: Rule = ({ old = 'true', new: now = 'true' }) => {
  if (old === now) return 'none'
  if (now === 'true' || old === 'false') return 'wider'
  return now === 'false' || old === 'true' ? 'narrower' : 'other'
}

const every = (rule: Rule, names: readonly string[]): Readonly<Record<string, Rule>> =>
  Object.fromEntries(names.map((name) => [name, rule]))

/** Keyword -> what a change of it does. */
export const keywords: Readonly<Record<string, Rule>> = {
  type,
  additionalProperties: additional,
  ...every(upperBound, ['maxLength', 'maximum', 'maxItems', 'maxProperties']),
  ...every(lowerBound, ['minLength', 'minimum', 'minItems', 'minProperties']),
  ...every(condition, ['enum', 'pattern', 'format', 'multipleOf', 'const']),
  ...every(condition, ['items', 'not', 'allOf', 'anyOf', 'oneOf']),
  ...every(none, [NAME, 'title', 'description', 'default', 'example', 'examples', 'deprecated']),
  ...every(none, ['externalDocs', 'readOnly', 'writeOnly', 'xml', 'discriminator', '$comment']),
  ...every(none, ['$ref']),
}

/** Keyword -> what a change of one of its members does. */
export const memberKeywords: Readonly<Record<string, Rule>> = {
  required: condition,
  enum: choice,
  allOf: condition,
  anyOf: choice,
  oneOf: choice,
}

export type Direction = 'request' | 'response'

const whys: Readonly<Record<Direction, string>> = {
  request: 'A request that was correct may now be refused.',
  response: 'A client may receive a value that the old document excludes.',
}

/** A request must not need more; a response must not contain something else. */
export function judged(effect: Effect, direction: Direction, what: string): Judgement {
  const harmful: Effect = direction === 'request' ? 'narrower' : 'wider'
  const breaks = effect === harmful || effect === 'other'
  return { breaks, what, ...(breaks ? { why: whys[direction] } : {}) }
}
