/** Whether refusals show an attacker which of the credentials was right. */
import type { Exchange, HeaderPair, SealedResponse, Violation } from '../model.ts'
import { header, headerValues, jsonObject, mediaType, statusIn } from '../http.ts'
import { whereProven, type Check, type Sight } from './lib/check.ts'

interface Refusal {
  readonly name: string
  readonly response: SealedResponse
  /** Values of the requests: a refusal that repeats one differs for that reason alone. */
  readonly given: readonly string[]
}

const uniformRefusal = whereProven({
  verifies: 'uniform-refusal',
  when: (sight) => refusals(sight).length > sight.before.length,
  *violations(sight): Generator<Violation> {
    const all = refusals(sight)
    const [first, ...later] = all
    if (!first) return
    yield* limitHeaders(all)
    for (const refusal of later)
      for (const [where, read] of [...aspects, ...headersOfBoth(first, refusal)])
        if (read(refusal) !== read(first))
          yield {
            where: `${where} of ${refusal.name}`,
            expected: `as for ${first.name}: ${read(first)}`,
            actual: read(refusal),
            step: refusal.name,
            against: first.name,
          }
  },
})

type Aspect = readonly [where: string, read: (refusal: Refusal) => string]

/** What a client can compare. */
const aspects: readonly Aspect[] = [
  ['status', ({ response }) => String(response.status)],
  ['media type', ({ response }) => mediaType(response.headers) ?? 'absent'],
  ['header names', ({ response: { headers } }) => namesOf(headers).join(', ').slice(0, 200)],
  ['error codes', ({ response }) => codesIn(response.body.text).join(', ').slice(0, 200)],
  ['body', (refusal) => normalized(refusal.response.body.text, refusal).slice(0, 200)],
]

/** Headers that differ from response to response, or from node to node, for other reasons; some belong to the connection. */
const VOLATILE =
  /date|(?:^|-)age$|id$|trace|span|cookie|limit|remaining|reset|length|etag|via|time|cache|^cf-|connection|keep-alive|^transfer-encoding$|served|node|instance|backend|upstream|worker|host|region|pod$|^server$|^nel$|report/

/** Those of a rate limit: present or absent, and never compared by their values. */
const LIMIT = /limit|remaining|reset/

const namesOf = (headers: readonly HeaderPair[], pattern?: RegExp): string[] =>
  [...new Set(headers.map(([name]) => name.toLowerCase()))]
    .filter((name) => (pattern ? pattern.test(name) : !VOLATILE.test(name)))
    .toSorted()

/** The values of headers that both have; the media type is compared for itself, without its parameters. */
const headersOfBoth = (first: Refusal, later: Refusal): Aspect[] =>
  namesOf(first.response.headers)
    .filter((name) => name !== 'content-type' && header(later.response.headers, name) !== undefined)
    .map((name) => [`header ${name}`, (refusal) => valuesOf(name, refusal)])

const valuesOf = (name: string, refusal: Refusal): string =>
  headerValues(refusal.response.headers, name)
    .map((value) => valueOf(name, value, refusal))
    .toSorted()
    .join(', ')
    .slice(0, 200)

/** A code in a header about errors is compared as it is; in any other header it is a count or an id. */
const valueOf = (name: string, value: string, refusal: Refusal): string =>
  /error|reason/i.test(name) && CODE.test(value)
    ? value
    : normalized(value.replaceAll(/nonce-[\w+/=-]+/g, '#'), refusal)

/** A rate limit that counts known clients alone tells them apart; one whose headers come and go does not. */
function* limitHeaders([first, ...later]: readonly Refusal[]): Generator<Violation> {
  const limits = ({ response }: Refusal): string => namesOf(response.headers, LIMIT).join(', ')
  const [second] = later
  if (!first || !second || later.length < 2) return
  const alike = later.every((refusal) => limits(refusal) === limits(second))
  if (alike && limits(first) !== limits(second))
    yield {
      where: `rate limit headers of ${second.name}`,
      expected: `as for ${first.name}: ${limits(first) || 'none'}`,
      actual: limits(second) || 'none',
    }
}

/** A number, or a word that ends in one: too short for an id, so it may be a code for the reason. */
const CODE = /^(\d{1,6}|[a-z][a-z_.-]*\d{1,5})$/i

/** Members with the name of a reason or a code. */
const REASON = /"\w{0,40}(?:code|reason|type|error|errno)"\s{0,9}:\s{0,9}"?([\w.-]{1,200})/gi

const codesIn = (text: string): string[] =>
  [...text.matchAll(REASON)].flatMap(([, code = '']) => (CODE.test(code) ? [code] : []))

/** Members that identify one request. */
const REQUEST_ID =
  /"\w{0,40}(?:request|trace|correlation|incident|reference|event|activity|transaction)_?id"\s{0,9}:\s{0,9}"[^"]{0,500}"/gi

/** Without the values that were sent, without marks, and without words that contain a digit: ids, times, traces. */
const normalized = (text: string, { given }: Refusal): string =>
  given
    .reduce((shorter, value) => shorter.replaceAll(value, '#'), text)
    .replaceAll(REQUEST_ID, '#')
    .replaceAll(/‹[^‹›]*›/g, '#')
    .replaceAll(/[\w+/=#-]+/g, (word) => (/[#\d]/.test(word) || word.length >= 24 ? '#' : word))

function refusals(sight: Sight): Refusal[] {
  const all = refusalsIn(sight)
  // A value may also be a word of every response, such as the name of the realm.
  const given = all.flatMap((refusal) => refusal.given)
  return all.map((refusal) => ({ ...refusal, given }))
}

const refusalsIn = (sight: Sight): Refusal[] =>
  [...sight.before, sight].flatMap(({ step, exchange }) => {
    const { response } = exchange
    // A rate limit or a crash says nothing about the values that were sent.
    if (!response || !statusIn(response.status, ['4xx']) || response.status === 429) return []
    if (response.intermediary !== undefined) return []
    return [{ name: step.name, response, given: givenIn(exchange) }]
  })

const givenIn = ({ request: { body } }: Exchange): string[] =>
  Object.values((body && jsonObject(body)) ?? {}).filter(
    (value): value is string => typeof value === 'string' && value.length > 3,
  )

export const enumeration: readonly Check[] = [uniformRefusal]
