/** What the cases really send, with random credentials of the documented format. */
import { isUtf8 } from 'node:buffer'
import { expect, test } from '@playwright/test'
import { cases, control } from '../../../fixtures/cases/index.ts'
import { compose } from '../../../fixtures/cases/template.ts'
import { generateCredentials } from '../../../fixtures/server/world.ts'
import type { Json, Step } from '../../../spec/model.ts'
import { isObject, mediaType, readJson } from '../../../spec/http.ts'
import { contract, present } from '../../support/exchange.ts'

const credentials = generateCredentials()
const second = generateCredentials()

interface Sent {
  readonly id: string
  readonly step: Step
  readonly bytes: Buffer
  /** `undefined` when the body is not JSON. */
  readonly value: Json | undefined
}

const sent: readonly Sent[] = cases.flatMap(({ id, steps }) =>
  steps.flatMap((step): Sent[] => {
    if (step.operation !== 'token') return []
    const [sender, other] = step.client === 'second' ? [second, credentials] : [credentials, second]
    const bytes = compose(step.body ?? '', sender, step.encoding, other)
    return [{ id, step, bytes, value: jsonIn(bytes) }]
  }),
)

function jsonIn(bytes: Buffer): Json | undefined {
  const read = readJson({ text: bytes.toString('utf8'), bytes: bytes.length, utf8: isUtf8(bytes) })
  return 'value' in read ? read.value : undefined
}

const idsOf = (wrong: (body: Sent) => boolean): string[] =>
  sent.filter(wrong).map(({ id, step }) => `${id}, ${step.name}`)

const toJson = ({ step }: Sent): boolean =>
  step.method === 'POST' && mediaType(step.headers) === 'application/json'

/** Requirements on a body that violates the request schema -> the place where it does. */
const places: Readonly<Record<string, string | readonly string[]>> = {
  'body-is-an-object': 'body: object',
  'array-of-values-refused': 'body: object',
  'client-id-required': 'body /clientId: present',
  'client-secret-required': 'body /clientSecret: present',
  'organization-id-required': 'body /organizationId: present',
  'client-id-is-a-string': 'body /clientId: string',
  'client-secret-is-a-string': 'body /clientSecret: string',
  'organization-id-is-a-string': 'body /organizationId: string',
  'member-names-exact': [
    'body /clientId: present',
    'body /clientSecret: present',
    'body /organizationId: present',
  ],
}

test('every JSON body violates the request schema in exactly the places that its case proves', () => {
  const wrong = sent.flatMap(({ id, step, value }) => {
    // What the query adds is judged beside the same body without it.
    if (value === undefined || step.proves.join() === 'no-credentials-in-query') return []
    const named = [...new Set(step.proves.flatMap((prove) => places[prove] ?? []))]
    const found = contract
      .requestProblems(value)
      .map(({ where, expected }) => `${where}: ${expected}`)
    return found.toSorted().join() === named.toSorted().join() ? [] : [{ id, named, found }]
  })
  expect(wrong).toEqual([])
})

test('every request that has to succeed contains the configured values in any notation', () => {
  const succeeding = sent.filter(
    ({ step }) => step.proves.includes('success-status') || step.name === 'control afterwards',
  )
  expect(succeeding.length).toBeGreaterThan(10)
  for (const { id, value } of succeeding) expect(value, id).toEqual(credentials)
})

test('the control is what the contract describes', () => {
  const step = present(control.steps[0])
  expect(step).toMatchObject({ method: 'POST', operation: 'token', declared: true })
  expect(mediaType(step.headers)).toBe('application/json')
})

/** Requirements that are proven with a body that is not JSON. */
const malformed = ['malformed-json-refused', 'json-extensions-refused']
const withoutJson = [...malformed, 'body-required', 'utf8-only']
/** With a byte order mark it is no JSON text, although parsers may ignore it (RFC 8259 8.1). */
const mayIgnore = ['malformed-bodies/byte-order-mark, request']

test('only bodies that prove a refusal of malformed text are not JSON', () => {
  const wrong = (body: Sent): boolean =>
    toJson(body) &&
    (body.value === undefined) !== body.step.proves.some((id) => withoutJson.includes(id))
  expect(idsOf(wrong)).toEqual(mayIgnore)
})

test('malformed bodies are malformed only as JSON: they are UTF-8 and not empty', () => {
  const wrong = ({ step, bytes }: Sent): boolean =>
    step.proves.some((id) => malformed.includes(id)) && (bytes.length === 0 || !isUtf8(bytes))
  expect(idsOf(wrong)).toEqual([])
})

/** JSON that a correct server may refuse: for its size or depth, its headers, or the way it arrives. */
const mayBeRefused = [
  'wrong-types/organization-id-number, request',
  'media-types/odd-spelling, request',
  'media-types/gzip, request',
  'malformed-bodies/deep-nesting, request',
  'malformed-bodies/oversize, request',
  'invalid-credentials/client-id-long, request',
  'invalid-credentials/secret-long, request',
  'invalid-credentials/secret-other-case, with the request id of a right login',
  'invalid-credentials/secret-other-case, with a valid token',
  'invalid-credentials/secret-other-case, with headers for mocks and for debugging',
  'invalid-credentials/secret-other-case, with what may replace it',
  'untrusted-input/beside-the-body, client and organization in headers',
  'untrusted-input/beside-the-body, cookie of another application, with half a character',
  'valid-credentials/http-1-0, request',
  'valid-credentials/chunked, request',
  'valid-credentials/expect-continue, request',
  'valid-credentials/large-body, request',
  'valid-credentials/media-type-case, request',
  'untrusted-input/beside-the-body, origin',
  'untrusted-input/beside-the-body, host',
]

test('a request is declared only if it is a POST of JSON in UTF-8 without a query', () => {
  const described = (body: Sent): boolean =>
    toJson(body) && body.value !== undefined && body.step.query === undefined
  const found = idsOf((body) => body.step.declared !== described(body))
  expect(found.toSorted()).toEqual(mayBeRefused.toSorted())
  const others = cases
    .flatMap(({ steps }) => steps)
    .filter(({ operation }) => operation !== 'token')
  expect(others.filter(({ declared }) => declared)).toEqual([])
  expect(others.length).toBeGreaterThan(10)
})

test('every wrong login with the real clientId is counted', () => {
  const guesses = (id: string): number =>
    sent.filter((body) => body.id === id && isGuess(body)).length
  const wrong = cases.filter(({ id, cost }) => cost.failedLogins !== guesses(id))
  expect(wrong.map(({ id }) => id)).toEqual([])
})

/** What isolates a guess is sent only if that was answered as if it were right. */
function isGuess({ value, step }: Sent): boolean {
  if (step.client === 'second' || step.isolates !== undefined) return false
  if (!isObject(value) || contract.requestProblems(value).length > 0) return false
  const { clientId, clientSecret, organizationId } = value
  const right =
    clientSecret === credentials.clientSecret && organizationId === credentials.organizationId
  return clientId === credentials.clientId && !right
}
