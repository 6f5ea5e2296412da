/** A raw answer may hold a secret anywhere; what others get to see holds it nowhere. */
import { expect, test } from '@playwright/test'
import { sealedExchange } from '../../../fixtures/redaction/sealed-exchange.ts'
import type { RawOutcome, RawRequest, RawResponse } from '../../../fixtures/http/transport.ts'
import { createVault } from '../../../fixtures/redaction/vault.ts'
import { generateCredentials } from '../../../fixtures/server/world.ts'
import type { Exchange, Step } from '../../../spec/model.ts'
import { failed, tokenStep, tokenWith } from '../../support/scripted-target.ts'

const { clientSecret } = generateCredentials()
const token = tokenWith({ sub: 'a' })

interface Scene {
  readonly step?: Partial<Step>
  readonly request?: Partial<RawRequest>
  readonly outcome?: RawOutcome
  readonly response?: Partial<RawResponse>
}

function exchangeOf({ step, request, outcome, response }: Scene): Exchange {
  const raw: RawResponse = {
    status: 200,
    reason: 'OK',
    httpVersion: '1.1',
    headers: [],
    trailers: [],
    body: Buffer.alloc(0),
    ...response,
  }
  return sealedExchange(
    {
      step: tokenStep(step),
      scheme: 'https',
      request: { method: 'POST', target: '/api/token', headers: [], ...request },
      outcome: outcome ?? { response: raw },
      sentAt: 0,
      durationMs: 1,
    },
    createVault(clientSecret, []),
  )
}

const places: readonly (readonly [what: string, where: string, response: Partial<RawResponse>])[] =
  [
    ['the status line', 'status line', { reason: `No ${clientSecret}` }],
    ['a JSON body', 'body', { body: Buffer.from(`{"a":${JSON.stringify(clientSecret)}}`) }],
    [
      'a body that is no UTF-8',
      'body',
      { body: Buffer.from(`\u00ff\u0000${clientSecret}`, 'latin1') },
    ],
    ['a body in UTF-16', 'body', { body: Buffer.from(clientSecret, 'utf16le') }],
    [
      'a header',
      'header location',
      { headers: [['Location', `/?s=${encodeURIComponent(clientSecret)}`]] },
    ],
    ['the name of a header', 'header name', { headers: [[`X-${clientSecret}`, 'a']] }],
    ['a trailer', 'trailer', { trailers: [['X-Late', clientSecret]] }],
  ]

for (const [what, where, response] of places)
  test(`a secret in ${what} is sealed, with its place`, () => {
    const exchange = exchangeOf({ response })
    expect(exchange.response?.seals).toMatchObject([{ mark: '‹clientSecret›', where }])
    expect(JSON.stringify(exchange)).not.toContain(clientSecret.slice(3, 20))
    expect(exchange.secrets).toEqual([
      { mark: '‹clientSecret›', kind: 'secret', length: clientSecret.length },
    ])
  })

test('a secret in the request is sealed, and is nothing that the answer gave away', () => {
  const exchange = exchangeOf({
    request: {
      target: `/api/token?s=${encodeURIComponent(clientSecret)}`,
      headers: [['authorization', `Bearer ${token}`]],
      body: Buffer.from(JSON.stringify({ clientSecret })),
    },
  })
  expect(exchange.request).toMatchObject({
    target: '/api/token?s=‹clientSecret›',
    headers: [['authorization', 'Bearer ‹token 1›']],
    body: { text: '{"clientSecret":"‹clientSecret›"}', utf8: true },
  })
  expect(exchange.response?.seals).toEqual([])
  expect(exchange.secrets).toMatchObject([{ mark: '‹token 1›' }])
})

test('a secret in the message of a failure is sealed', () => {
  const { failure } = exchangeOf({ outcome: failed('not-http', `bad byte in ${clientSecret}`) })
  expect(failure).toEqual({ kind: 'not-http', message: 'bad byte in ‹clientSecret›' })
})

test('a token that the body holds is known in the headers before it', () => {
  const response = {
    headers: [['Set-Cookie', 'id=opaque-0123456789']] as const,
    body: Buffer.from('{"token":"opaque-0123456789"}'),
  }
  expect(exchangeOf({ response }).response).toMatchObject({
    headers: [['Set-Cookie', 'id=‹token 1›']],
    seals: [{ where: 'body' }, { where: 'header set-cookie' }],
  })
})

test('a body that is no UTF-8 is shown byte for byte, and marked as such', () => {
  const body = Buffer.from([0x61, 0xff, 0x62])
  expect(exchangeOf({ response: { body } }).response?.body).toEqual({
    text: 'a\u00ffb',
    bytes: 3,
    utf8: false,
  })
})

test('what a protected operation returns is withheld, and its refusal is shown', () => {
  const step = { operation: 'protected' } as const
  const body = Buffer.from('{"a":1}')
  const shown = (status: number) => exchangeOf({ step, response: { status, body } }).response?.body
  expect(shown(206)).toEqual({ text: '', bytes: 7, utf8: true, shortened: true })
  expect(shown(403)).toEqual({ text: '{"a":1}', bytes: 7, utf8: true })
})

test('a large request body is shown in part, and no part of a secret with it', () => {
  for (let before = 1900; before < 2100; before += 9) {
    const body = Buffer.from(`${' '.repeat(before)}${clientSecret}${' '.repeat(9000)}`)
    const shown = exchangeOf({ request: { body } }).request.body
    expect(shown).toMatchObject({ bytes: body.length, shortened: true })
    expect(shown?.text).not.toContain(clientSecret.slice(0, 8))
  }
})

const inEscapes = (text: string): string =>
  text.replaceAll(/[^]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)

test('JSON that writes each character as an escape is read like any other', () => {
  const body = `{"${inEscapes('token')}":"${inEscapes(token)}","${inEscapes('token_type')}":"${inEscapes('Bearer')}"}`
  const { response, secrets } = exchangeOf({ response: { body: Buffer.from(body) } })
  expect(response?.body.text).toBe('{"token":"‹token 1›","token_type":"Bearer"}')
  expect(secrets).toMatchObject([{ mark: '‹token 1›', length: token.length }])
})

test('escapes that separate or quote stay, and what is not JSON stays as it is', () => {
  const text = (body: string): string | undefined =>
    exchangeOf({ response: { status: 400, body: Buffer.from(body) } }).response?.body.text
  const quoted = String.raw`{"a":"\u0041 \u0022 \u005c \\u0041 \u000a \u00e9"}`
  expect(text(quoted)).toBe(String.raw`{"a":"A \u0022 \u005c \\u0041 \u000a \u00e9"}`)
  expect(text(String.raw`{"a":"\u0041"`)).toBe(String.raw`{"a":"\u0041"`)
})

const protectedStep = { operation: 'protected', method: 'GET' } as const
test('the password of another system is recognised and not recorded', () => {
  const address = 'postgres://app:Qw7xMmZ3@db:5432/a'
  const { response } = exchangeOf({
    step: { operation: 'token' },
    response: {
      status: 401,
      headers: [['X-Debug', `db=${address}`]],
      body: Buffer.from(JSON.stringify({ message: `no connection to ${address}` })),
    },
  })
  const what = 'a password in a URL'
  expect(response?.discloses).toEqual([
    { where: 'header x-debug', what },
    { where: 'body', what },
  ])
  expect(JSON.stringify(response)).not.toContain('Qw7xMmZ3')
})

test('a private key, and a password in a header that anyone may read, are not recorded either', () => {
  const { response } = exchangeOf({
    step: { operation: 'token' },
    response: {
      status: 401,
      headers: [['Location', 'https://app:Qw7xMmZ3@login.example/']],
      body: Buffer.from(
        JSON.stringify({
          key: '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADAN\n-----END PRIVATE KEY-----',
        }),
      ),
    },
  })
  expect(response?.discloses?.map(({ what }) => what)).toEqual([
    'a password in a URL',
    'a private key',
  ])
  expect(JSON.stringify(response)).not.toMatch(/Qw7xMmZ3|MIIEvQIBADAN/)
})

for (const [what, key] of [
  ['a symmetric key', { kty: 'oct', alg: 'HS256', k: 'c3ludGhldGljLWtleQ-1' }],
  ['the private part of a key, before its type', { d: 'c3ludGhldGljLWtleQ-1', kty: 'EC' }],
] as const)
  test(`${what} as a JWK is recognised and not recorded`, () => {
    const body = Buffer.from(JSON.stringify({ key }, undefined, 1))
    const { response } = exchangeOf({
      step: { operation: 'token' },
      response: { status: 401, body },
    })
    expect(response?.discloses).toEqual([{ where: 'body', what: 'a private key' }])
    expect(JSON.stringify(response)).not.toContain('c3ludGhldGljLWtleQ')
  })

test('a public key as a JWK discloses nothing', () => {
  const key = { kty: 'EC', crv: 'P-256', x: 'a'.repeat(43), y: 'b'.repeat(43), kid: 'c'.repeat(20) }
  const body = Buffer.from(JSON.stringify({ key, k: 'd'.repeat(20) }))
  const { response } = exchangeOf({ step: { operation: 'token' }, response: { status: 401, body } })
  expect(response?.discloses).toBeUndefined()
})

test('what the data of the tenant contains is nobody’s business', () => {
  const body = Buffer.from('{"webhook":"https://u:Qw7xMmZ3@hooks.example"}')
  const { response } = exchangeOf({ step: protectedStep, response: { body } })
  expect(response?.discloses).toBeUndefined()
})

const asJson: Partial<RawResponse> = { headers: [['content-type', 'application/json']] }

const dataBodies = [
  ['JSON', { ...asJson, body: Buffer.from('{"data":[]}') }, undefined],
  ['JSON behind a byte order mark', { ...asJson, body: Buffer.from('\ufeff{}') }, undefined],
  ['no body', asJson, undefined],
  ['another type', { body: Buffer.from('a;b') }, undefined],
  [
    'a text that is cut off',
    { ...asJson, body: Buffer.from('{"data":[') },
    'the body is not one complete JSON text',
  ],
  [
    'a character that is cut off',
    { ...asJson, body: Buffer.from('"\u00e9"').subarray(0, 2) },
    'the body is not valid UTF-8',
  ],
] as const

for (const [what, response, notJson] of dataBodies)
  test(`data is not recorded, but whether it is JSON: ${what}`, () => {
    const body = exchangeOf({ step: protectedStep, response }).response?.body
    expect(body?.text).toBe('')
    expect(body?.notJson).toBe(notJson)
  })
