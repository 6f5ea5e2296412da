/** A change inside a schema: the member that it is about, and what it does to a client. */
import { describeChange, type Change, type Judgement } from './change.ts'
import { judged, keywords, memberKeywords, type Direction, type Effect } from './schema-rules.ts'

export interface JudgedMember extends Judgement {
  /** `/clientId`; empty for the whole body. */
  readonly member: string
}

/** @param within path inside the schema; empty: the schema itself was added or removed */
export function judgeSchema(
  change: Change,
  within: readonly string[],
  direction: Direction,
): JudgedMember | undefined {
  const { member, rest, inverted } = descend(within)
  const [keyword = '', name] = rest
  if (keyword === 'properties' && name !== undefined && !inverted)
    return { ...property(change, name, direction), member }
  const found = effectOf(change, rest)
  if (!found) return undefined
  // What `not` forbids grows when the schema in it shrinks; either effect counts as possible.
  const effect = inverted && found.effect !== 'none' ? 'other' : found.effect
  return { ...judged(effect, direction, found.what), member }
}

interface Descent {
  readonly member: string
  readonly rest: readonly string[]
  readonly inverted: boolean
}

/** Through members, items and branches, to the keyword that changed. */
function descend(within: readonly string[], member = '', inverted = false): Descent {
  const [keyword = '', name = '', ...rest] = within
  if (keyword === 'properties' && rest.length > 0)
    return descend(rest, `${member}/${name}`, inverted)
  if (/^(allOf|anyOf|oneOf)$/.test(keyword) && rest.length > 0)
    return descend(rest, `${member} (${name})`, inverted)
  const inner = within.slice(1)
  if (keyword === 'items' && inner.length > 0) return descend(inner, `${member}[]`, inverted)
  if (keyword === 'additionalProperties' && inner.length > 0)
    return descend(inner, `${member}/*`, inverted)
  if (keyword === 'not' && inner.length > 0) return descend(inner, `${member} (not)`, true)
  return { member, rest: within, inverted }
}

function effectOf(
  change: Change,
  [keyword = '', name]: readonly string[],
): { readonly effect: Effect; readonly what: string } | undefined {
  if (keyword === '')
    return { effect: wholeEffects[change.kind], what: `schema ${describeChange(change)}` }
  if (name === undefined) {
    const rule = keywords[keyword] ?? (keyword.startsWith('x-') ? keywords['title'] : undefined)
    // An unknown keyword can mean anything.
    return { effect: rule?.(change) ?? 'other', what: `${keyword} ${describeChange(change)}` }
  }
  if (keyword === 'required' && followsMember(change, name)) return undefined
  const effect = memberKeywords[keyword]?.(change) ?? 'other'
  return { effect, what: describeMember(keyword, name, change) }
}

const wholeEffects = { added: 'narrower', removed: 'wider', changed: 'other' } as const

function property(change: Change, name: string, direction: Direction): Judgement {
  const { kind, path, oldAt, newAt } = change
  const schema = path.slice(0, -2)
  const isRequired = (kind === 'added' ? newAt : oldAt)([...schema, 'required', name]) !== undefined
  const what = `member ${name} ${kind}${isRequired ? ', required' : ''}`
  if (direction === 'response')
    return kind === 'removed'
      ? { breaks: true, what, why: 'A client that reads it finds nothing.' }
      : { breaks: false, what }
  const closed = newAt([...schema, 'additionalProperties']) === 'false'
  if (kind === 'added' && isRequired)
    return { breaks: true, what, why: 'A request that was correct lacks it now.' }
  return kind === 'removed' && closed
    ? { breaks: true, what, why: 'A request that still has it may be refused.' }
    : { breaks: false, what }
}

/** The member itself was added or removed, and that change says it all. */
function followsMember({ kind, path, oldAt, newAt }: Change, name: string): boolean {
  const member = [...path.slice(0, -2), 'properties', name]
  return kind === 'added' ? oldAt(member) === undefined : newAt(member) === undefined
}

function describeMember(keyword: string, name: string, { kind }: Change): string {
  if (keyword === 'required')
    return kind === 'added' ? `member ${name} required now` : `member ${name} no longer required`
  return keyword === 'enum' ? `value ${name} ${kind}` : `${keyword}: ${name} ${kind}`
}
