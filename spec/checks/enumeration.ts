/** Whether refusals tell an attacker which of the credentials was right. */
import type { Exchange, HeaderPair, SealedResponse, Violation } from '../model.ts'
import { jsonObject, mediaType, statusIn } from '../http.ts'
import { whereProven, type Check, type Sight } from './check.ts'

interface Refusal {
  readonly name: string
  readonly response: SealedResponse
  /** What the requests held: a refusal that repeats it differs by nature. */
  readonly given: readonly string[]
}

const uniformRefusal = whereProven({
  verifies: 'uniform-refusal',
  when: (sight) => refusals(sight).length > sight.before.length,
  *violations(sight): Generator<Violation> {
    const [first, ...others] = refusals(sight)
    if (!first) return
    for (const refusal of others)
      for (const [where, read] of faces)
        if (read(refusal) !== read(first))
          yield {
            where: `${where} of ${refusal.name}`,
            expected: `as for ${first.name}: ${read(first)}`,
            actual: read(refusal),
          }
  },
})

/** What a caller can compare. */
const faces: readonly (readonly [string, (refusal: Refusal) => string])[] = [
  ['status', ({ response }) => String(response.status)],
  ['media type', ({ response }) => mediaType(response.headers) ?? 'absent'],
  ['header names', ({ response: { headers } }) => namesOf(headers).join(', ').slice(0, 200)],
  ['error headers', (refusal) => errorHeaders(refusal).join(', ').slice(0, 200)],
  ['error codes', ({ response }) => codesIn(response.body.text).join(', ').slice(0, 200)],
  ['body', (refusal) => even(refusal.response.body.text, refusal).slice(0, 200)],
]

/** Headers that come and go, or differ, for reasons of their own: among them those of the connection alone. */
const VOLATILE =
  /date|age|id$|trace|span|cookie|limit|remaining|reset|length|etag|via|time|cache|^cf-|^connection$|^keep-alive$|^transfer-encoding$/

const namesOf = (headers: readonly HeaderPair[]): string[] =>
  [...new Set(headers.map(([name]) => name.toLowerCase()))]
    .filter((name) => !VOLATILE.test(name))
    .toSorted()

const errorHeaders = (refusal: Refusal): string[] =>
  refusal.response.headers
    .filter(([name]) => /error|reason|www-authenticate/i.test(name))
    .map(([name, value]) => `${name}: ${CODE.test(value) ? value : even(value, refusal)}`)
    .toSorted()

/** A number or a word that ends in one: too short for an id, and one for each reason. */
const CODE = /^(\d{1,6}|[a-z][a-z_.-]*\d{1,5})$/i

/** Members whose name says that they tell the reason. */
const REASON = /"\w*(?:code|reason|type|error|errno)"\s*:\s*"?([\w.-]+)/gi

const codesIn = (text: string): string[] =>
  [...text.matchAll(REASON)].flatMap(([, code = '']) => (CODE.test(code) ? [code] : []))

/** Members that name one request, in letters of any kind. */
const OCCASION =
  /"\w*(?:request|trace|correlation|incident|reference|event|activity|transaction)_?id"\s*:\s*"[^"]*"/gi

/** Without what was sent, without marks, and without words that hold a digit: ids, times, traces. */
const even = (text: string, { given }: Refusal): string =>
  given
    .reduce((shorter, value) => shorter.replaceAll(value, '#'), text)
    .replaceAll(OCCASION, '#')
    .replaceAll(/‹[^›]*›/g, '#')
    .replaceAll(/[\w-]*\d[\w-]*|[\w+/=-]{24,}/g, '#')
    .replaceAll(/[\w+/=-]*#[\w+/=#-]*/g, '#')

function refusals(sight: Sight): Refusal[] {
  const all = refusalsIn(sight)
  // One of the values may be a word of every answer, such as the name of the realm.
  const given = all.flatMap((refusal) => refusal.given)
  return all.map((refusal) => ({ ...refusal, given }))
}

const refusalsIn = (sight: Sight): Refusal[] =>
  [...sight.before, sight].flatMap(({ step, exchange }) => {
    const { response } = exchange
    // A limit or a crash says nothing about the values that met it.
    if (!response || !statusIn(response.status, ['4xx']) || response.status === 429) return []
    return [{ name: step.name, response, given: givenIn(exchange) }]
  })

const givenIn = ({ request: { body } }: Exchange): string[] =>
  Object.values((body && jsonObject(body)) ?? {}).filter(
    (value): value is string => typeof value === 'string' && value.length > 3,
  )

export const enumeration: readonly Check[] = [uniformRefusal]
