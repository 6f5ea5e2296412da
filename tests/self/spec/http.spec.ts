/** Headers, media types and JSON, read strictly. */
import { expect, test } from '@playwright/test'
import type { HeaderPair } from '../../../spec/model.ts'
import {
  directives,
  header,
  headerValues,
  isPage,
  jsonObject,
  mediaType,
  oneOf,
  readJson,
  serverDate,
  shape,
  statusIn,
} from '../../../spec/http.ts'
import { sealedBody } from '../../support/exchange.ts'

const headers: readonly HeaderPair[] = [
  ['Content-Type', ' Application/JSON ; charset=utf-8'],
  ['CACHE-CONTROL', 'No-Store, max-age=0'],
  ['cache-control', ' private="a", '],
  ['X-Empty', ''],
]

test('headers are found in any letter case, and several lines are one list', () => {
  expect(headerValues(headers, 'cache-control')).toEqual(['No-Store, max-age=0', 'private="a",'])
  expect(header(headers, 'cache-control')).toBe('No-Store, max-age=0, private="a",')
  expect(header(headers, 'x-empty')).toBe('')
  expect(header(headers, 'pragma')).toBeUndefined()
})

test('directives are names in lower case, and a longer word is another directive', () => {
  expect([...directives(headers, 'cache-control')]).toEqual(['no-store', 'max-age', 'private'])
  expect(directives([['a', 'not-no-store']], 'a').has('no-store')).toBe(false)
  expect(directives([], 'a').size).toBe(0)
})

test('a media type is read without its parameters', () => {
  expect(mediaType(headers)).toBe('application/json')
  expect(mediaType([['content-type', 'text/html']])).toBe('text/html')
  expect(mediaType([])).toBeUndefined()
})

test("the server's clock is its Date header, else the iat of a token that it issued", () => {
  const noon = Date.UTC(2026, 0, 15, 12)
  expect(serverDate([['DATE', 'Thu, 15 Jan 2026 12:00:00 GMT']], 5)).toBe(noon)
  expect(serverDate([['date', 'yesterday']], noon / 1000)).toBe(noon)
  expect(serverDate([], '5')).toBeUndefined()
})

const notJson = [
  '{',
  '{}{}',
  '{a:1}',
  "{'a':1}",
  '[1,]',
  '01',
  'NaN',
  '// a\n1',
  '"\t"',
  '\u00a01',
  '',
]

for (const text of [...notJson, '\ufeff{}'])
  test(`${JSON.stringify(text)} is not one JSON text`, () => {
    expect(readJson(sealedBody(text))).toHaveProperty('problem')
    expect(jsonObject(sealedBody(text))).toBeUndefined()
  })

test('a page is a text that begins with a tag, unless a grant stands behind it', () => {
  const isPageWith = (text: string): boolean => isPage({ body: sealedBody(text), headers: [] })
  const grant = '{"token":"‹token 1›","token_type":"Bearer","expires_in":3600}'
  expect(
    ['<html></html>', '<p>{"token":"a"}</p>', '<script>x={"token":"a"}'].map(isPageWith),
  ).toEqual([true, true, true])
  expect([`<b>Deprecated</b>: x\n${grant}`, grant, '{"a":"<b>"}'].map(isPageWith)).toEqual([
    false,
    false,
    false,
  ])
})

test('JSON that is not UTF-8 is not JSON', () => {
  expect(readJson({ ...sealedBody('{}'), utf8: false })).toEqual({
    problem: 'the body is not valid UTF-8',
  })
})

const duplicates: readonly (readonly [text: string, names: readonly string[]])[] = [
  ['{"a":1,"b":{"a":2}}', []],
  ['[{"a":1},{"a":2}]', []],
  ['{"a":"a","b":"a:"}', []],
  ['{"a":1,"a":1}', ['a']],
  ['{"a":1,"\\u0061":2,"a":3}', ['a']],
  ['{"x":[{"b":1,"c":{},"b":2}],"y":0,"y":"y"}', ['b', 'y']],
  ['{"__proto__":1,"__proto__":2}', ['__proto__']],
  ['{"":1,"":2}', ['']],
]

for (const [text, names] of duplicates)
  test(`${text} has ${names.length} duplicate names`, () => {
    expect(readJson(sealedBody(text))).toEqual({ value: JSON.parse(text), duplicates: names })
  })

test('JSON of any depth is read', () => {
  const text = `${'[{"a":'.repeat(50_000)}1${'}]'.repeat(50_000)}`
  expect(readJson(sealedBody(text))).toMatchObject({ duplicates: [] })
})

test('only an object is an object', () => {
  expect(jsonObject(sealedBody('{"a":1}'))).toEqual({ a: 1 })
  for (const text of ['null', '[]', '"{}"', '1'])
    expect(jsonObject(sealedBody(text))).toBeUndefined()
})

const shapes = [
  [undefined, 'absent'],
  [null, 'null'],
  [[1, 2], 'array of 2'],
  ['secret', 'string of 6 characters'],
  [1.5, 'number 1.5'],
  [true, 'boolean true'],
  [{ a: 1 }, 'object'],
] as const

for (const [value, text] of shapes)
  test(`${JSON.stringify(value)} has the shape "${text}"`, () => {
    expect(shape(value)).toBe(text)
  })

test('a status is in a range by its code or its class', () => {
  expect(statusIn(204, [200, '2xx'])).toBe(true)
  expect(statusIn(404, [400, '5xx'])).toBe(false)
  expect(statusIn(299, [])).toBe(false)
  expect(oneOf([200, '4xx'])).toBe('200 or 4xx')
})
