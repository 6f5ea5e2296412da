/** The control that comes first, and budgets that end a run. */
import { expect, test } from '@playwright/test'
import { caseById, casesIn, control } from '../../../fixtures/cases/index.ts'
import { answered, failed } from '../../support/scripted-target.ts'
import { gatewayWith, isControl } from '../../support/gateway.ts'

const REPEATED = 'valid-credentials/repeated'
const MISSING = 'missing-credentials/client-id'
const PROTECTED = 'protected-operation/tampered-signature'
const GUESS = 'invalid-credentials/wrong-secret'

test('the control is sent before everything else, and once', async () => {
  const { gateway, sent, world } = await gatewayWith()
  await gateway.perform(MISSING)
  expect(sent.map((rawRequest) => isControl(world, rawRequest))).toEqual([true, false])
  const performance = await gateway.perform(control.id)
  expect(performance).toMatchObject({ caseId: control.id, exchanges: [{ step: 'request' }] })
  expect(sent).toHaveLength(2)
})

const refusals = [
  ['is refused', answered(401), 'configuration', /credentials were refused/],
  ['gets no answer', failed('refused'), 'environment', /nothing listens there/],
  ['meets a limit that never lifts', answered(429), 'environment', /the rate limit did not lift/],
] as const

for (const [what, outcome, owner, reason] of refusals)
  test(`when the control ${what}, nothing else is sent and nothing is examined`, async () => {
    const { gateway, sent, world } = await gatewayWith({ instead: () => outcome })
    for (const id of [MISSING, control.id, GUESS])
      expect(await gateway.perform(id)).toEqual({
        caseId: id,
        exchanges: [],
        notPerformed: { owner, reason: expect.stringMatching(reason) },
      })
    expect(sent.every((rawRequest) => isControl(world, rawRequest))).toBe(true)
    expect(gateway.stopped()).toMatchObject({ owner })
    // The configured credentials that were refused are a failed login, too.
    expect(gateway.traffic()).toMatchObject({ failedLogins: what === 'is refused' ? 1 : 0 })
  })

test('when the server itself fails on the control twice, that response alone is examined', async () => {
  const { gateway, sent } = await gatewayWith({ instead: () => answered(500) })
  expect(await gateway.perform(MISSING)).toMatchObject({ notPerformed: { owner: 'target' } })
  const performance = await gateway.perform(control.id)
  expect(performance).toMatchObject({ exchanges: [{ response: { status: 500 } }] })
  expect(performance).not.toHaveProperty('notPerformed')
  expect(performance).not.toHaveProperty('repeated')
  expect(sent).toHaveLength(2)
})

test('of a control that fails once and then works both responses are examined', async () => {
  const { gateway } = await gatewayWith({ instead: (at) => (at === 0 ? answered(500) : undefined) })
  expect(await gateway.perform(control.id)).toMatchObject({
    exchanges: [{ response: { status: 500 } }],
    repeated: [{ response: { status: 200 } }],
  })
  expect(gateway.stopped()).toBeUndefined()
})

test('a case that the budget of requests does not cover is not begun, and ends the run', async () => {
  const { gateway, sent } = await gatewayWith({ maxRequests: 3 })
  await gateway.perform(MISSING)
  expect(await gateway.perform(PROTECTED)).toMatchObject({
    exchanges: [],
    notPerformed: { owner: 'environment', reason: expect.stringContaining('budget of 3 requests') },
  })
  expect(await gateway.perform(REPEATED)).toMatchObject({ notPerformed: { owner: 'environment' } })
  expect(gateway.stopped()).toMatchObject({ owner: 'environment' })
  expect(sent).toHaveLength(2)
})

test('a limit that never lifts ends the run at the budget, to the letter, and judges nothing', async () => {
  const limited = (at: number) => (at > 0 ? answered(429, '', { 'retry-after': '1' }) : undefined)
  const { gateway, sent } = await gatewayWith({ maxRequests: 4, instead: limited })
  expect(await gateway.perform(MISSING)).toMatchObject({
    exchanges: [],
    notPerformed: { owner: 'environment', reason: expect.stringContaining('budget of 4 requests') },
  })
  await gateway.perform(REPEATED)
  expect(sent).toHaveLength(4)
})

test('a guess that the budget of failed logins does not cover is left out, and the run goes on', async () => {
  const { gateway, sent } = await gatewayWith({ maxFailedLogins: 1 })
  expect(await gateway.perform(GUESS)).not.toHaveProperty('notPerformed')
  expect(await gateway.perform(GUESS)).toMatchObject({
    exchanges: [],
    notPerformed: { owner: 'configuration', reason: expect.stringContaining('1 failed logins') },
  })
  expect(await gateway.perform(REPEATED)).not.toHaveProperty('notPerformed')
  expect(gateway.stopped()).toBeUndefined()
  expect(gateway.traffic()).toEqual({ requests: sent.length, failedLogins: 1, waitedMs: 0 })
})

test('cases of calls at the same time are performed one by one, in the order of the calls', async () => {
  const order = [REPEATED, PROTECTED, MISSING, GUESS]
  const { gateway, sent } = await gatewayWith()
  const performances = await Promise.all(order.map((id) => gateway.perform(id)))
  expect(performances.map(({ caseId }) => caseId)).toEqual(order)
  const steps = order.flatMap((id) => caseById(id).steps)
  expect(sent.slice(1).map(({ method }) => method)).toEqual(steps.map(({ method }) => method))
})

test('an unknown case is thrown, and the next case is performed all the same', async () => {
  const { gateway } = await gatewayWith()
  await expect(gateway.perform('no/such-case')).rejects.toThrow('unknown case no/such-case')
  expect(await gateway.perform(REPEATED)).toMatchObject({ exchanges: [{}] })
})

test('nothing that leaves the gateway contains a secret, though every case was performed', async () => {
  const { gateway, world, sent } = await gatewayWith({ maxRequests: 999, maxFailedLogins: 99 })
  const performed: string[] = []
  for (const { id } of casesIn('exhaustive'))
    performed.push(JSON.stringify(await gateway.perform(id)))
  const tokens = sent.flatMap(({ headers }) =>
    headers.filter(([name]) => name === 'authorization').map(([, value]) => value.slice(7)),
  )
  const clients = [world.credentials, world.second]
  const secrets = [
    ...clients.map(({ clientSecret }) => clientSecret),
    ...tokens.filter((token) => token.length > 60),
  ]
  const text = performed.join('\n')
  const parts = secrets.flatMap((secret) => [secret.slice(0, 30), secret.slice(-30)])
  expect(parts.length).toBeGreaterThan(10)
  expect(parts.filter((part) => text.includes(part))).toEqual([])
  expect(performed.filter(gateway.containsSecret)).toEqual([])
  expect(secrets.every(gateway.containsSecret)).toBe(true)
})
