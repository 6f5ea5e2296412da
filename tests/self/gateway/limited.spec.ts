/** A server with a limit of sixty a minute is certified without one answer of 429. */
import { expect, test } from '@playwright/test'
import { caseById, casesIn } from '../../../fixtures/cases/index.ts'
import { certification } from '../../../fixtures/run/certify.ts'
import { MAX_REQUESTS } from '../../../fixtures/run/in-memory.ts'
import { mintExpired } from '../../../fixtures/server/mint.ts'
import { reference } from '../../../fixtures/server/reference.ts'
import { gatewayWith } from '../../support/gateway.ts'
import { answered } from '../../support/scripted-target.ts'

const LIMIT = 60
const MINUTE = 60_000

/** How many requests stand in the window of this moment, those before it given. */
const limiters: Readonly<Record<string, (now: number, before: readonly number[]) => number>> = {
  'a fixed window': (now, before) =>
    before.filter((at) => Math.floor(at / MINUTE) === Math.floor(now / MINUTE)).length,
  'a sliding window': (now, before) => before.filter((at) => at > now - MINUTE).length,
  // Its minute began in the middle of ours.
  'a window that began at the first request': (now, before) => {
    const first = before[0] ?? now
    const windowOf = (at: number): number => Math.floor((at - first) / MINUTE)
    return before.filter((at) => windowOf(at) === windowOf(now)).length
  },
}

for (const [what, inWindow] of Object.entries(limiters))
  test(`${what} of ${LIMIT} a minute is never above its limit, and no case fails`, async () => {
    const times: number[] = []
    let over = 0
    const planned = casesIn('certify')
    const observed = await gatewayWith({
      perMinute: LIMIT,
      maxRequests: MAX_REQUESTS,
      planned: () => planned,
      maxFailedLogins: 20,
      target: { mintExpired: () => mintExpired(reference, observed.world) },
      instead: () => {
        const now = observed.clock.now()
        const full = inWindow(now, times) >= LIMIT
        times.push(now)
        if (!full) return undefined
        over += 1
        return answered(429)
      },
    })
    const { verdict, findings, notPerformed } = await certification(observed.gateway, planned)
    expect(times.length).toBeGreaterThan(LIMIT)
    expect(over).toBe(0)
    expect(findings.filter(({ outcome }) => outcome === 'violated')).toEqual([])
    expect([verdict.verdict, notPerformed]).toEqual(['conformant', []])
  })

test('a bucket of five tokens, thirty a minute, is met once: then the pace of 25 is an even one', async () => {
  let tokens = 5
  let last: number | undefined
  let over = 0
  const planned = casesIn('certify')
  const observed = await gatewayWith({
    perMinute: 25,
    planned: () => planned,
    maxRequests: MAX_REQUESTS,
    maxFailedLogins: 20,
    target: { mintExpired: () => mintExpired(reference, observed.world) },
    instead: () => {
      const now = observed.clock.now()
      tokens = Math.min(5, tokens + ((now - (last ?? now)) * 30) / MINUTE)
      last = now
      const empty = tokens < 1
      if (empty) over += 1
      else tokens -= 1
      return empty ? answered(429, '', { 'Retry-After': '2' }) : undefined
    },
  })
  const { verdict, notPerformed } = await certification(observed.gateway, planned)
  expect(over).toBeLessThanOrEqual(2)
  // What is sent only if the rest leaves a request for it gives way to the requests that are sent again.
  const needed = notPerformed.filter(({ caseId }) =>
    caseById(caseId).steps.some(({ spare }) => !spare),
  )
  expect([verdict.verdict, needed]).toEqual(['conformant', []])
})

test('a budget that rate limits have used up is reported as such', async () => {
  const planned = casesIn('certify')
  const observed = await gatewayWith({
    planned: () => planned,
    instead: (at) => (at % 2 === 0 ? answered(429, '', { 'Retry-After': '1' }) : undefined),
  })
  const { gateway } = observed
  for (const { id } of planned) await gateway.perform(id)
  expect(gateway.stopped()?.reason).toMatch(
    /^the budget of 120 requests is used up \(FORMFLOW_MAX_REQUESTS\), \d\d of them sent again after a 429; lower FORMFLOW_RATE_LIMIT/,
  )
})
