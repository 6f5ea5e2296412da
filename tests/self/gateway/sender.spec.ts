/** One request after another: composed, paced, and sent again after a 429. */
import { expect, test } from '@playwright/test'
import { stillClock } from '../../../fixtures/run/in-memory.ts'
import { createSender } from '../../../fixtures/gateway/sender.ts'
import { createVault } from '../../../fixtures/redaction/vault.ts'
import type { RawOutcome } from '../../../fixtures/http/transport.ts'
import { header } from '../../../spec/http.ts'
import {
  answered,
  failed,
  granted,
  scripted,
  targetWith,
  tokenStep,
  tokenWith,
} from '../../support/scripted-target.ts'

function senderFor(answers: readonly RawOutcome[], perMinute = 0) {
  const target = targetWith()
  const clock = stillClock()
  const vault = createVault(target.credentials.clientSecret, [])
  const { transport, requests } = scripted(...answers)
  const start = clock.now()
  const elapsed = (): number => clock.now() - start
  return {
    ...createSender(target, transport, vault, clock, { perMinute, maxRequests: 1000 }),
    sent: requests,
    target,
    elapsed,
  }
}

const limited = (retryAfter?: string): RawOutcome =>
  answered(429, '', retryAfter === undefined ? {} : { 'Retry-After': retryAfter })

test('a step goes out to its operation below the prefix, composed with the credentials', async () => {
  const { send, sent, target } = senderFor([answered(200)])
  await send(tokenStep({ headers: [['x-a', 'b']] }))
  const { clientSecret } = target.credentials
  expect(sent).toEqual([
    {
      method: 'POST',
      target: '/prefix/api/token',
      headers: [['x-a', 'b']],
      body: Buffer.from(JSON.stringify({ clientSecret })),
    },
  ])
})

test('a step of the protected operation carries the authorization that it is given', async () => {
  const { send, sent } = senderFor([answered(200)])
  const { body: _, ...bodiless } = tokenStep({ operation: 'protected', method: 'GET' })
  await send(bodiless, { authorization: 'Bearer conformance' })
  expect(sent[0]).toMatchObject({ target: '/prefix/api/template' })
  expect(header(sent[0]?.headers ?? [], 'authorization')).toBe('Bearer conformance')
  expect(sent[0]).not.toHaveProperty('body')
})

test('a 429 is waited out as long as it asks, and the same request goes out again', async () => {
  const { send, sent, requests, waitedMs, elapsed } = senderFor([limited('7'), answered(401)])
  const { exchange } = await send(tokenStep())
  expect(exchange.response?.status).toBe(401)
  expect(sent[1]).toEqual(sent[0])
  expect([requests(), waitedMs(), elapsed()]).toEqual([2, 7000, 7000])
})

const endless = [
  ['without a word', undefined, 5],
  ['for a minute each time', '60', 3],
  ['for a second each time', '1', 8],
  ['for no time at all', '0', 8],
  ['for a day', '86400', 1],
] as const

for (const [how, retryAfter, requests] of endless)
  test(`a limit that asks to wait ${how} and never lifts is given up after ${requests} requests`, async () => {
    const sender = senderFor([limited(retryAfter)])
    const { exchange } = await sender.send(tokenStep())
    expect(exchange.response?.status).toBe(429)
    expect(sender.requests()).toBe(requests)
    expect(sender.elapsed()).toBeLessThanOrEqual(130_000)
  })

test('every attempt takes its turn, and waiting for it is counted', async () => {
  const { send, waitedMs, requests } = senderFor([limited('1'), answered(200)], 1)
  await send(tokenStep())
  await send(tokenStep())
  expect([requests(), waitedMs()]).toEqual([3, 122_000])
})

test('a date in Retry-After is one of the server’s clock', async () => {
  const dates = {
    Date: 'Thu, 15 Jan 2026 18:00:00 GMT',
    'Retry-After': 'Thu, 15 Jan 2026 18:00:09 GMT',
  }
  const { send, elapsed } = senderFor([answered(429, '', dates), answered(200)])
  expect((await send(tokenStep())).exchange.response?.status).toBe(200)
  expect(elapsed()).toBe(9000)
})

test('a request that waits for its turn counts for the budget, and was not sent', async () => {
  const target = targetWith()
  const clock = { now: () => 0, sleep: () => new Promise<never>(() => undefined) }
  const { transport } = scripted(answered(200))
  const vault = createVault(target.credentials.clientSecret, [])
  const limits = { perMinute: 1, maxRequests: 9 }
  const { send, sent, requests } = createSender(target, transport, vault, clock, limits)
  await send(tokenStep())
  void send(tokenStep())
  expect([requests(), sent()]).toEqual([2, 1])
})

test('a failure is not sent again', async () => {
  const { send, requests } = senderFor([failed('reset'), answered(200)])
  expect((await send(tokenStep())).exchange.failure).toMatchObject({ kind: 'reset' })
  expect(requests()).toBe(1)
})

const tokens = [
  ['a JWT', tokenWith({ sub: 'a' })],
  ['opaque', 'opaque-8'],
  ['three letters', 'abc'],
  ['several words', 'not a token, but somebody calls it one'],
] as const

for (const [what, token] of tokens)
  test(`a granted token that is ${what} is sealed in the answer that grants it`, async () => {
    const { exchange, granted: issued } = await senderFor([granted(token)]).send(tokenStep())
    expect(issued).toMatchObject({ value: token, mark: '‹token 1›' })
    expect(JSON.stringify(exchange)).not.toContain(token)
    expect(exchange.secrets).toMatchObject([{ mark: '‹token 1›', length: token.length }])
  })

for (const [what, outcome] of [
  ['a refusal', answered(401, { json: { token: 'required' } })],
  ['an answer that is not JSON', answered(200, 'token=abc')],
  ['an empty token', granted('')],
] as const)
  test(`${what} grants nothing, and its words stay words`, async () => {
    const { exchange, granted: issued } = await senderFor([outcome]).send(tokenStep())
    expect(issued).toBeUndefined()
    expect(exchange.secrets).toEqual([])
  })
