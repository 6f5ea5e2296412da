/** Secrets that are known, and what is done with them. */
import { randomBytes } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { createVault, type GrantTimes } from '../../../fixtures/redaction/vault.ts'
import { generateCredentials } from '../../../fixtures/server/world.ts'
import { goodGrant, NOON_S } from '../../support/exchange.ts'
import { tokenWith } from '../../support/scripted-target.ts'

const { clientId, clientSecret, organizationId } = generateCredentials()

const vault = () => createVault(clientSecret, [clientId, organizationId, JSON.stringify(goodGrant)])

const grant = (token: string, more: object = {}): string =>
  JSON.stringify({ ...goodGrant, token, ...more })

/** A login without a duration. */
const at = (now: number, date?: number): GrantTimes => ({ sentAt: now, receivedAt: now, date })

test('a granted token is known from then on, by the same mark', () => {
  const { keepGrant, seal, factsOf } = vault()
  const token = tokenWith({ sub: 'a' })
  expect(keepGrant(grant(token), at(0))).toMatchObject({ value: token, mark: '‹token 1›' })
  expect(seal(`Bearer ${token}`, 'header x').text).toBe('Bearer ‹token 1›')
  expect(keepGrant(grant(token), at(0))?.mark).toBe('‹token 1›')
  expect(keepGrant(grant(tokenWith({ sub: 'b' })), at(0))?.mark).toBe('‹token 2›')
  expect(factsOf('‹token 1›')).toMatchObject({ kind: 'token', length: token.length })
})

test('the word in the line behind a token is no part of it', () => {
  const { keepGrant, seal } = vault()
  const token = tokenWith({ sub: 'a' })
  keepGrant(grant(token), at(0))
  const trace = `TRACE / HTTP/1.1\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n`
  expect(seal(trace, 'body').text).toContain('Bearer ‹token 1›\r\nConnection: close')
  expect(seal('Connection', 'header name').text).toBe('Connection')
})

test('a token that is granted again has the time and the promise of the first login', () => {
  const { keepGrant, factsOf } = vault()
  const token = tokenWith({ sub: 'a' })
  keepGrant(grant(token, { expires_in: 3600 }), at(0))
  expect(factsOf('‹token 1›')).not.toHaveProperty('before')
  keepGrant(grant(token, { expires_in: 3590 }), at(10_500))
  expect(factsOf('‹token 1›')).toMatchObject({ before: { agoS: 10.5, expiresIn: 3600 } })
})

const repetitions = [
  [
    'a login that was sent after a date in a later second than its token',
    { iat: 1 },
    [at(1100, 1000), at(1900, 2000), at(1950, 2000)],
    [undefined, undefined, 1100],
  ],
  [
    'a date that is renewed late',
    { iat: 1 },
    [at(1002, 0), at(1500, 1000), at(1700, 1000), at(1900, 1000)],
    [undefined, undefined, undefined, undefined],
  ],
  [
    'two logins at once whose responses are dated later than their tokens',
    { iat: 1 },
    [
      { sentAt: 1990, receivedAt: 2001, date: 2000 },
      { sentAt: 1990, receivedAt: 2002, date: 2000 },
    ],
    [undefined, undefined],
  ],
  [
    'a token without iat: its second may be the one after the first date',
    {},
    [at(100, 0), at(900, 1000), at(950, 1000), at(1000, 2000), at(1050, 2000)],
    [undefined, undefined, undefined, undefined, 100],
  ],
  ['no date: a whole second', {}, [at(0), at(950), at(1000)], [undefined, undefined, 0]],
  [
    'no date, and a response that came late',
    {},
    [at(0), { sentAt: 950, receivedAt: 1400 }],
    [undefined, undefined],
  ],
] as const

for (const [what, claims, logins, found] of repetitions)
  test(`a token is of a cache: ${what}`, () => {
    const { keepGrant, repeatedSince } = vault()
    const again = grant(tokenWith({ sub: 'a', ...claims }))
    const since = logins.map((times) => {
      keepGrant(again, times)
      return repeatedSince()
    })
    expect(since).toEqual(found)
  })

const HOUR_MS = 3_600_000
const exp = NOON_S + 7200

const lives = [
  ['both', { expires_in: 3600 }, { exp }, 0.8 * HOUR_MS, 2 * HOUR_MS],
  ['expires_in alone', { expires_in: 3600 }, {}, 0.8 * HOUR_MS, HOUR_MS],
  ['exp alone', { expires_in: null }, { exp }, 1.6 * HOUR_MS, 2 * HOUR_MS],
  ['neither', { expires_in: 'soon' }, { exp: 'never' }, Infinity, undefined],
  ['a life that makes no sense', { expires_in: 0 }, { exp: NOON_S - 60 }, Infinity, 0],
] as const

for (const [what, members, claims, stale, end] of lives)
  test(`a token that tells ${what} has its time to be renewed and its end`, () => {
    const now = NOON_S * 1000
    const kept = vault().keepGrant(grant(tokenWith(claims), members), at(now))
    expect(kept?.staleAt).toBe(now + stale)
    expect(kept?.endsAt).toBe(end === undefined ? undefined : now + end)
  })

for (const body of ['', 'null', '[]', '{', '{"token":null}', '{"token":12}', '{"token":""}'])
  test(`${body || 'an empty body'} grants nothing`, () => {
    expect(vault().keepGrant(body, at(0))).toBeUndefined()
  })

const token = tokenWith({ sub: 'somebody' })
const opaque = 'a1b2c3d4e5f6a7b8'

const texts = [
  ['a JWT in a sentence', `your token ${token}, keep it`, 'your token ‹token 1›, keep it'],
  ['a member called token', `{"token" : "${opaque}"}`, '{"token" : "‹token 1›"}'],
  ['a member called accessToken', `{"accessToken":"${opaque}"}`, '{"accessToken":"‹token 1›"}'],
  ['a member called api_key', `{"a":{"api_key":"${opaque}"}}`, '{"a":{"api_key":"‹token 1›"}}'],
  ['an escaped member', `{"jwt":"a\\/${opaque}"}`, '{"jwt":"‹token 1›"}'],
  [
    'the client secret in a member',
    `{"password":${JSON.stringify(clientSecret)}}`,
    '{"password":"‹clientSecret›"}',
  ],
] as const

for (const [what, text, result] of texts)
  test(`${what} is sealed at first sight`, () => {
    expect(vault().seal(text, 'body').text).toBe(result)
  })

test('a token with the id of an earlier one and other claims says so', () => {
  const { keepGrant, learnToken, factsOf } = vault()
  const sameIdAs = (granted: string): string | undefined => {
    const mark = keepGrant(grant(granted), at(0))?.mark
    return mark === undefined ? undefined : factsOf(mark)?.jwt?.sameIdAs
  }
  const first = tokenWith({ jti: 'a', iat: 1 })
  expect(sameIdAs(first)).toBeUndefined()
  expect(sameIdAs(first)).toBeUndefined()
  // The same claims under another header, as when they are signed again within a second.
  expect(sameIdAs(tokenWith({ jti: 'a', iat: 1 }, { alg: 'HS256', kid: 'b' }))).toBeUndefined()
  expect(sameIdAs(tokenWith({ jti: 'b', iat: 2 }))).toBeUndefined()
  expect(sameIdAs(tokenWith({ jti: null, iat: 2 }))).toBeUndefined()
  expect(sameIdAs(tokenWith({ jti: null, iat: 3 }))).toBeUndefined()
  expect(sameIdAs(tokenWith({ jti: 'a', iat: 2 }))).toBe('‹token 1›')
  // Nobody issued a forged token.
  const forged = learnToken(tokenWith({ jti: 'b', iat: 9 }))
  expect(factsOf(forged)?.jwt?.sameIdAs).toBeUndefined()
})

test('an ECDSA signature with the nonce of an earlier one says so', () => {
  const { keepGrant, factsOf } = vault()
  const nonceOf = (claims: { readonly iat: number }, alg: string, ...halves: readonly string[]) => {
    const [header, payload] = tokenWith(claims, { alg }).split('.')
    const signature = Buffer.from(halves.map((half) => half.repeat(32)).join('')).toString(
      'base64url',
    )
    const mark = keepGrant(grant([header, payload, signature].join('.')), at(0))?.mark
    return mark === undefined ? undefined : factsOf(mark)?.jwt?.sameNonceAs
  }
  expect(nonceOf({ iat: 1 }, 'ES256', 'a', 'b')).toBeUndefined()
  expect(nonceOf({ iat: 1 }, 'ES256', 'a', 'b')).toBeUndefined()
  expect(nonceOf({ iat: 2 }, 'ES256', 'c', 'b')).toBeUndefined()
  expect(nonceOf({ iat: 3 }, 'HS512', 'a', 'b')).toBeUndefined()
  expect(nonceOf({ iat: 4 }, 'ES256', 'a', 'd')).toBe('‹token 1›')
})

test('the client secret is no token, whatever the member is called that holds it', () => {
  const { seal, learnToken } = vault()
  seal(`{"token":${JSON.stringify(clientSecret)}}`, 'body')
  expect(learnToken(token)).toBe('‹token 1›')
})

const messages = [
  '{"token":"required"}',
  '{"token":["must be a string of at least one character"]}',
  '{"token":"must be a string of at least one character"}',
  '{"message":"token a1b2c3d4e5f6a7b8 unknown"}',
  '{"tokens":"a1b2c3d4e5f6a7b8"}',
  `{"clientId":"${clientId}","organizationId":"${organizationId}"}`,
]

for (const text of messages)
  test(`the words of ${text.replace(clientId, 'ID').replace(organizationId, 'ID')} are not learnt`, () => {
    expect(vault().seal(text, 'body')).toEqual({ text, seals: [] })
  })

test('a written file that holds a good part of a secret is found out', () => {
  const { containsSecret, seal } = vault()
  seal(token, 'body')
  const parts = [clientSecret, token, clientSecret.slice(20, 36), token.slice(-20)]
  for (const part of parts) expect(containsSecret(`report: ${part} end`)).toBe(true)
  expect(containsSecret(Buffer.from(`:${clientSecret}`).toString('base64'))).toBe(true)
  expect(containsSecret(JSON.stringify({ a: `"${clientSecret}"` }))).toBe(true)
})

test('a secret that is learned after a search is found by the next one, and earlier ones are too', () => {
  const { containsSecret, learnToken } = vault()
  const known: string[] = []
  for (let count = 0; count < 40; count += 1) {
    const next = randomBytes(300).toString('hex')
    const isClean = !containsSecret(`x${next}x`)
    learnToken(next)
    known.push(next)
    expect([isClean, ...known.map((one) => containsSecret(`x${one}x`))]).not.toContain(false)
  }
  expect(containsSecret(`x${clientSecret}x`)).toBe(true)
})

test('a written file that holds marks, ids and the contract is clean', () => {
  const { containsSecret, seal } = vault()
  seal(token, 'body')
  const text = `${clientId} ‹clientSecret› ‹token 1: 12 of 80› ${clientSecret.slice(0, 7)}`
  expect([
    containsSecret(text),
    containsSecret(JSON.stringify(goodGrant)),
    containsSecret(''),
  ]).toEqual([false, false, false])
})

test('a secret that is none of the target’s is sealed, found in files, and held against nobody', () => {
  const { hide, seal, containsSecret } = vault()
  hide('proxy-password', '‹proxyPassword›')
  hide('short', '‹proxyPassword›')
  const basic = Buffer.from('user:proxy-password').toString('base64')
  expect(seal('x-seen: proxy-password, short', 'body')).toEqual({
    text: 'x-seen: ‹proxyPassword›, short',
    seals: [],
  })
  expect(seal(basic, 'body').text).toContain('‹proxyPassword›')
  expect([containsSecret(`Basic ${basic}`), containsSecret('a short text')]).toEqual([true, false])
})
