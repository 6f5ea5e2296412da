/** A token that a user supplies as expired: one that the target never issued proves nothing, and ends the run. */
import { writeFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { caseById, control } from '../../../fixtures/cases/index.ts'
import { differenceFromIssued } from '../../../fixtures/gateway/tokens/supplied-token.ts'
import { stillClock } from '../../../fixtures/http/rate-limit.ts'
import type { Target } from '../../../fixtures/gateway/request/target.ts'
import { certifyInMemory, faultless } from '../../../fixtures/run/in-memory.ts'
import { variationNamed } from '../../../fixtures/run/variation.ts'
import { reference } from '../../../fixtures/server/reference.ts'
import type { Variation } from '../../../fixtures/server/variation.ts'
import { createWorld } from '../../../fixtures/server/world.ts'
import { NOON_S } from '../../support/exchange.ts'

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

const token = (header: object, claims: object): string =>
  `${part(header)}.${part(claims)}.${'s'.repeat(43)}`

const header = { alg: 'RS256', kid: 'one', typ: 'JWT' }
const claims = { iss: 'formflow', sub: 'a', exp: NOON_S + 3600 }
const issued = token(header, claims)
const opaque = 'x'.repeat(40)

for (const [what, supplied, fresh, reason] of [
  ['garbage', 'garbage', issued, /^is no JWT \(it has 1 segments\), and its tokens are JWTs$/],
  ['nothing but dots', '..', issued, /^is no JWT/],
  ['another alg', token({ ...header, alg: 'HS256' }, claims), issued, /^has another alg than/],
  ['no alg', token({ kid: 'one' }, claims), issued, /^is no JWT \(its header names no alg\)/],
  ['another kid', token({ ...header, kid: 'two' }, claims), issued, /^has another kid than/],
  ['no kid', token({ alg: 'RS256' }, claims), issued, /^has another kid than/],
  [
    'another kid and issuer',
    token({ ...header, kid: 'two' }, { ...claims, iss: 'me' }),
    issued,
    /^has another kid and another iss than/,
  ],
  ['fewer claims', token(header, { iss: 'formflow', exp: 1 }), issued, /: without sub$/],
  ['more claims', token(header, { ...claims, aud: 'b' }), issued, /: with aud$/],
  [
    'claims with odd names',
    token(header, { ...claims, aud: 1, '\u001b[2J': 1 }),
    issued,
    /: with aud and others$/,
  ],
  ['a JWT for opaque tokens', issued, opaque, /^is a JWT, and its tokens are none$/],
  ['a word for opaque tokens', 'garbage', opaque, /^has 7 characters and 0 dots, .* 40 and 0$/],
  ['dots for opaque tokens', `${'x'.repeat(20)}.${'x'.repeat(19)}`, opaque, /and 1 dots/],
] as const)
  test(`${what}: the target did not issue it`, () => {
    expect(differenceFromIssued(supplied, fresh)?.reason).toMatch(reason)
  })

test('an older token of the target is like a new one', () => {
  const older = token(header, { exp: NOON_S - 9000, sub: 'b', iss: 'formflow' })
  expect(differenceFromIssued(older, issued)).toBeUndefined()
  expect(differenceFromIssued('y'.repeat(36), opaque)).toBeUndefined()
})

/** The control and the case with an expired token, at a target of which no token has expired yet. */
async function certifiedWith(
  offer: (made: (changes?: object) => Promise<string>) => Promise<Partial<Target>>,
  variation: Variation = faultless,
) {
  const clock = stillClock(NOON_S * 1000)
  const world = await createWorld({ now: clock.now })
  const made = (changes: object = {}): Promise<string> =>
    reference.sign(
      { ...reference.claims(world.credentials, world), iat: NOON_S - 9000, ...changes },
      world,
    )
  const more = await offer(made)
  const { now, keys, credentials } = world
  const { verdict, requests, expiredWay, notPerformed } = await certifyInMemory(
    { ...variation, world: { now, keys, credentials } },
    {
      clock,
      planned: [control, caseById('expired-tokens/expired')],
      target: (inMemory) => {
        const { mintExpired: _, ...target } = inMemory
        return { ...target, ...more }
      },
    },
  )
  return { exit: verdict.exit, requests, expiredWay, notPerformed }
}

const stored = (...tokens: readonly string[]): string => {
  const file = test.info().outputPath('tokens')
  const baseUrl = 'http://in-memory.invalid/'
  const lines = tokens.map((text) => `${JSON.stringify({ baseUrl, token: text })}\n`)
  writeFileSync(file, lines.join(''), { mode: 0o600 })
  return file
}

test('garbage in FORMFLOW_EXPIRED_TOKEN ends the run after one login, and is never presented', async () => {
  const ended = await certifiedWith(async () => ({ expiredToken: 'garbage' }))
  expect(ended).toMatchObject({ exit: { code: 2, owner: 'configuration' }, requests: 1 })
  expect(ended.exit.reason).toMatch(
    /^FORMFLOW_EXPIRED_TOKEN is no JWT .*: this target did not issue it, so its refusal would prove nothing; supply/,
  )
  expect(ended.expiredWay).toBeUndefined()
})

test('a line of garbage in the token store ends the run, and is named', async () => {
  const ended = await certifiedWith(async (made) => ({
    baseUrl: new URL('http://in-memory.invalid'),
    tokenStore: stored(await made({ exp: NOON_S - 400 }), 'garbage'),
  }))
  expect(ended.exit).toMatchObject({
    code: 2,
    reason: expect.stringMatching(/^line 2 of FORMFLOW_TOKEN_STORE is no JWT .* remove that line/),
  })
})

test('a token of another key of the target is no error, and is not presented', async () => {
  const other = token({ alg: 'ES256', kid: 'two', typ: 'JWT' }, { exp: NOON_S - 400 })
  const ended = await certifiedWith(async (made) => {
    const [, payload = ''] = (await made({ exp: NOON_S - 400 })).split('.')
    return { expiredToken: [other.split('.')[0], payload, 's'.repeat(86)].join('.') }
  })
  expect([ended.exit.code, ended.expiredWay]).toEqual([0, undefined])
  expect(ended.notPerformed[0]?.reason).toContain(
    'FORMFLOW_EXPIRED_TOKEN has another alg and another kid than a token that it has just issued',
  )
})

test('a token from before a release that added a claim is no error, and is not presented', async () => {
  const ended = await certifiedWith(async (made) => ({
    baseUrl: new URL('http://in-memory.invalid'),
    expiredToken: await made({ exp: NOON_S - 400, tenant: 'a' }),
    tokenStore: stored(await made({ exp: NOON_S - 400, tenant: 'a' })),
  }))
  expect([ended.exit.code, ended.expiredWay]).toEqual([0, undefined])
  expect(ended.notPerformed[0]?.reason).toContain('has other claims than a token that it has just')
})

test('a token of another issuer is no error, and is not presented', async () => {
  const ended = await certifiedWith(async (made) => ({
    expiredToken: await made({ exp: NOON_S - 400, iss: 'another' }),
  }))
  expect([ended.exit.code, ended.expiredWay]).toEqual([0, undefined])
  expect(ended.notPerformed[0]?.reason).toContain('has another iss than a token that it has just')
})

test('a token that the target does not issue any more does not hide what is wrong with a new one', async () => {
  const ended = await certifiedWith(
    async (made) => ({ expiredToken: await made({ exp: NOON_S - 400 }) }),
    await variationNamed('nbf-in-the-future'),
  )
  expect(ended.exit).toMatchObject({ code: 1, owner: 'target' })
})

test('a token that fits is presented, from the variable and from the store', async () => {
  const configured = await certifiedWith(async (made) => ({
    expiredToken: await made({ exp: NOON_S - 400 }),
  }))
  expect([configured.exit.code, configured.expiredWay]).toEqual([0, 'configured'])
  const kept = await certifiedWith(async (made) => ({
    baseUrl: new URL('http://in-memory.invalid'),
    tokenStore: stored(await made({ exp: NOON_S - 400 })),
  }))
  expect([kept.exit.code, kept.expiredWay]).toEqual([0, 'stored'])
})
