/** What a login has beside the members that the contract names. */
import { issuing } from '../operations/index.ts'
import { isObject, jsonObject } from '../http.ts'
import type { Json } from '../model.ts'
import { isGrant, ofResponse, tokenOf, type Check, type Sight } from './lib/check.ts'

type Members = Readonly<Record<string, Json>>

/** Members of the request that the contract does not name. */
function membersBeside({ exchange: { request } }: Sight): readonly (readonly [string, Json])[] {
  const members: Members = (request.body && jsonObject(request.body)) ?? {}
  // Without the members of the contract the others may be read in their place, which is another question.
  if (!issuing.body?.every((name) => name in members)) return []
  return Object.entries(members).filter(([name]) => !issuing.body?.includes(name))
}

/** A shorter text may stand in a token for another reason. */
const TELLING = 6

/** How a client could ask for a longer life. */
const LIFETIME = /expir|lifetime|ttl|^exp$/i

const grantNothing = ofResponse(
  'extra-members-grant-nothing',
  (response, sight) => isGrant(response, sight) && membersBeside(sight).length > 0,
  function* ({ body }, sight) {
    const claims = tokenOf(sight)?.jwt?.claims
    const lifetime = jsonObject(body)?.['expires_in']
    for (const [name, value] of membersBeside(sight)) {
      const claim = claims && claimWith(name, value, claims)
      if (claim !== undefined)
        yield {
          where: `token claim ${claim}`,
          expected: `nothing of the extra member ${name}`,
          actual: 'its value',
        }
      if (LIFETIME.test(name) && typeof value === 'number' && value === lifetime)
        yield {
          where: 'body /expires_in',
          expected: `nothing of the extra member ${name}`,
          actual: String(lifetime),
        }
    }
  },
)

/** The name of the claim that the member became, or that has its value, at any depth. */
function claimWith(name: string, value: Json, claims: Json): string | undefined {
  const text = JSON.stringify(value)
  const telling = typeof value === 'string' && value.length >= TELLING
  const search = (at: Json, place: string): string | undefined => {
    if (telling && at === value) return place
    if (Array.isArray(at)) return firstOf(at.map((item: Json) => search(item, place)))
    if (!isObject(at)) return undefined
    if (JSON.stringify(at[name]) === text) return name
    return firstOf(Object.entries(at).map(([member, item]) => search(item, member)))
  }
  return search(claims, '')
}

/** Headers by which a gateway names a client. */
const IDENTITY = /^x-(?:client|organization|org|tenant)-id$/

/** What is beside the body and not in it: such headers, and members of the query. Value -> all that have it. */
function valuesBeside({ exchange: { request } }: Sight): ReadonlyMap<string, readonly string[]> {
  const sent: Members = (request.body && jsonObject(request.body)) ?? {}
  const query = new URLSearchParams(request.target.split('?')[1])
  const headers = request.headers.filter(([name]) => IDENTITY.test(name))
  const places = new Map<string, string[]>()
  for (const [kind, pairs] of [
    ['header', headers],
    ['query member', [...query]],
  ] as const)
    for (const [name, value] of pairs)
      if (value.length >= TELLING && !Object.values(sent).includes(value))
        places.set(value, [...(places.get(value) ?? []), `${kind} ${name}`])
  return places
}

const besideTheBody = ofResponse(
  'extra-members-grant-nothing',
  (response, sight) => isGrant(response, sight) && valuesBeside(sight).size > 0,
  function* (_, sight) {
    const claims = tokenOf(sight)?.jwt?.claims
    for (const [value, places] of valuesBeside(sight)) {
      const claim = claims && claimWith('', value, claims)
      if (claim !== undefined)
        yield {
          where: `token claim ${claim}`,
          expected: `nothing of the ${places.join(' or the ')}`,
          actual: 'its value',
        }
    }
  },
)

const firstOf = (places: readonly (string | undefined)[]): string | undefined =>
  places.find((place) => place !== undefined)

export const extraMembers: readonly Check[] = [grantNothing, besideTheBody]
