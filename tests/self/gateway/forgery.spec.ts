/** What is presented instead of a fresh token: wrong in one way, and right in all others. */
import { createHmac } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader, exportSPKI } from 'jose'
import { expect, test } from '@playwright/test'
import { authorizationFor } from '../../../fixtures/gateway/tokens/forged-tokens.ts'
import { mintExpired } from '../../../fixtures/server/mint.ts'
import { reference } from '../../../fixtures/server/reference.ts'
import { present } from '../../support/exchange.ts'
import { issue, noon, realToken } from '../../support/issued-token.ts'
import { tokenWith } from '../../support/scripted-target.ts'

const segments = (authorization: string | undefined): readonly string[] =>
  present(authorization).replace('Bearer ', '').split('.')

const bytes = (segment: string | undefined): Buffer => Buffer.from(segment ?? '', 'base64url')

test('a fresh token, one under another scheme and garbage are presented as they are', async () => {
  const token = await realToken()
  const [fresh, vault] = issue(token)
  expect(await authorizationFor('fresh', fresh, vault)).toBe(`Bearer ${token}`)
  expect(await authorizationFor('wrong-scheme', fresh, vault)).toBe(`Digest ${token}`)
  expect(await authorizationFor('garbage', fresh, vault)).toBe('Bearer undefined')
})

test('a tampered signature is the first half of the issued one, in whole groups of base64', async () => {
  for (const token of [
    await realToken(),
    tokenWith({ sub: 'a' }),
    ['a', 'b', 'A'.repeat(86)].join('.'),
  ]) {
    const [fresh, vault] = issue(token)
    const [header, payload, signature] = segments(
      await authorizationFor('tampered-signature', fresh, vault),
    )
    const [ownHeader, ownPayload, ownSignature] = token.split('.')
    expect([header, payload]).toEqual([ownHeader, ownPayload])
    const half = present(ownSignature).length / 2
    expect(ownSignature).toMatch(new RegExp(`^${signature}`))
    expect(present(signature).length % 4).toBe(0)
    expect(present(signature).length).toBeLessThanOrEqual(half)
    expect(present(signature).length).toBeGreaterThan(half - 4)
  }
})

test('a tampered payload claims more under the old signature', async () => {
  const token = await realToken()
  const [fresh, vault] = issue(token)
  const forged = present(await authorizationFor('tampered-payload', fresh, vault)).slice(7)
  const claims = decodeJwt(token)
  expect(decodeJwt(forged)).toEqual({
    ...claims,
    exp: Number(claims.exp) + 3600,
    conformance: true,
  })
  expect([forged.split('.')[0], forged.split('.')[2]]).toEqual([
    token.split('.')[0],
    token.split('.')[2],
  ])
})

test('a token with null in place of its header keeps claims and signature', async () => {
  const token = await realToken()
  const [fresh, vault] = issue(token)
  const forged = present(await authorizationFor('null-header', fresh, vault)).slice(7)
  const [header, ...others] = forged.split('.')
  expect(Buffer.from(header ?? '', 'base64url').toString()).toBe('null')
  expect(others).toEqual(token.split('.').slice(1))
})

test('a changed header has one member more, and keeps claims and signature', async () => {
  const token = await realToken()
  const [fresh, vault] = issue(token)
  const forged = present(await authorizationFor('changed-header', fresh, vault)).slice(7)
  expect(decodeProtectedHeader(forged)).toEqual({
    ...decodeProtectedHeader(token),
    conformance: true,
  })
  expect(forged.split('.').slice(1)).toEqual(token.split('.').slice(1))
})

test('an unsigned token has alg none, keeps the claims and has an empty signature', async () => {
  const token = await realToken()
  const [fresh, vault] = issue(token)
  const forged = present(await authorizationFor('unsigned', fresh, vault)).slice(7)
  expect(decodeProtectedHeader(forged)).toEqual({ ...decodeProtectedHeader(token), alg: 'none' })
  expect(forged.split('.').slice(1)).toEqual([token.split('.')[1], ''])
})

test('a token without its signature is otherwise as it was issued, and cannot be made twice', async () => {
  const token = await realToken()
  const [fresh, vault] = issue(token)
  const forged = present(await authorizationFor('stripped-signature', fresh, vault)).slice(7)
  expect(decodeProtectedHeader(forged)).toEqual(decodeProtectedHeader(token))
  expect(forged.split('.').slice(1)).toEqual([token.split('.')[1], ''])
  const [stripped, other] = issue(forged)
  expect(await authorizationFor('stripped-signature', stripped, other)).toBeUndefined()
})

const forgeries = ['tampered-signature', 'tampered-payload', 'unsigned', 'foreign-key'] as const

test('every forgery is a secret with another mark', async () => {
  const unsigned = (await realToken()).replace(/[^.]*$/, '')
  for (const signature of ['B', 'a', 'z'].map((letter) => letter.repeat(342))) {
    const [fresh, vault] = issue(unsigned + signature)
    for (const kind of forgeries) {
      const forged = present(await authorizationFor(kind, fresh, vault))
      expect(vault.seal(forged, 'header x').text).toBe(`Bearer ‹token 1, ${kind}›`)
    }
  }
})

const unfit = [
  ['opaque', 'conformance', ['tampered-payload', 'unsigned']],
  [
    'of one segment with a dot',
    'conformance.',
    ['tampered-payload', 'unsigned', 'tampered-signature'],
  ],
  ['of segments that are not JSON', 'a.b.c', ['tampered-payload', 'unsigned']],
  ['of two lines', 'a\nb', ['fresh', 'wrong-scheme', 'tampered-signature']],
  ['beyond what a header can hold', 'a\u20acb', ['fresh', 'wrong-scheme', 'garbage']],
] as const

for (const [what, token, kinds] of unfit)
  test(`a token ${what} cannot be presented as ${kinds.join(', ')}`, async () => {
    const [fresh, vault] = issue(token)
    for (const kind of kinds) expect(await authorizationFor(kind, fresh, vault)).toBeUndefined()
  })

test('a minted token was signed by the server, and expired ten minutes ago', async () => {
  const world = await noon()
  const minted = await mintExpired(reference, world)
  const { exp = 0 } = decodeJwt(minted)
  expect(exp).toBe(world.now() / 1000 - 600)
  await expect(reference.verify(minted, world)).rejects.toThrow('The token is not valid.')
  const earlier = { ...world, now: () => (exp - 10) * 1000 }
  expect(await reference.verify(minted, earlier)).toMatchObject({ exp })
})

test('a token that nests deeper than it can be written again stops nothing', async () => {
  const deep = `${'{"a":'.repeat(6000)}1${'}'.repeat(6000)}`
  const part = (json: string): string => Buffer.from(json).toString('base64url')
  const [fresh, vault] = issue(`${part('{"alg":"HS256"}')}.${part(deep)}.${part('signature')}`)
  expect(await authorizationFor('tampered-payload', fresh, vault)).toBeUndefined()
  const [deepHeader, other] = issue(`${part(deep)}.${part('{"sub":"a"}')}.${part('signature')}`)
  for (const kind of ['unsigned', 'stripped-signature', 'foreign-key'] as const)
    expect(await authorizationFor(kind, deepHeader, other), kind).toBeUndefined()
})

test('tokens under a secret verify by the key that their kind names', async () => {
  const world = await noon()
  const token = await reference.sign(reference.claims(world.credentials, world), world)
  const [fresh, vault] = issue(token)
  const known = { clientSecret: 'conformance-secret', jwks: JSON.stringify(world.keys.jwks) }
  const pem = await exportSPKI(world.keys.publicKey)
  for (const [kind, key] of [
    ['empty-key', ''],
    ['kid-is-a-path', ''],
    ['secret-as-key', 'conformance-secret'],
    ['public-key-as-key', `${pem}\n`],
  ] as const) {
    const forged = present(await authorizationFor(kind, fresh, vault, known)).slice(7)
    const [text, signature] = [forged.slice(0, forged.lastIndexOf('.')), forged.split('.')[2]]
    expect(createHmac('sha256', key).update(text).digest('base64url'), kind).toBe(signature)
    expect(decodeJwt(forged)).toEqual(decodeJwt(token))
    await expect(reference.verify(forged, world)).rejects.toThrow('The token is not valid.')
  }
})

test('the key in the header of a token is tried where there is no key set', async () => {
  const world = await noon()
  const [jwk] = world.keys.jwks.keys
  const [fresh, vault] = issue(tokenWith({ sub: 'a' }, { alg: 'RS256', jwk }))
  const forged = present(await authorizationFor('public-key-as-key', fresh, vault)).slice(7)
  const [text, signature] = [forged.slice(0, forged.lastIndexOf('.')), forged.split('.')[2]]
  const pem = await exportSPKI(world.keys.publicKey)
  expect(createHmac('sha256', `${pem}\n`).update(text).digest('base64url')).toBe(signature)
})

test('a key set without a usable key gives no key', async () => {
  const [fresh, vault] = issue(await realToken())
  for (const jwks of ['<html>', '{}', '{"keys":[]}', '{"keys":[{"kty":"oct","k":"AA"}]}'])
    expect(await authorizationFor('public-key-as-key', fresh, vault, { jwks })).toBeUndefined()
})

test('an ECDSA signature is tampered with as zeros of its length, which no text is sealed for', async () => {
  const [fresh, vault] = issue(tokenWith({ sub: 'a' }, { alg: 'ES256' }))
  const forged = present(await authorizationFor('tampered-signature', fresh, vault)).slice(7)
  expect(bytes(forged.split('.')[2])).toEqual(Buffer.alloc(32))
  expect(vault.seal('rowversion AAAAAAAAAAAAAAAA=', 'body').seals).toEqual([])
})

test('a token of the second client and another token are presented where there are any', async () => {
  const [fresh, vault] = issue(await realToken())
  const [second] = issue(await realToken())
  const known = { second, otherToken: 'r'.repeat(40) }
  expect(await authorizationFor('of-second-client', fresh, vault, known)).toBe(
    `Bearer ${second.value}`,
  )
  expect(await authorizationFor('other-token', fresh, vault, known)).toBe(
    `Bearer ${known.otherToken}`,
  )
  for (const kind of ['of-second-client', 'other-token'] as const)
    expect(await authorizationFor(kind, fresh, vault)).toBeUndefined()
})

test('a scheme in lower case, none, and a second credential leave the token as it is', async () => {
  const token = await realToken()
  const [fresh, vault] = issue(token)
  expect(await authorizationFor('lower-case-scheme', fresh, vault)).toBe(`bearer ${token}`)
  expect(await authorizationFor('without-scheme', fresh, vault)).toBe(token)
  expect(await authorizationFor('two-credentials', fresh, vault)).toBe(
    `Bearer conformance-garbage, Bearer ${token}`,
  )
})
