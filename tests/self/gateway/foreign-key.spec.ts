/** Tokens under a key that the server has never seen, and what in their headers leads to it. */
import { X509Certificate } from 'node:crypto'
import {
  compactVerify,
  decodeJwt,
  decodeProtectedHeader,
  importJWK,
  importSPKI,
  type JWK,
} from 'jose'
import { expect, test } from '@playwright/test'
import { authorizationFor } from '../../../fixtures/gateway/tokens/forged-tokens.ts'
import { reference } from '../../../fixtures/server/reference.ts'
import { present } from '../../support/exchange.ts'
import { issue, noon, realToken } from '../../support/issued-token.ts'
import { tokenWith } from '../../support/scripted-target.ts'

test('a token under a foreign key keeps the claims, verifies by that key, and not by that of the server', async () => {
  const world = await noon()
  const token = await reference.sign(reference.claims(world.credentials, world), world)
  const [fresh, vault] = issue(token)
  const forged = present(await authorizationFor('foreign-key', fresh, vault)).slice(7)
  expect(decodeJwt(forged)).toEqual(decodeJwt(token))
  const { jwk, ...header } = decodeProtectedHeader(forged)
  expect(header).toEqual(decodeProtectedHeader(token))
  const foreign = await importJWK(present(jwk), 'RS256')
  await expect(compactVerify(forged, foreign)).resolves.toMatchObject({ protectedHeader: header })
  await expect(reference.verify(forged, world)).rejects.toThrow('The token is not valid.')
})

const strange = [{ alg: 'none' }, { alg: 'X9' }, { alg: 7 }, { alg: 'HS256', crit: ['exp'] }]

for (const header of strange)
  test(`a token with the header ${JSON.stringify(header)} is not signed anew, and nothing is thrown`, async () => {
    const [fresh, vault] = issue(tokenWith({ sub: 'a' }, header))
    expect(await authorizationFor('foreign-key', fresh, vault)).toBeUndefined()
  })

const header = (authorization: string | undefined): object =>
  decodeProtectedHeader(present(authorization).slice(7))

test('a foreign key is referred to by certificate and by URLs that contain what they refer to', async () => {
  const token = await realToken()
  const [fresh, vault] = issue(token)
  const { kid: _, ...issued } = decodeProtectedHeader(token)
  const forged = present(await authorizationFor('foreign-key-by-reference', fresh, vault)).slice(7)
  const { x5c, jku, x5u, ...rest } = decodeProtectedHeader(forged) as Record<string, unknown>
  expect(rest).toEqual(issued)
  const certificate = new X509Certificate(Buffer.from(String(x5c), 'base64'))
  expect(certificate.verify(certificate.publicKey)).toBe(true)
  const { keys: offered } = (await (await fetch(String(jku))).json()) as { keys: JWK[] }
  const fetched = new X509Certificate(await (await fetch(String(x5u))).text())
  for (const key of [
    certificate.publicKey,
    fetched.publicKey,
    await importJWK(present(offered[0]), 'RS256'),
  ])
    await expect(compactVerify(forged, key)).resolves.toBeTruthy()
  expect(forged.length).toBeLessThan(4096)
})

for (const alg of ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA'])
  test(`a token under ${alg} is signed anew with a key of its kind`, async () => {
    const [fresh, vault] = issue(tokenWith({ sub: 'a' }, { alg, kid: 'k' }))
    for (const kind of ['foreign-key-unknown-kid', 'foreign-key-by-reference'] as const)
      expect(header(await authorizationFor(kind, fresh, vault))).toMatchObject({ alg })
  })

/** The key that a query selects into which kid is joined. */
const selectedBy = (kid: unknown): string =>
  present(/^x' UNION SELECT '([^']+)' -- $/.exec(String(kid))?.[1])

test('an unknown kid selects the foreign key in SQL, as a secret or as PEM', async () => {
  for (const alg of ['HS256', 'HS512', 'RS256', 'ES256']) {
    const [fresh, vault] = issue(tokenWith({ sub: 'a' }, { alg, kid: 'k' }))
    const forged = present(await authorizationFor('foreign-key-unknown-kid', fresh, vault)).slice(7)
    const { kid, jwk } = decodeProtectedHeader(forged)
    const text = selectedBy(kid)
    const key = alg.startsWith('HS') ? Buffer.from(text) : await importSPKI(text, alg)
    await expect(compactVerify(forged, key), alg).resolves.toBeTruthy()
    await expect(compactVerify(forged, await importJWK(present(jwk), alg))).resolves.toBeTruthy()
  }
})

test('where tokens are signed with a secret, a header leads to a public key by jwk as well', async () => {
  const [fresh, vault] = issue(tokenWith({ sub: 'a' }, { alg: 'HS256', kid: 'k' }))
  const forged = present(await authorizationFor('foreign-key-by-reference', fresh, vault)).slice(7)
  const { jwk, x5c, jku, ...rest } = decodeProtectedHeader(forged)
  expect(rest).toEqual({ alg: 'RS256' })
  expect([x5c?.length, jku?.slice(0, 5)]).toEqual([1, 'data:'])
  await expect(compactVerify(forged, await importJWK(present(jwk), 'RS256'))).resolves.toBeTruthy()
  expect(forged.length).toBeLessThan(4096)
  expect(header(await authorizationFor('foreign-key-without-kid', fresh, vault))).toEqual({
    alg: 'HS256',
  })
})

test('kinds of foreign keys differ from the issued header in what they name, and in nothing else', async () => {
  const token = await realToken()
  const [fresh, vault] = issue(token)
  const { kid: _, ...issued } = decodeProtectedHeader(token)
  const of = async (kind: Parameters<typeof authorizationFor>[0]): Promise<object> =>
    header(await authorizationFor(kind, fresh, vault))
  expect(await of('foreign-key-without-kid')).toEqual(issued)
  expect(await of('foreign-key-empty-kid')).toEqual({ ...issued, kid: '' })
  expect(await of('foreign-key-by-unknown-kid')).toEqual({ ...issued, kid: 'conformance-key' })
  expect(await of('unsigned-without-kid')).toEqual({ ...issued, alg: 'none' })
})
