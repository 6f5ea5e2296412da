/** Of a response of 1 MiB little more is kept than of one of 64 KiB, whatever it is made of. */
import { expect, test } from '@playwright/test'
import { EXAMINED } from '../../../fixtures/redaction/sealed-exchange.ts'
import { createVault } from '../../../fixtures/redaction/vault.ts'
import { generateCredentials } from '../../../fixtures/server/world.ts'
import { sha256 } from '../../../spec/lib/digest.ts'
import type { Exchange } from '../../../spec/model.ts'
import { examine } from '../../../spec/verdict/examine.ts'
import { caseOf, contract } from '../../support/exchange.ts'
import { jwt, oddBodies } from '../../support/odd-bodies.ts'
import { repeated } from '../../support/shapes.ts'
import { exchangeWith, outcomeOf, step } from '../../support/echoes.ts'

const { clientSecret } = generateCredentials()
const MIB = 1_048_576

const testCase = caseOf('valid-credentials/control', [step, { ...step, name: 'again' }])

const exchangeOf = (
  status: number,
  body: Buffer,
  vault = createVault(clientSecret, []),
): Exchange => exchangeWith(outcomeOf(status, body), vault)

for (const [what, text] of Object.entries(oddBodies))
  test(`of a refusal with ${what} at most 64 KiB are kept, with length and digest of all`, () => {
    const { response } = exchangeOf(401, Buffer.from(text))
    const { body, seals } = response ?? {}
    expect(body).toMatchObject({ bytes: Buffer.byteLength(text), shortened: true })
    expect(body?.text.length).toBeLessThanOrEqual(EXAMINED)
    expect(JSON.stringify(body?.text).length).toBeLessThanOrEqual(2 * EXAMINED + 2)
    expect(body?.sha256).toBe(seals?.length === 0 ? sha256(text) : undefined)
  })

for (const [what, text] of Object.entries(oddBodies))
  test(`a success with ${what} is too large to be read, which breaks no other requirement`, () => {
    const exchange = exchangeOf(200, Buffer.from(text))
    expect(exchange.response).toBeUndefined()
    expect(exchange.failure).toEqual({
      kind: 'too-large',
      message: `a success body of ${Buffer.byteLength(text)} bytes; at most 65536 are read`,
      status: 200,
    })
    const findings = examine(testCase, { caseId: testCase.id, exchanges: [exchange] }, contract)
    const violated = findings.filter(({ outcome }) => outcome === 'violated')
    expect(violated.map(({ requirement }) => requirement)).toEqual(['no-broken-answer'])
  })

test('a token that a body repeats thousands of times has one seal, the longest', () => {
  const vault = createVault(clientSecret, [])
  const mark = vault.learnToken(jwt)
  const parts = Array.from({ length: 3000 }, (_, at) => jwt.slice(0, jwt.length - 2 - (at % 7)))
  const { response } = exchangeOf(400, Buffer.from([...parts, jwt, ...parts].join(' ')), vault)
  const ofToken = response?.seals.filter((seal) => seal.mark === mark) ?? []
  expect(ofToken.filter(({ usable }) => usable)).toHaveLength(1)
  expect(response?.seals.length).toBeLessThan(20)
  expect(Math.max(...ofToken.map(({ length }) => length))).toBe(jwt.length)
})

test('a success body of 64 KiB is examined as a whole', () => {
  const rest =
    65_536 - JSON.stringify({ token: jwt, token_type: 'Bearer', expires_in: 60, a: '' }).length
  const text = JSON.stringify({
    token: jwt,
    token_type: 'Bearer',
    expires_in: 60,
    a: '"'.repeat(rest / 2),
  })
  const { response, secrets } = exchangeOf(200, Buffer.from(text))
  expect(response?.body.shortened).toBeUndefined()
  expect(secrets.map(({ mark }) => mark)).toEqual(['‹token 1›'])
  expect(JSON.parse(response?.body.text ?? '')).toMatchObject({ token: '‹token 1›' })
})

test('a secret after the first 64 KiB of a refusal is reported, and a digest is not', () => {
  for (const at of [1000, 60_000, 65_500, 66_000, 69_000, 70_000, 900_000]) {
    const text = `${' '.repeat(at)}${clientSecret}${' '.repeat(MIB - at - 100)}`
    const { response } = exchangeOf(401, Buffer.from(text))
    expect(response?.seals, String(at)).toMatchObject([{ mark: '‹clientSecret›', where: 'body' }])
    expect(response?.body.sha256).toBeUndefined()
    expect(response?.body.text).not.toContain(clientSecret.slice(0, 8))
  }
})

test('no part of a secret is left where a body is cut', () => {
  const left: string[] = []
  for (let before = 65_400; before < 65_640; before += 7)
    for (const write of [String, JSON.stringify, encodeURIComponent, encodeBase64]) {
      const text = `${'-'.repeat(before)} ${write(clientSecret)} ${'-'.repeat(10_000)}`
      const shown = exchangeOf(401, Buffer.from(text)).response?.body.text ?? ''
      const written = write(clientSecret)
      if (shown.includes(written.slice(1, 9)) || shown.includes(written.slice(-9, -1)))
        left.push(text)
    }
  expect(left).toEqual([])
})

const encodeBase64 = (text: string): string => Buffer.from(text).toString('base64')

test('a body that is larger than the evidence can hold ends between two characters', () => {
  const { response } = exchangeOf(401, Buffer.from(repeated('\u0001\u{1f511}', 60_000)))
  const { text = '' } = response?.body ?? {}
  expect(text.length).toBeGreaterThan(1000)
  expect(text.replaceAll('\u0001\u{1f511}', '')).toMatch(/^.?$/u)
  expect(Buffer.from(text).toString()).toBe(text)
})
