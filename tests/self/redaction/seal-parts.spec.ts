/** Parts of secrets, and secrets inside something else. */
import { randomInt } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { createSealer } from '../../../fixtures/redaction/seal.ts'
import { generateCredentials } from '../../../fixtures/server/world.ts'
import { MARK, remains, sealed, secretClasses, writers } from '../../support/secrets.ts'

const secret = generateCredentials().clientSecret
const { length } = secret

test('any run of eight or more characters is sealed, with its length', () => {
  const wrong: string[] = []
  for (let from = 0; from < length; from += 1)
    for (let to = from + 8; to <= length; to += 1) {
      const mark = to - from === length ? MARK : `‹secret: ${to - from} of ${length}›`
      const { text, seals } = sealed(secret, `<${secret.slice(from, to)}>`)
      if (text !== `<${mark}>` || seals[0]?.length !== to - from) wrong.push(text)
    }
  expect(wrong).toEqual([])
})

test('a run of seven characters is chance', () => {
  const runs = Array.from({ length: length - 6 }, (_, at) => secret.slice(at, at + 7))
  expect(sealed(secret, runs.join(' ')).seals).toEqual([])
})

for (const [encoding, tail] of [
  ['base64', /^(eHh4)?‹secret›[\w+/]{0,8}={0,2}$/],
  ['base64url', /^(eHh4)?‹secret›[\w-]{0,8}$/],
] as const)
  test(`a secret in the middle of ${encoding} is sealed at every offset`, () => {
    for (let before = 0; before < 6; before += 1)
      for (let after = 0; after < 4; after += 1) {
        const bytes = Buffer.from(`${'x'.repeat(before)}${secret}${'~'.repeat(after)}`)
        expect(sealed(secret, bytes.toString(encoding)).text).toMatch(tail)
      }
  })

test('a secret in hexadecimal is sealed after an odd number of digits', () => {
  expect(sealed(secret, `f${Buffer.from(secret).toString('hex')}`).text).toBe(`f${MARK}`)
})

test('a secret in Basic credentials is sealed', () => {
  const credentials = Buffer.from(`client:${secret}`).toString('base64')
  const { text, seals } = sealed(secret, `Basic ${credentials}`)
  expect(text).toMatch(/^Basic [\w+/]{0,8}‹secret›=*$/)
  expect(seals).toMatchObject([{ form: 'base64', length, of: length }])
})

test('a secret in the claims of a token is sealed in the token as it stands', () => {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const token = `${part({ alg: 'none' })}.${part({ sub: 'a', secret })}.`
  expect(sealed(secret, token).seals).toMatchObject([{ form: 'base64', length }])
})

test('what was found tells its place, length and form', () => {
  const body = JSON.stringify({ a: secret.slice(0, 20), b: encodeURIComponent(`${secret}/`) })
  expect(sealed(secret, body).seals).toMatchObject([
    { mark: MARK, kind: 'secret', where: 'body', length: 20, of: length, form: 'plain' },
    { mark: MARK, kind: 'secret', where: 'body', length, of: length, form: 'percent-encoded' },
  ])
})

const signature = 'signature-0123456789'

const tokenParts = [
  ['the whole of a token', `head.claims.${signature}`, true],
  ['header and claims alone', 'head.claims.', false],
  ['seven characters of the signature', `head.claims.${signature.slice(0, 7)}`, false],
  ['eight characters of the signature', `head.claims.${signature.slice(0, 8)}`, true],
  ['a part of the signature', signature.slice(4, 14), true],
] as const

for (const [what, part, usable] of tokenParts)
  test(`${what} ${usable ? 'is of use' : 'is of no use'} to who reads it`, () => {
    const sealer = createSealer([])
    sealer.learn({ mark: '‹token›', kind: 'token', value: `head.claims.${signature}` })
    expect(sealer.seal(`<${part}>`, 'body').seals).toMatchObject([{ usable }])
  })

test('any part of a secret and of an opaque token is of use', () => {
  for (const kind of ['secret', 'token'] as const) {
    const sealer = createSealer([])
    sealer.learn({ mark: '‹a›', kind, value: 'opaque-0123456789' })
    expect(sealer.seal('opaque-012', 'body').seals).toMatchObject([{ usable: true }])
  }
  expect(sealed(`a.b.${secret}`, `a.b.${secret.slice(0, 4)}`).seals).toMatchObject([
    { usable: true },
  ])
})

test('two secrets that share a part are sealed as the longer one', () => {
  const sealer = createSealer([])
  sealer.learn({ mark: '‹token 1›', kind: 'token', value: `${secret}.one` })
  sealer.learn({ mark: '‹token 2›', kind: 'token', value: `${secret}.two` })
  expect(sealer.seal(`${secret}.two ${secret}.one`, 'body').text).toBe('‹token 2› ‹token 1›')
})

test('a secret twice in a row is sealed twice, and one across another is sealed whole', () => {
  expect(sealed(secret, secret + secret).text).toBe(MARK + MARK)
  const sealer = createSealer([])
  sealer.learn({ mark: '‹a›', kind: 'token', value: 'abcdefghijklmnop' })
  sealer.learn({ mark: '‹b›', kind: 'token', value: 'ijklmnopqrstuvwxyz0' })
  expect(sealer.seal('[abcdefghijklmnopqrstuvwxyz0]', 'body').text).toMatch(
    /^\[‹a›‹b: 11 of 19›\]$/,
  )
})

test('a part is sealed up to the quotes of its JSON string, also where the secret has quotes as well', () => {
  const value = '0"first&part"last'
  for (const [text, sealedText] of [
    ['{"a":"first&part"}', '{"a":"‹secret: 10 of 17›"}'],
    ['{"a":"first%26part","b":1}', '{"a":"‹secret: 10 of 17›","b":1}'],
    ['{"0":"first\\u0026part"}', '{"0":"‹secret: 10 of 17›"}'],
    ['{"a":"first","b":"part"}', '{"a":"first","b":"part"}'],
  ] as const)
    expect(sealed(value, text).text).toBe(sealedText)
})

test('nothing of eight characters remains of parts in any form, wherever they stand', () => {
  const wrong: string[] = []
  const ways = Object.values(writers)
  for (let round = 0; round < 150; round += 1) {
    const value = secretClasses['of the documented class']?.() ?? secret
    const parts = Array.from({ length: 6 }, () => {
      const from = randomInt(value.length - 8)
      const part = value.slice(from, randomInt(from + 8, value.length + 1))
      return `${['', 'x', '0 ', '\\n', '%', '='][randomInt(6)]}${ways[randomInt(ways.length)]?.(part)}`
    })
    const text = parts.join(['', ' ', ',', '"', '&'][randomInt(5)] ?? '')
    if (remains(sealed(value, text).text, value)) wrong.push(text)
  }
  expect(wrong).toEqual([])
})
