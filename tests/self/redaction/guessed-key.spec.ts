/** Signatures by a key that anybody can guess. */
import { createHash, createHmac } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { SignJWT } from 'jose'
import { guessedKey } from '../../../fixtures/redaction/weak-keys.ts'

const SECRET = 'the-secret-of-this-client-01'
const published = ['client-of-this-run-01', 'organization-of-this-run-01']

const signed = (key: string, alg = 'HS256'): Promise<string> =>
  new SignJWT({ sub: 'a' }).setProtectedHeader({ alg }).sign(Buffer.from(key))

const guesses: readonly (readonly [key: string, alg: string, kind: string | undefined])[] = [
  ['secretKey', 'HS256', 'a well-known word'],
  ['changeme', 'HS384', 'a well-known word'],
  [SECRET, 'HS512', 'the client secret'],
  ['organization-of-this-run-01', 'HS256', 'a value that is public'],
  ['Formflow-Secret2025', 'HS256', 'a well-known word'],
  ['supersecretsupersecretsupersecret', 'HS256', 'a well-known word'],
  ['01234567890123456789012345678901', 'HS256', 'a well-known word'],
  ['\0'.repeat(32), 'HS512', 'a well-known word'],
  ['q7Jx0wR2mT9vLk4s', 'HS256', undefined],
]

for (const [at, [key, alg, kind]] of guesses.entries())
  test(`guess ${at + 1}: a token under ${alg} with ${kind ?? 'a key that nobody guesses'} is known as such`, async () => {
    expect(guessedKey(await signed(key, alg), alg, SECRET, published)).toBe(kind)
  })

test('a token whose header was tried before is tried with few words', async () => {
  const guess = (key: string): Promise<string | undefined> =>
    signed(key).then((token) => guessedKey(token, 'HS256', SECRET, published, false))
  expect(await guess('Formflow-Secret2025')).toBeUndefined()
  for (const word of ['secret', 'jwt_secret', 'dev-secret'])
    expect(await guess(word), word).toBe('a well-known word')
})

test('a token of another algorithm, or none at all, has no key to guess', async () => {
  for (const alg of ['RS256', 'none', undefined, 7])
    expect(guessedKey(await signed('secret'), alg, SECRET, published)).toBeUndefined()
  for (const token of ['', 'opaque', 'a.b.c'])
    expect(guessedKey(token, 'HS256', SECRET, published)).toBeUndefined()
})

test('a signature that is a hash of the token has no key', () => {
  for (const [alg, hash] of [
    ['HS256', 'sha256'],
    ['HS512', 'sha512'],
  ] as const) {
    const text = 'aGVhZA.Y2xhaW1z'
    const token = `${text}.${createHash(hash).update(text).digest('base64url')}`
    expect(guessedKey(token, alg, SECRET, [])).toBe('no key: it is a hash of the token')
    expect(guessedKey(`${token.slice(0, -2)}AA`, alg, SECRET, [])).toBeUndefined()
  }
})

test('a word that the library decodes from base64 is a well-known word', () => {
  const text = 'aGVhZA.Y2xhaW1z'
  for (const word of ['secret', 'secretKey', 'my-secret-key']) {
    const key = Buffer.from(word, 'base64')
    const token = `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`
    expect(guessedKey(token, 'HS256', SECRET, []), word).toBe('a well-known word')
  }
})
