/** What a change of a keyword does to the values that a schema allows. */
import type { Change, Judged } from './change.ts'
import { NAME } from './schema-tree.ts'
import type { Node } from './tree-writer.ts'

/** Of values that were allowed some are not any more, or some that were not are now; `other`: both, or nobody knows. */
export type Effect = 'narrower' | 'wider' | 'other' | 'none'

type Rule = (change: Change) => Effect

const sizes =
  (sign: 1 | -1): Rule =>
  ({ kind, old, new: now }) => {
    if (kind !== 'changed') return kind === 'added' ? 'narrower' : 'wider'
    return (Number(now) - Number(old)) * sign > 0 ? 'wider' : 'narrower'
  }

const most = sizes(1)
const least = sizes(-1)

/** One more condition, or one less. */
const condition: Rule = ({ kind }) =>
  ({ added: 'narrower', removed: 'wider', changed: 'other' })[kind] as Effect

/** One more value that is allowed, or one less. */
const choice: Rule = ({ kind }) =>
  ({ added: 'wider', removed: 'narrower', changed: 'other' })[kind] as Effect

const none: Rule = () => 'none'

const typesOf = (node: Node | undefined): string[] =>
  typeof node === 'string' ? node.split(' or ') : []

const type: Rule = (change) => {
  if (change.kind !== 'changed') return condition(change)
  const [old, now] = [typesOf(change.old), typesOf(change.new)]
  const within = (one: readonly string[], other: readonly string[]): boolean =>
    one.every((each) => other.includes(each) || (each === 'integer' && other.includes('number')))
  if (within(old, now)) return 'wider'
  return within(now, old) ? 'narrower' : 'other'
}

/** Absent and `true` are the same: anything may be there. */
const additional: Rule = ({ old = 'true', new: now = 'true' }) => {
  if (old === now) return 'none'
  if (now === 'true' || old === 'false') return 'wider'
  return now === 'false' || old === 'true' ? 'narrower' : 'other'
}

/** Keyword -> what a change of it does. */
export const keywords: Readonly<Record<string, Rule>> = {
  type,
  enum: condition,
  maxLength: most,
  maximum: most,
  maxItems: most,
  maxProperties: most,
  minLength: least,
  minimum: least,
  minItems: least,
  minProperties: least,
  pattern: condition,
  format: condition,
  multipleOf: condition,
  const: condition,
  items: condition,
  not: condition,
  allOf: condition,
  anyOf: condition,
  oneOf: condition,
  additionalProperties: additional,
  [NAME]: none,
  title: none,
  description: none,
  default: none,
  example: none,
  examples: none,
  deprecated: none,
  externalDocs: none,
  readOnly: none,
  writeOnly: none,
  xml: none,
  discriminator: none,
  $comment: none,
  $ref: none,
}

/** Keyword -> what a change of one of its members does. */
export const memberKeywords: Readonly<Record<string, Rule>> = {
  required: condition,
  enum: choice,
  allOf: condition,
  anyOf: choice,
  oneOf: choice,
}

export type Direction = 'request' | 'answer'

const whys: Readonly<Record<Direction, string>> = {
  request: 'A request that was right may be refused.',
  answer: 'A client may meet an answer that it was promised not to meet.',
}

/** Who is asked must not ask for more, who is answered must not get something else. */
export function judged(effect: Effect, direction: Direction, what: string): Judged {
  const harm: Effect = direction === 'request' ? 'narrower' : 'wider'
  const breaks = effect === harm || effect === 'other'
  return { breaks, what, ...(breaks ? { why: whys[direction] } : {}) }
}
