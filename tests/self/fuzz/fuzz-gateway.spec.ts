/** Generated bodies at the gateway: which may be sent, what they cost, and what follows an anomaly. */
import { expect, test } from '@playwright/test'
import { unfitFor } from '../../../fixtures/fuzz/guard.ts'
import { generatedCase } from '../../../fixtures/fuzz/as-case.ts'
import type { Case } from '../../../spec/model.ts'
import { gatewayWith, isControl, type Setting } from '../../support/gateway.ts'
import { answered, failed } from '../../support/scripted-target.ts'
import { caseOf, contract } from '../../support/exchange.ts'

const credentials = { clientId: 'one-id', clientSecret: '1234567890', organizationId: 'three-id' }
const gatewayFor = (setting: Setting = {}) =>
  gatewayWith({ world: { credentials }, unfit: unfitFor(contract), ...setting })

const bodyOf = (text: string, id = 'a'): Case =>
  generatedCase({ id, title: 'a body of this test', steps: [{ text, expect: { status: [400] } }] })

const refused: readonly (readonly [text: string, reason: string])[] = [
  ['{"clientId":"{{clientId}}","a":0}', 'it names the configured clientId'],
  ['{"clientId":"a","clientSecret":"b","organizationId":"c"}', 'the contract allows it'],
  // Bare digits make a draft that was no JSON one that is.
  ['{"clientId":"a","clientSecret":"b","organizationId":"c","d":{{clientSecret}}}', 'the contract'],
  ['{{repeat 16385 [}}', 'it is larger than 16384 bytes'],
]
for (const [text, reason] of refused)
  test(`${text.slice(0, 60)} is not sent: ${reason}`, async () => {
    const { gateway, sent } = await gatewayFor()
    const { notPerformed } = await gateway.attempt(bodyOf(text))
    expect(notPerformed?.reason).toContain(reason)
    expect([sent.length, gateway.stopped()]).toEqual([0, undefined])
  })

test('in a run that generates none, no generated body is sent', async () => {
  const { gateway, sent } = await gatewayWith()
  const { notPerformed } = await gateway.attempt(bodyOf('{'))
  expect([notPerformed?.reason, sent.length]).toEqual(['this run generates no bodies', 0])
})

test('the control comes before the first generated body, and after an anomaly', async () => {
  const { gateway, world, sent } = await gatewayFor({
    instead: (at) => (at === 2 ? answered(500) : undefined),
  })
  for (const text of ['{', '{{bytes 7b}}{', '[']) await gateway.attempt(bodyOf(text))
  expect(sent.map((rawRequest) => isControl(world, rawRequest))).toEqual([
    true,
    false,
    false,
    true,
    false,
  ])
})

test('after a body that takes the server down nothing is sent, and nothing is examined of it', async () => {
  const { gateway, sent } = await gatewayFor({
    instead: (at) => (at >= 2 ? failed('refused') : undefined),
  })
  await gateway.attempt(bodyOf('{', 'good'))
  const killer = await gateway.attempt(bodyOf('[', 'killer'))
  expect(killer.notPerformed?.reason).toContain(
    'after fuzzing/killer the control, which had worked before, was not',
  )
  const before = sent.length
  expect((await gateway.attempt(bodyOf('1'))).exchanges).toEqual([])
  expect([sent.length, gateway.stopped()?.owner]).toEqual([before, 'environment'])
})

test('requests for bodies that are still to come are kept back from repeated controls', async () => {
  const planned = [{ ...caseOf('fuzzing/bodies', []), cost: { requests: 4, failedLogins: 0 } }]
  const { gateway, sent } = await gatewayFor({
    planned: () => planned,
    maxRequests: 6,
    instead: (at) => (at > 0 && at !== 2 ? answered(500) : undefined),
  })
  for (const text of ['{', '[', ']', '}']) await gateway.attempt(bodyOf(text))
  // The first control, four bodies, and one control for the first anomaly alone.
  expect([sent.length, gateway.stopped()]).toEqual([6, undefined])
})
