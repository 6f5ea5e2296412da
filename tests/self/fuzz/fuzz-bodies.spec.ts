/** Generated bodies: never one that the contract allows, never a login, always the same from the same seed. */
import { isUtf8 } from 'node:buffer'
import { expect, test } from '@playwright/test'
import * as fc from 'fast-check'
import { compose, type Credentials } from '../../../fixtures/cases/template.ts'
import { bodiesFrom, withinBounds } from '../../../fixtures/fuzz/bodies.ts'
import { templateOf } from '../../../fixtures/fuzz/draft.ts'
import { unfitFor } from '../../../fixtures/fuzz/guard.ts'
import { oracleOf } from '../../../fixtures/fuzz/oracle.ts'
import { caseDataOf } from '../../../fixtures/fuzz/as-case.ts'
import { lookalike } from '../../../fixtures/cases/lookalike.ts'
import { generateCredentials } from '../../../fixtures/server/world.ts'
import type { Json } from '../../../spec/model.ts'
import { readJson } from '../../../spec/http.ts'
import { contract } from '../../support/exchange.ts'

const draftsFrom = (seed: number, numRuns: number): string[] =>
  fc.sample(bodiesFrom(fc, contract), { seed, numRuns })

const drafts = [1, 2, -3].flatMap((seed) => draftsFrom(seed, 300))
const credentials = generateCredentials()
const bytesOf = (draft: string, given: Credentials = credentials): Buffer =>
  compose(templateOf(draft), given)

/** Read independently of the code under test: a value that JavaScript's own parser takes for one of the contract. */
function allowed(bytes: Buffer): boolean {
  if (!isUtf8(bytes)) return false
  const read = readJson({ text: bytes.toString('utf8'), bytes: bytes.length, utf8: true })
  return 'value' in read && contract.requestProblems(read.value).length === 0
}

const depth = (value: Json): number =>
  typeof value === 'object' && value !== null
    ? 1 + Math.max(0, ...Object.values(value).map((member: Json) => depth(member)))
    : 0

test('no generated body is one that the contract allows', () => {
  expect(drafts.filter((draft) => allowed(bytesOf(draft)))).toEqual([])
})

test('no generated body contains the configured clientId, and every one may be sent', () => {
  const unfit = unfitFor(contract)
  for (const draft of drafts) {
    const bytes = bytesOf(draft)
    expect(bytes.includes(credentials.clientId)).toBe(false)
    expect(unfit(bytes, credentials), templateOf(draft)).toBeUndefined()
  }
})

test('no generated body is larger than 16 KiB or nested deeper than 64', () => {
  for (const draft of drafts) {
    const bytes = bytesOf(draft)
    expect(bytes.length).toBeLessThanOrEqual(16_384)
    const read = readJson({ text: draft, bytes: 0, utf8: true })
    if ('value' in read) expect(depth(read.value)).toBeLessThanOrEqual(64)
  }
  const largest = Math.max(...drafts.map((draft) => bytesOf(draft).length))
  expect(largest, 'large bodies are generated').toBeGreaterThan(4096)
})

test('the bounds leave room for the values that the gateway fills in', () => {
  const nested = (times: number): string => '['.repeat(times) + ']'.repeat(times)
  expect([64, 65].map((times) => withinBounds(nested(times)))).toEqual([true, false])
  const long = (bytes: number, marks: number): string =>
    'é'.repeat(bytes / 2) + '\ue000'.repeat(marks)
  expect(withinBounds(long(16_384, 0))).toBe(true)
  expect(withinBounds(long(16_386, 0))).toBe(false)
  expect(withinBounds(long(16_000, 2))).toBe(false)
})

test('the template of a draft means the same as the draft, byte for byte', () => {
  const given = { clientId: 'one-id', clientSecret: 'two-secret', organizationId: 'three-id' }
  const meaning: Readonly<Record<string, Buffer>> = {
    '\ue000': Buffer.from(given.clientSecret),
    '\ue001': Buffer.from(given.organizationId),
    '\ue002': Buffer.from(lookalike(given.clientId)),
    '\ue003': Buffer.from(lookalike(given.clientSecret)),
    '\ue004': Buffer.from([0xff]),
  }
  const odd = ['{{{"a":{{b}}}}', '{\ue000{\ue004', '{{clientSecret}}', '{{bytes 41}}']
  for (const draft of [...drafts, ...odd]) {
    const wanted = [...draft].map((char) => meaning[char] ?? Buffer.from(char))
    expect(bytesOf(draft, given).equals(Buffer.concat(wanted)), templateOf(draft)).toBe(true)
  }
})

test('every requirement on bodies is put to the proof', () => {
  const proven = new Set(drafts.flatMap((draft) => oracleOf(draft, contract)?.proves ?? []))
  expect([...proven].toSorted()).toEqual([
    'body-is-an-object',
    'body-required',
    'client-id-is-a-string',
    'client-id-required',
    'client-secret-is-a-string',
    'client-secret-required',
    'json-extensions-refused',
    'malformed-json-refused',
    'organization-id-is-a-string',
    'organization-id-required',
    'utf8-only',
  ])
})

test('the same seed generates the same bodies, another one others', () => {
  expect(draftsFrom(7, 50)).toEqual(draftsFrom(7, 50))
  expect(draftsFrom(7, 50)).not.toEqual(draftsFrom(8, 50))
})

test('a body that the contract allows is no case', () => {
  const good = '{"clientId":"a","clientSecret":"b","organizationId":"c"}'
  expect(() => caseDataOf(good, contract)).toThrow('no case')
})
