/** Whether refusals show an attacker which of the credentials was right. */
import type { Exchange, HeaderPair, SealedResponse, Violation } from '../model.ts'
import { jsonObject, mediaType, statusIn } from '../http.ts'
import { whereProven, type Check, type Sight } from './check.ts'

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
    const [first, ...later] = refusals(sight)
    if (!first) return
    for (const refusal of later)
      for (const [where, read] of aspects)
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

/** What a client can compare. */
const aspects: readonly (readonly [string, (refusal: Refusal) => string])[] = [
  ['status', ({ response }) => String(response.status)],
  ['media type', ({ response }) => mediaType(response.headers) ?? 'absent'],
  ['header names', ({ response: { headers } }) => namesOf(headers).join(', ').slice(0, 200)],
  ['error headers', (refusal) => errorHeaders(refusal).join(', ').slice(0, 200)],
  ['error codes', ({ response }) => codesIn(response.body.text).join(', ').slice(0, 200)],
  ['body', (refusal) => normalized(refusal.response.body.text, refusal).slice(0, 200)],
]

/** Headers that differ from response to response for other reasons. */
const VOLATILE =
  /date|age|id$|trace|span|cookie|limit|remaining|reset|length|etag|via|time|cache|^cf-/

const namesOf = (headers: readonly HeaderPair[]): string[] =>
  [...new Set(headers.map(([name]) => name.toLowerCase()))]
    .filter((name) => !VOLATILE.test(name))
    .toSorted()

const errorHeaders = (refusal: Refusal): string[] =>
  refusal.response.headers
    .filter(([name]) => /error|reason|www-authenticate/i.test(name))
    .map(([name, value]) => `${name}: ${CODE.test(value) ? value : normalized(value, refusal)}`)
    .toSorted()

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
    return [{ name: step.name, response, given: givenIn(exchange) }]
  })

const givenIn = ({ request: { body } }: Exchange): string[] =>
  Object.values((body && jsonObject(body)) ?? {}).filter(
    (value): value is string => typeof value === 'string' && value.length > 3,
  )

export const enumeration: readonly Check[] = [uniformRefusal]
