/** How a request differs from the control request: in words, and as marked lines of the exchange. */
import { expect, test } from '@playwright/test'
import { caseById, cases } from '../../../fixtures/cases/index.ts'
import { changesOf } from '../../../reports/allure/changes.ts'
import { httpText } from '../../../reports/report/http-text.ts'
import type { Step } from '../../../spec/model.ts'
import { present, sealedBody, sight } from '../../support/exchange.ts'

const control = present(caseById('valid-credentials/control').steps[0])

const wordsOf = (id: string): (readonly string[])[] =>
  caseById(id).steps.map((step) => changesOf(step, control).words)

test('the control changes nothing, and almost every other case something', () => {
  const unchanged = cases
    .filter(({ steps }) => steps.every((step) => changesOf(step, control).words.length === 0))
    .map(({ id }) => id)
  expect(unchanged).toEqual([
    'valid-credentials/control',
    'valid-credentials/repeated',
    'valid-credentials/without-user-agent',
    'expired-tokens/token-of-a-cache',
  ])
})

for (const [id, ...words] of [
  ['missing-credentials/client-secret', ['clientSecret removed']],
  ['valid-credentials/pretty-printed', ['the same members, formatted differently']],
  ['malformed-bodies/no-body', ['header content-type removed', 'no body']],
  ['valid-credentials/chunked', ['sent as chunked']],
  ['valid-credentials/http-1-0', ['HTTP/1.0']],
  ['valid-credentials/header-lines-without-blank', ['header lines in capitals, without a blank']],
  ['media-types/gzip', ['sent as gzip']],
  ['malformed-bodies/empty', ['body: empty']],
  ['expired-tokens/expired', ['no token'], ['token: expired']],
] as const)
  test(`the changes of ${id} in words`, () => {
    expect(wordsOf(id).filter((step) => step.length > 0)).toEqual(words)
  })

const changed = (change: Partial<Step>): readonly string[] =>
  changesOf({ ...control, ...change }, control).words

test('changes of method, header fields, members, encoding and time in words', () => {
  expect(changed({ method: 'PUT' })).toEqual(['method PUT'])
  expect(changed({ headers: [['Accept', 'application/json']] })).toEqual([
    'header content-type removed',
  ])
  expect(changed({ headers: [...control.headers, ['x-a', 'b']] })).toEqual(['header x-a: b'])
  const typed = control.headers.map(([name, value]) =>
    name === 'content-type' ? ([name, 'text/plain'] as const) : ([name, value] as const),
  )
  expect(changed({ headers: typed })).toEqual([
    'header content-type: text/plain, not application/json',
  ])
  expect(changed({ encoding: 'utf-16le' })).toEqual(['encoded in utf-16le'])
  expect(changed({ together: true })).toEqual(['sent at the same time as others'])
  const body = '{"clientId":null,"clientSecret":"{{lookalike clientSecret}}","more":[1]}'
  expect(changed({ body })).toEqual([
    'organizationId removed',
    'clientId: null',
    'clientSecret: "‹lookalike clientSecret›"',
    'more added: [1]',
  ])
  expect(changed({ body: `[${'{{repeat 3000 [}}'.repeat(9)}` })[0]).toHaveLength(87)
})

test('only the lines that differ are marked', () => {
  const { exchange } = sight({ body: 'answer' })
  const request = {
    method: 'PUT',
    target: '/api/token',
    headers: [
      ['accept', 'application/json'],
      ['Content-Type', 'text/plain'],
    ],
    body: sealedBody('a\nb'),
  } as const
  const marks = { words: ['two\u001b words'], requestLine: true, headers: ['content-type'] }
  const text = httpText({ ...exchange, request }, { ...marks, body: true })
  expect(text.split('\n').filter((line) => line.startsWith('>>> '))).toEqual([
    '>>> changed: two· words',
    '>>> PUT /api/token HTTP/1.1',
    '>>> Content-Type: text/plain',
    '>>> a',
    '>>> b',
  ])
  expect(text).toContain('\naccept: application/json\n')
})

test('changes of path, query, header fields and cookies of the protected operation in words', () => {
  const [, slash] = [...caseById('authorization-bypass/other-spellings').steps].slice(1)
  expect(changesOf(present(slash), control)).toMatchObject({
    words: ['no token', 'path: trailing-slash'],
    requestLine: true,
    headers: ['authorization'],
  })
  const cookies = caseById('authorization-bypass/request-headers').steps.find(
    ({ name }) => name === 'cookies',
  )
  expect(changesOf(present(cookies), control)).toMatchObject({
    words: ['no token', 'cookies of the last login'],
    headers: ['authorization', 'cookie'],
  })
  const again = caseById('protected-operation/fresh').steps.find(
    ({ present: kind }) => kind === 'lower-case-scheme',
  )
  expect(changesOf(present(again), control).words).toEqual([
    'token: lower-case-scheme',
    expect.stringContaining('header user-agent: Mozilla/5.0'),
    'header x-forwarded-host: ‹foreignHost›',
    'header x-host: ‹foreignHost›',
    'header x-forwarded-server: ‹foreignHost›',
    'header forwarded: host=‹foreignHost›',
  ])
})

test('a query and a second client are changes of a login, and another operation has none', () => {
  expect(changed({ query: [['callback', 'x']] })).toEqual(['in the query: callback'])
  expect(changed({ client: 'second' })).toEqual(['credentials of the second client'])
  const keySet = caseById('forged-tokens/public-key-as-key').steps.find(
    ({ operation }) => operation === 'jwks',
  )
  expect(changesOf(present(keySet), control).words).toEqual([])
})
