/** One request after another: composed, paced, and sent again after a 429. */
import { expect, test } from '@playwright/test'
import type { Values } from '../../../fixtures/gateway/request/request.ts'
import { send } from '../../../fixtures/gateway/sender.ts'
import {
  createSession,
  type GatewayOptions,
  type Session,
} from '../../../fixtures/gateway/session.ts'
import { stillClock } from '../../../fixtures/http/rate-limit.ts'
import type { RawOutcome } from '../../../fixtures/http/transport.ts'
import { header } from '../../../spec/http.ts'
import type { Exchange, Step } from '../../../spec/model.ts'
import {
  answered,
  failed,
  granted,
  scripted,
  targetWith,
  tokenStep,
  tokenWith,
} from '../../support/scripted-target.ts'

const sessionWith = (options: Pick<GatewayOptions, 'transport' | 'clock' | 'perMinute'>): Session =>
  createSession({
    ...options,
    target: targetWith(),
    maxRequests: 1000,
    maxFailedLogins: 0,
    allowIntrusive: true,
    maxWaitS: 0,
    published: [],
    planned: () => [],
  })

function senderFor(answers: readonly RawOutcome[], perMinute = 0) {
  const { transport, requests } = scripted(...answers)
  const clock = stillClock()
  const start = clock.now()
  const session = sessionWith({ transport, clock, perMinute })
  return {
    sendStep: async (step: Step, values?: Values): Promise<Exchange> => {
      const exchange = await send(session, { step, values })
      if ('reason' in exchange) throw new Error(exchange.reason)
      return exchange
    },
    session,
    requests,
    elapsed: (): number => clock.now() - start,
  }
}

const limited = (retryAfter?: string): RawOutcome =>
  answered(429, '', retryAfter === undefined ? {} : { 'Retry-After': retryAfter })

test('a step is sent to its operation below the prefix, composed with the credentials', async () => {
  const { sendStep, requests, session } = senderFor([answered(200)])
  await sendStep(tokenStep({ headers: [['x-a', 'b']] }))
  const { clientSecret } = session.target.credentials
  expect(requests).toEqual([
    {
      method: 'POST',
      target: '/prefix/api/token',
      headers: [['x-a', 'b']],
      body: Buffer.from(JSON.stringify({ clientSecret })),
    },
  ])
})

test('a step of the protected operation carries the authorization that it is given', async () => {
  const { sendStep, requests } = senderFor([answered(200)])
  const { body: _, ...bodiless } = tokenStep({ operation: 'protected', method: 'GET' })
  await sendStep(bodiless, { authorization: 'Bearer conformance' })
  expect(requests[0]).toMatchObject({ target: '/prefix/api/template' })
  expect(header(requests[0]?.headers ?? [], 'authorization')).toBe('Bearer conformance')
  expect(requests[0]).not.toHaveProperty('body')
})

test('a 429 is waited out as long as it asks, and the same request is sent again', async () => {
  const { sendStep, requests, session, elapsed } = senderFor([limited('7'), answered(401)])
  const exchange = await sendStep(tokenStep())
  expect(exchange.response?.status).toBe(401)
  expect(requests[1]).toEqual(requests[0])
  expect([session.sent, session.waitedMs, elapsed()]).toEqual([2, 7000, 7000])
})

const endless = [
  ['without Retry-After', undefined, 5],
  ['for a minute each time', '60', 3],
  ['for a second each time', '1', 8],
  ['for no time at all', '0', 8],
  ['for a day', '86400', 1],
] as const

for (const [how, retryAfter, requests] of endless)
  test(`a rate limit that asks to wait ${how} and never lifts is given up after ${requests} requests`, async () => {
    const { sendStep, session, elapsed } = senderFor([limited(retryAfter)])
    const exchange = await sendStep(tokenStep())
    expect(exchange.response?.status).toBe(429)
    expect(session.sent).toBe(requests)
    expect(elapsed()).toBeLessThanOrEqual(130_000)
  })

test('every request takes its turn, and waiting for it is counted', async () => {
  const { sendStep, session } = senderFor([limited('1'), answered(200)], 1)
  await sendStep(tokenStep())
  await sendStep(tokenStep())
  expect([session.sent, session.waitedMs]).toEqual([3, 122_000])
})

test('a date in Retry-After is one of the server’s clock', async () => {
  const dates = {
    Date: 'Thu, 15 Jan 2026 18:00:00 GMT',
    'Retry-After': 'Thu, 15 Jan 2026 18:00:09 GMT',
  }
  const { sendStep, elapsed } = senderFor([answered(429, '', dates), answered(200)])
  expect((await sendStep(tokenStep())).response?.status).toBe(200)
  expect(elapsed()).toBe(9000)
})

test('a request that waits for its turn counts for the budget, and was not sent', async () => {
  const clock = { now: () => 0, sleep: () => new Promise<never>(() => undefined) }
  const { transport } = scripted(answered(200))
  const session = sessionWith({ transport, clock, perMinute: 1 })
  await send(session, { step: tokenStep() })
  void send(session, { step: tokenStep() })
  expect([session.admitted, session.sent]).toEqual([2, 1])
})

test('a failure is not sent again', async () => {
  const { sendStep, requests } = senderFor([failed('reset'), answered(200)])
  expect((await sendStep(tokenStep())).failure).toMatchObject({ kind: 'reset' })
  expect(requests).toHaveLength(1)
})

const tokens = [
  ['a JWT', tokenWith({ sub: 'a' })],
  ['opaque', 'opaque-8'],
  ['three letters', 'abc'],
  ['several words', 'not a token, but the server calls it one'],
] as const

for (const [what, token] of tokens)
  test(`a granted token that is ${what} is sealed in the response that grants it`, async () => {
    const { sendStep, session } = senderFor([granted(token)])
    const exchange = await sendStep(tokenStep())
    expect(session.issued).toMatchObject({ value: token, mark: '‹token 1›' })
    expect(JSON.stringify(exchange)).not.toContain(token)
    expect(exchange.secrets).toMatchObject([{ mark: '‹token 1›', length: token.length }])
  })

for (const [what, outcome] of [
  ['a refusal', answered(401, { json: { token: 'required' } })],
  ['a response that is not JSON', answered(200, 'token=abc')],
  ['an empty token', granted('')],
] as const)
  test(`${what} grants nothing, and none of its text is sealed`, async () => {
    const { sendStep, session } = senderFor([outcome])
    const exchange = await sendStep(tokenStep())
    expect(session.issued).toBeUndefined()
    expect(exchange.secrets).toEqual([])
  })
