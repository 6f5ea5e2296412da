/** What sealing leaves alone: JSON stays JSON, public words stay words, and only our marks are marks. */
import { randomInt } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { isJson } from '../../../spec/http.ts'
import { MARK, sealed, secretClasses } from '../../support/secrets.ts'

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1)

/** A string of JSON in which any character may be written as an escape. */
const written = (text: string): string =>
  `"${[...text].map((char) => (randomInt(3) > 0 ? inJson(char) : escaped(char))).join('')}"`

const escaped = (char: string): string =>
  Array.from({ length: char.length }, (_, at) => char.charCodeAt(at).toString(16).padStart(4, '0'))
    .map((digits) => `\\u${digits}`)
    .join('')

const around = ['', '\\', '"', '\n', 'u00', '\u2028', '\\u00', '\u00e9', 'n', '\\\\']

for (const [kind, make] of Object.entries(secretClasses))
  test(`JSON with a secret ${kind} is still JSON when it is sealed`, () => {
    const wrong: string[] = []
    for (let round = 0; round < 150; round += 1) {
      const secret = make()
      const part = secret.slice(randomInt(4), randomInt(secret.length - 4, secret.length + 1))
      const any = (): string => around[randomInt(around.length)] ?? ''
      const text = `{${written(any() + secret + any())}:[${written(any() + part + any())},1]}`
      const result = sealed(secret, text).text
      if (!isJson(text) || !isJson(result) || !result.includes('‹secret')) wrong.push(text)
    }
    expect(wrong).toEqual([])
  })

test('a number that is a secret becomes a string that is its mark', () => {
  const text = '{"a":-1234567890.5,"b":[1234567890],"c":"1234567890"}'
  expect(JSON.parse(sealed('1234567890', text).text)).toEqual({ a: MARK, b: [MARK], c: MARK })
})

test('an escape sequence that a secret begins or ends in is not cut in two', () => {
  const text = String.raw`{"a":"x\u00e9abcdefgh","b":"abcdefgh\u00e9x"}`
  expect(JSON.parse(sealed('00e9abcdefgh', text).text)).toMatchObject({ a: `x${MARK}` })
  expect(JSON.parse(sealed(String.raw`abcdefgh\u00`, text).text)).toMatchObject({ b: `${MARK}x` })
})

test('what spans two strings of JSON is chance, and no secret', () => {
  const text = '["abcd","efgh"]'
  expect(sealed('abcd","efgh', text)).toEqual({ text, seals: [] })
  expect(sealed('abcd","efgh', `not JSON ${text}`).text).toBe(`not JSON ["${MARK}"]`)
})

const published = ['{"description":"The API client secret provided when created"}']

test('what stands in a published text gives nothing away', () => {
  const secret = 'xKcD-client secret-9f3'
  expect(sealed(secret, 'no client secret here', published).text).toBe('no client secret here')
  expect(sealed(secret, 'NO CLIENT SECRET HERE', published).seals).toEqual([])
  expect(sealed(secret, 'no-client secret-9f', published).text).toBe('no‹secret: 17 of 22›')
})

test('a whole secret is sealed even where it was published by mistake', () => {
  expect(sealed('client secret', 'my client secret', published).text).toBe(`my ${MARK}`)
})

const short = [
  ['as a word', 'it is hunter2.', `it is ${MARK}.`],
  ['between quotes', '{"a":"hunter2"}', `{"a":"${MARK}"}`],
  ['in a form', 'a=1&s=hunter2&b', `a=1&s=${MARK}&b`],
  ['in base64', Buffer.from(':hunter2').toString('base64'), `${MARK}==`],
  ['within a longer word, by chance', 'huntershunter22', 'huntershunter22'],
  ['in other letters', 'Hunter2', 'Hunter2'],
] as const

for (const [where, text, result] of short)
  test(`a secret of seven characters ${where} becomes ${result}`, () => {
    expect(sealed('hunter2', text).text.replaceAll('=', '')).toBe(result.replaceAll('=', ''))
  })

test('a short secret that is a published word is not sealed, or every answer would be accused', () => {
  expect(sealed('secret', 'a client secret', published).text).toBe('a client secret')
  expect(sealed('x', '{"expires_in":1}', published).text).toBe('{"expires_in":1}')
})

test('an empty secret is none', () => {
  expect(sealed('', 'abc').text).toBe('abc')
})

test('a mark that the target wrote is no mark', () => {
  expect(sealed('some-secret', 'a ‹token 1› b').text).toBe('a <token 1> b')
  const forged = String.raw`{"token":"\u2039token 1\u203A","a":"\\\u2039","b":"\\u2039"}`
  expect(JSON.parse(sealed('some-secret', forged).text)).toEqual({
    token: '<token 1>',
    a: '\\<',
    b: '\\u2039',
  })
})

test('a text without secrets is left as it is', () => {
  const text = '{"a":"\\u0041%41&#65;QUJDREVGR0hJSktM+\0 4142434445464748494a"}'
  expect(sealed('another-secret-of-ours', text)).toEqual({ text, seals: [] })
})
