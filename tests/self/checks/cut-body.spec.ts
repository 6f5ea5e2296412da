/** A body that its own Content-Length cuts: the length counts characters, and the body is bytes. */
import { expect, test } from '@playwright/test'
import { cutLength } from '../../../spec/checks/lib/cut-body.ts'
import { sealedBody } from '../../support/exchange.ts'
import { checkFinds } from '../../support/check-results.ts'

const whole = '{"message":"Ungültige Zugangsdaten","details":["é"]}'

/** The first bytes of the text, as the server sends them. */
const sent = (
  text: string,
  bytes: number,
  type = 'application/json',
  changes = {},
): string | undefined => {
  const part = Buffer.from(text).subarray(0, bytes).toString()
  const body = { ...sealedBody(part), bytes, ...changes }
  return cutLength(
    [
      ['Content-Type', type],
      ['Content-Length', String(bytes)],
    ],
    body,
  )
}

test('a text that ends within its JSON is cut, wherever it ends', () => {
  expect(sent(whole, whole.length)).toBe(`cut by its own Content-Length of ${whole.length} bytes`)
  for (let bytes = 3; bytes < Buffer.byteLength(whole); bytes += 1)
    expect(sent(whole, bytes), String(bytes)).toBeDefined()
})

test('a whole text is not cut', () => {
  expect(sent(whole, Buffer.byteLength(whole))).toBeUndefined()
  expect(sent('{"a":"\\"}"}', 11)).toBeUndefined()
  expect(sent('[]', 2)).toBeUndefined()
})

for (const [what, text] of [
  ['a word', 'Unauthorized'],
  ['a page', '<html>'],
  ['text in braces', '{message: Unauthorized'],
  ['a bracket too many', '{"a":1}}'],
  ['a bracket too many, and others behind it', '{"a":1}}[["b"'],
  ['nothing', ''],
] as const)
  test(`${what} under application/json is wrong for another reason`, () => {
    expect(sent(text, Buffer.byteLength(text))).toBeUndefined()
  })

test('another type, another length and a body that is not known as a whole are not judged', () => {
  expect(sent(whole, 30, 'text/html')).toBeUndefined()
  expect(sent(whole, 30, 'application/problem+json; charset=utf-8')).toBeDefined()
  expect(sent(whole, 30, 'application/json', { shortened: true })).toBeUndefined()
  expect(sent(whole, 30, 'application/json', { bytes: 31 })).toBeUndefined()
  expect(cutLength([['content-type', 'application/json']], sealedBody('{"a":'))).toBeUndefined()
})

checkFinds('error-media-type-true', [
  {
    title: 'a refusal that is cut says so in those words',
    scene: {
      status: 401,
      headers: { 'content-length': '20' },
      body: '{"message":"Ungültig'.slice(0, 19),
    },
    finds: ['body: JSON, as Content-Type says, is cut by its own Content-Length of 20 bytes'],
  },
])
