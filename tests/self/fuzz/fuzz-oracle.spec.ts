/** What the contract says of a generated body; where a response may have two causes, only acceptance is a violation. */
import { expect, test } from '@playwright/test'
import { depthOf, oracleOf } from '../../../fixtures/fuzz/oracle.ts'
import { contract } from '../../support/exchange.ts'

const members = '"clientSecret":"b","organizationId":"c"'

const forbidden: readonly (readonly [text: string, proves: readonly string[]])[] = [
  ['', ['body-required']],
  ['{', ['malformed-json-refused']],
  [' ', ['malformed-json-refused']],
  [`{"clientId":"a",${members},}`, ['json-extensions-refused']],
  ['null', ['body-is-an-object']],
  ['[{}]', ['body-is-an-object']],
  [`{${members}}`, ['client-id-required']],
  [`{"clientId":null,${members}}`, ['client-id-is-a-string']],
  [`{"clientId":1e999,${members}}`, ['client-id-is-a-string']],
  [`{"__proto__":{"clientId":"a"},${members}}`, ['client-id-required']],
  ['{"clientId":"a","clientSecret":"b"}', ['organization-id-required']],
]
for (const [text, proves] of forbidden)
  test(`${text || 'nothing'} is refused with 400: ${proves.join()}`, () => {
    expect(oracleOf(text, contract)).toEqual({ proves, expect: { status: [400] } })
  })

const allowed = [
  ['three strings', `{"clientId":"a",${members}}`],
  ['three strings and more', `{"clientId":"a",${members},"a":[]}`],
  ['what is right by the last of two names', `{"clientId":1,"clientId":"a",${members}}`],
  ['what is right by the first of two names', `{"clientId":"a","clientId":1,${members}}`],
  ['a byte order mark, which may be skipped', '\ufeffnull'],
] as const
for (const [what, text] of allowed)
  test(`${what} is never generated`, () => {
    expect(oracleOf(text, contract)).toBeUndefined()
  })

const unsettled = [
  ['two things wrong', '{"clientId":"a"}', ['client-secret-required', 'organization-id-required']],
  ['a name twice', `{"clientId":1,"clientId":2,${members}}`, ['client-id-is-a-string']],
  ['half a character', `{"a":"\\ud800",${members}}`, ['client-id-required']],
] as const
for (const [what, text, proves] of unsettled)
  test(`of ${what} only acceptance accuses`, () => {
    const oracle = oracleOf(text, contract)
    expect(oracle?.proves.toSorted()).toEqual(proves)
    expect(oracle?.expect.status).toEqual([400])
    expect(oracle?.expect.tolerate?.status).toEqual(['3xx', '4xx', '5xx'])
  })

for (const [what, text] of [
  ['large', `{"a":"${'a'.repeat(2048)}",${members}}`],
  ['deep', `{"a":${'['.repeat(17)}${']'.repeat(17)},${members}}`],
] as const)
  test(`a ${what} body may be refused unread`, () => {
    expect(oracleOf(text, contract)).toMatchObject({
      proves: ['client-id-required'],
      expect: { status: [400], tolerate: { status: ['4xx'] } },
      declared: false,
    })
  })

test('bytes that are no UTF-8 are refused in one way or another', () => {
  expect(oracleOf(`{"clientId":"a\ue004",${members}}`, contract)).toEqual({
    proves: ['utf8-only'],
    expect: { status: ['4xx'] },
  })
})

test('depth counts brackets, but not those in strings', () => {
  expect(['', '[]', '{"a":[[]]}', '"[[["', '[[', '"\\"[[" ['].map(depthOf)).toEqual([
    0, 1, 3, 0, 2, 1,
  ])
})
