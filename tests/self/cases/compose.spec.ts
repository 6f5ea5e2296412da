/** Bodies from templates: the credentials are in them exactly as configured. */
import { expect, test } from '@playwright/test'
import { compose } from '../../../fixtures/cases/template.ts'
import { mutated } from '../../../fixtures/cases/mutate.ts'
import { generateCredentials } from '../../../fixtures/server/world.ts'

/** Values that every notation has to escape, and one that looks like a template. */
const hostile = {
  clientId: 'quote " backslash \\ slash / and {{clientSecret}}',
  clientSecret: `<a & 'b'> %41 + \u00e9 \u20ac \u{1f511} \u0007 \ud800`,
  organizationId: '\n\t\u2028',
}

const written = (template: string, values = hostile): string =>
  compose(template, values).toString('utf8')

test('a template without placeholders is sent unchanged', () => {
  expect(written('{"a": {}, é')).toBe('{"a": {}, é')
})

test('every value in a JSON string is read back unchanged', () => {
  expect(JSON.parse(written('["{{clientId}}","{{clientSecret}}","{{organizationId}}"]'))).toEqual(
    Object.values(hostile),
  )
})

test('a value in \\u escapes is ASCII and is read back unchanged', () => {
  const text = written('"{{escaped clientSecret}}"')
  expect(text).toMatch(/^"(\\u[\da-f]{4})+"$/)
  expect(JSON.parse(text)).toBe(hostile.clientSecret)
})

test('a value in a JSON string inside a JSON string is read back unchanged', () => {
  const text = String.raw`"[\"{{twice clientSecret}}\"]"`
  expect(JSON.parse(JSON.parse(written(text)))).toEqual([hostile.clientSecret])
})

test('the two parts of a value are the value', () => {
  const text = written('{"a":"{{butlast organizationId}}{{last organizationId}}"}')
  expect(JSON.parse(text)).toEqual({ a: hostile.organizationId })
})

test('a value in a form is read back unchanged', () => {
  const secret = hostile.clientSecret.replace('\ud800', '')
  const text = written('a=b&s={{form clientSecret}}', { ...hostile, clientSecret: secret })
  expect(new URLSearchParams(text).get('s')).toBe(secret)
})

test('a value in XML contains no character with a meaning in XML', () => {
  expect(written('<s>{{xml clientSecret}}</s>')).toContain('<s>&#60;a &#38; &#39;b&#39;&#62; %41')
})

test('bytes, repetitions and UTF-16 are exact', () => {
  expect(compose('a{{bytes ff 00 c3}}b', hostile)).toEqual(Buffer.from('61ff00c362', 'hex'))
  expect(written('{{repeat 3 [}}{{repeat 2 ]}}')).toBe('[[[]]')
  expect(compose('{"', hostile, 'utf-16le')).toEqual(Buffer.from('7b002200', 'hex'))
})

test('an unknown placeholder is a mistake of the suite and is thrown', () => {
  for (const unknown of ['{{clientID}}', '{{upper clientId}}', '{{escaped secret}}', '{{form}}'])
    expect(() => written(unknown)).toThrow(/unknown placeholder|no credential is called/)
})

test('a hundred generated credentials are read back from every kind of body', () => {
  for (let round = 0; round < 100; round += 1) {
    const credentials = generateCredentials()
    const json = written(mutated({ indent: 2 }), credentials)
    expect(JSON.parse(json)).toEqual(credentials)
    const escaped = written('{"clientSecret":"{{escaped clientSecret}}"}', credentials)
    expect(JSON.parse(escaped)).toEqual({ clientSecret: credentials.clientSecret })
    const form = written('clientSecret={{form clientSecret}}', credentials)
    expect(new URLSearchParams(form).get('clientSecret')).toBe(credentials.clientSecret)
  }
})

const mutations = [
  [{ omit: ['clientId', 'organizationId'] }, '{"clientSecret":"{{clientSecret}}"}'],
  [
    { set: { clientId: ['{{clientId}}'] } },
    '{"clientId":["{{clientId}}"],"clientSecret":"{{clientSecret}}","organizationId":"{{organizationId}}"}',
  ],
  [
    { swap: ['clientId', 'clientSecret'] },
    '{"clientId":"{{instead clientSecret clientId}}","clientSecret":"{{instead clientId clientSecret}}","organizationId":"{{organizationId}}"}',
  ],
  [
    { add: { note: 1 } },
    '{"clientId":"{{clientId}}","clientSecret":"{{clientSecret}}","organizationId":"{{organizationId}}","note":1}',
  ],
  [
    { reorder: ['organizationId', 'clientSecret', 'clientId'] },
    '{"organizationId":"{{organizationId}}","clientSecret":"{{clientSecret}}","clientId":"{{clientId}}"}',
  ],
] as const

for (const [mutation, template] of mutations)
  test(`the mutation ${Object.keys(mutation).join()} changes nothing else in the control`, () => {
    expect(mutated(mutation)).toBe(template)
  })
