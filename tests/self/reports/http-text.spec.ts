/** An exchange as the text of an attachment. */
import { expect, test } from '@playwright/test'
import { httpText } from '../../../reports/report/http-text.ts'
import { sealedBody, sight } from '../../support/exchange.ts'

const { exchange } = sight({ body: '{"token":"‹token 1›"}' })
const request = {
  method: 'POST',
  target: '/gateway/api/token',
  headers: [
    ['accept', 'application/json'],
    ['accept', 'text/plain'],
  ],
  body: sealedBody('{"clientSecret":"‹clientSecret›"}'),
} as const

test('request and response are as they were on the wire', () => {
  expect(httpText({ ...exchange, request })).toBe(
    [
      '# sent 2026-01-15T12:00:00.000Z, took 5 ms',
      '',
      'POST /gateway/api/token HTTP/1.1',
      'accept: application/json',
      'accept: text/plain',
      '',
      '{"clientSecret":"‹clientSecret›"}',
      '',
      'HTTP/1.1 200 ',
      'content-type: application/json',
      'cache-control: no-store',
      'date: Thu, 15 Jan 2026 12:00:00 GMT',
      '',
      '{"token":"‹token 1›"}',
      '',
    ].join('\n'),
  )
})

for (const [what, body, text] of [
  ['no body', undefined, '(no body)'],
  ['an empty body', sealedBody(''), '\n\n\n'],
  [
    'a long body',
    sealedBody(`a\n${'b'.repeat(20_000)}`),
    `a\n${'b'.repeat(16_382)}\n(20002 bytes in total; the rest is not shown)`,
  ],
  [
    'a shortened body',
    { ...sealedBody('abc'), bytes: 9000, shortened: true },
    'abc\n(9000 bytes in total; the rest is not shown)',
  ],
  ['a hostile body', sealedBody('a\n\u001b[2J\r\n\u202e\uffff'), 'a\n·[2J·\n··'],
  [
    'a body that is not UTF-8',
    { ...sealedBody('abc'), utf8: false },
    'abc\n(not UTF-8, shown byte by byte)',
  ],
] as const)
  test(`${what} as text`, () => {
    const { body: _, ...bare } = request
    const changed = { ...bare, ...(body ? { body } : {}) }
    expect(httpText({ ...exchange, request: changed })).toContain(
      `accept: text/plain\n\n${text.trimEnd()}`,
    )
  })

test('without a response the text has the cause', () => {
  const { failure } = sight({ failure: { kind: 'refused', message: 'ECONNREFUSED' } }).exchange
  const { response: _, ...unanswered } = exchange
  expect(httpText({ ...unanswered, ...(failure ? { failure } : {}) })).toMatch(
    /\nno response: refused: ECONNREFUSED\n$/,
  )
})

test('a hostile status line or header moves no cursor', () => {
  const { response } = exchange
  if (!response) throw new Error('the healthy exchange has a response')
  const headers = [['x-a', 'b\u009b31m\u0085']] as const
  const text = httpText({ ...exchange, response: { ...response, reason: '\u009bJ', headers } })
  expect(text).toContain('HTTP/1.1 200 ·J\nx-a: b·31m·\n')
})
