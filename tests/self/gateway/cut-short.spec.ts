/** A run that ends in the middle of a case: the case is not tested, and nothing after it is sent or counted. */
import { expect, test } from '@playwright/test'
import { isGuess } from '../../../fixtures/cases/cost.ts'
import { cases, control } from '../../../fixtures/cases/index.ts'
import { gatewayWith, type Setting } from '../../support/gateway.ts'
import { answered } from '../../support/scripted-target.ts'

const MISSING = 'missing-credentials/client-id'
/** Two steps. */
const PROTECTED = 'protected-operation/tampered-signature'
const guesses = cases.filter(isGuess).slice(0, 2)
const [guess = ''] = guesses.map(({ id }) => id)

/** So many requests at once; the next one would wait until after the deadline. */
const room = (requests: number): Setting => ({ perMinute: requests, maxTimeS: 10 })

const cutShort = (caseId: string) => ({
  caseId,
  exchanges: [],
  notPerformed: {
    owner: 'environment',
    reason: expect.stringMatching(/^the run was cut short after \d+ s/),
  },
})

const broken = (at: number): Setting => ({
  instead: (request) => (request === at ? answered(500) : undefined),
})

for (const [what, id, requests, setting] of [
  ['before its second step', PROTECTED, 2, {}],
  ['before the control after an anomaly', MISSING, 2, broken(1)],
  ['before it is performed again after an anomaly', MISSING, 3, broken(1)],
  ['before a second control', control.id, 1, broken(0)],
] as const)
  test(`a case that is cut short ${what} is not tested at all`, async () => {
    const { gateway, sent } = await gatewayWith({ ...room(requests), ...setting })
    expect(await gateway.perform(id)).toEqual(cutShort(id))
    expect(sent).toHaveLength(requests)
    expect(gateway.traffic().requests).toBe(requests)
    expect(gateway.stopped()).toEqual(cutShort(id).notPerformed)
  })

test('a case that is cut short before the control that grants its token is not tested at all', async () => {
  const { gateway, clock, sent } = await gatewayWith({ ...room(1), world: { lifetimeS: 1 } })
  await gateway.perform(control.id)
  await clock.sleep(1000)
  expect(await gateway.perform(PROTECTED)).toEqual(cutShort(PROTECTED))
  expect(sent).toHaveLength(1)
})

test('a guess that is cut short is not followed by another one, which would count as a failed login', async () => {
  const { gateway } = await gatewayWith({ ...room(1), planned: () => guesses })
  expect(await gateway.perform(guess)).toEqual(cutShort(guess))
  expect(gateway.traffic()).toMatchObject({ requests: 1, failedLogins: 1 })
})

test('what a rate limit answered is not examined when the control after it is cut short', async () => {
  const observed = await gatewayWith({
    maxTimeS: 5,
    instead: (at) => {
      if (at !== 1) return undefined
      // The time is up while the response is on its way.
      void observed.clock.sleep(10_000)
      return answered(429, '', { 'retry-after': '86400' })
    },
  })
  expect(await observed.gateway.perform(MISSING)).toEqual(cutShort(MISSING))
})
