/** Guesses with the real clientId: two share a control, and no guess is believed without one. */
import { expect, test } from '@playwright/test'
import { failedLoginsOf, isGuess, requestsOf } from '../../../fixtures/cases/cost.ts'
import { caseById, cases, casesIn } from '../../../fixtures/cases/index.ts'
import type { Case } from '../../../spec/model.ts'
import { answered } from '../../support/scripted-target.ts'
import { gatewayWith, isControl } from '../../support/gateway.ts'

/** A guess that is all that its case sends before the control. */
const isAlone = (each: Case): boolean => isGuess(each) && each.steps[0]?.name === 'request'

const guesses = cases.filter(isAlone).slice(0, 3)
const [first, second, third] = guesses.map(({ id }) => id) as [string, string, string]

test('two guesses are sent before one control, and both are examined with it', async () => {
  const { gateway, sent, world } = await gatewayWith({ planned: () => guesses })
  const one = await gateway.perform(first)
  expect(sent.map((rawRequest) => isControl(world, rawRequest))).toEqual([true, false, false, true])
  const other = await gateway.perform(second)
  expect(sent).toHaveLength(4)
  for (const performance of [one, other])
    expect(performance.exchanges.map(({ step }) => step)).toEqual(['request', 'control afterwards'])
  await gateway.perform(third)
  expect(sent.map((rawRequest) => isControl(world, rawRequest)).slice(4)).toEqual([false, true])
  expect(gateway.traffic()).toMatchObject({ requests: 6, failedLogins: 3 })
})

test('what a plan costs is what is sent', async () => {
  const planned = casesIn('certify').filter(({ steps }) =>
    steps.every(({ present, spare }) => present === undefined && !spare),
  )
  const { gateway, sent } = await gatewayWith({ planned: () => planned, maxFailedLogins: 99 })
  for (const { id } of planned) await gateway.perform(id)
  expect(sent).toHaveLength(requestsOf(planned))
  expect(gateway.traffic().failedLogins).toBe(failedLoginsOf(planned))
})

for (const status of [403, 423, 500])
  test(`after ${status} no guess is sent before the control`, async () => {
    const { gateway, sent, world } = await gatewayWith({
      planned: () => guesses,
      instead: (at) => (at === 1 ? answered(status) : undefined),
    })
    await gateway.perform(first)
    expect(sent.slice(1, 3).map((rawRequest) => isControl(world, rawRequest))).toEqual([
      false,
      true,
    ])
  })

test('a lockout takes both guesses back', async () => {
  const { gateway } = await gatewayWith({
    planned: () => guesses,
    instead: (at) => (at > 2 ? answered(423) : undefined),
  })
  for (const id of [first, second, third])
    expect(await gateway.perform(id)).toMatchObject({
      exchanges: [],
      notPerformed: { owner: 'environment', reason: expect.stringContaining('locked out') },
    })
})

test('after a lockout the reason names how many wrong logins were tolerated, not one less than were sent', async () => {
  const four = cases.filter(isGuess).slice(0, 4)
  // Control, two guesses, control, then the third wrong login locks.
  const { gateway } = await gatewayWith({
    planned: () => four,
    instead: (at) => (at > 5 ? answered(401) : undefined),
  })
  for (const { id } of four.slice(0, 2)) await gateway.perform(id)
  const { notPerformed } = await gateway.perform(four[2]?.id ?? '')
  expect(notPerformed?.reason).toMatch(/after 4 wrong logins; .* FORMFLOW_MAX_FAILED_LOGINS=2;/)
})

test('a second guess that the budget does not allow is not made', async () => {
  const { gateway, sent } = await gatewayWith({ planned: () => guesses, maxFailedLogins: 1 })
  await gateway.perform(first)
  expect(sent).toHaveLength(3)
  expect(await gateway.perform(second)).toMatchObject({
    notPerformed: { owner: 'configuration', reason: expect.stringContaining('1 failed logins') },
  })
})

test('no profile guesses more than twice between two controls', () => {
  const most = Math.max(...cases.map(({ cost }) => cost.failedLogins))
  expect([most, caseById('invalid-credentials/told-apart').cost.failedLogins]).toEqual([2, 2])
})
