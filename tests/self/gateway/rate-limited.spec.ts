/** Which responses are waited out, and for how long. */
import { expect, test } from '@playwright/test'
import { rateLimited } from '../../../fixtures/gateway/rate-limited.ts'
import { NOON_S, present, sight, type Scene } from '../../support/exchange.ts'

const now = NOON_S * 1000
const limitOf = (scene: Scene) => rateLimited(present(sight(scene).exchange.response), now)

const page = '<html>\r\n<center><h1>503 Service Temporarily Unavailable</h1></center>\r\n</html>'
const html = { 'content-type': 'text/html' }

test('a 429 is waited out for two minutes, whatever it says', () => {
  expect(limitOf({ status: 429, body: '' })).toEqual({
    wantedMs: undefined,
    defaultMs: 30_000,
    patienceMs: 130_000,
    isGuess: false,
    isBurst: false,
  })
  expect(limitOf({ status: 429, headers: { 'retry-after': '60' } })).toMatchObject({
    wantedMs: 60_000,
    isBurst: false,
  })
})

test('a 503 with Retry-After is waited out like a 429', () => {
  expect(limitOf({ status: 503, headers: { 'retry-after': '2' } })).toEqual({
    wantedMs: 2000,
    defaultMs: 30_000,
    patienceMs: 130_000,
    isGuess: false,
    isBurst: true,
  })
})

test('a date in Retry-After is one of the clock of the server', () => {
  const ahead = NOON_S + 7200
  const date = (seconds: number): string => new Date(seconds * 1000).toUTCString()
  const headers = { date: date(ahead), 'retry-after': date(ahead + 10) }
  expect(limitOf({ status: 503, headers })).toMatchObject({ wantedMs: 10_000, isBurst: false })
  expect(
    limitOf({ status: 503, headers: { date: '', 'retry-after': date(NOON_S + 4) } }),
  ).toMatchObject({
    wantedMs: 4000,
    isBurst: true,
  })
})

test('a plain page with 503 is the default of a limiter, or a server that is down: it gets some seconds', () => {
  expect(limitOf({ status: 503, body: page, headers: html })).toEqual({
    wantedMs: undefined,
    defaultMs: 1000,
    patienceMs: 15_000,
    isGuess: true,
    isBurst: true,
  })
})

for (const [what, scene] of [
  ['a success', {}],
  ['a refusal', { status: 401 }],
  ['a server error', { status: 500, headers: { 'retry-after': '5' } }],
  ['a 503 in JSON without Retry-After', { status: 503, body: { json: { message: 'down' } } }],
  ['a 503 without a body', { status: 503, body: '' }],
  ['a bot check with 503', { status: 503, body: '<html>Checking your browser</html>' }],
] as const satisfies readonly (readonly [string, Scene])[])
  test(`${what} is not waited out`, () => {
    expect(limitOf(scene)).toBeUndefined()
  })

test('no response is not waited out', () => {
  expect(rateLimited(undefined, now)).toBeUndefined()
})
