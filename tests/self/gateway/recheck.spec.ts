/** An anomaly is a finding only if the control still works after it. */
import { expect, test } from '@playwright/test'
import { caseById } from '../../../fixtures/cases/index.ts'
import type { RawOutcome } from '../../../fixtures/http/transport.ts'
import { answered, failed } from '../../support/scripted-target.ts'
import { gatewayWith, type Instead } from '../../support/gateway.ts'

const MISSING = 'missing-credentials/client-id'
const PRETTY = 'valid-credentials/pretty-printed'
const GUESS = 'invalid-credentials/wrong-secret'

/** The first control works; then these responses, and then those of the server. */
const then =
  (...outcomes: readonly RawOutcome[]): Instead =>
  (at) =>
    outcomes[at - 1]

const anomalies = [
  ['a server error', MISSING, answered(500)],
  ['no answer', MISSING, failed('timeout')],
  ['a broken answer', MISSING, failed('truncated')],
  ['a refusal where success was due', PRETTY, answered(401)],
] as const

for (const [what, id, outcome] of anomalies) {
  test(`${what} is a finding when the control works after it`, async () => {
    const { gateway, sent } = await gatewayWith({ instead: then(outcome) })
    const { exchanges, notPerformed } = await gateway.perform(id)
    expect([exchanges.length, notPerformed]).toEqual([1, undefined])
    expect(gateway.stopped()).toBeUndefined()
    expect(sent.map(({ body }) => body)).toEqual([0, 1, 0, 1].map((at) => sent[at]?.body))
  })

  test(`${what} that comes again after the control is followed by another control`, async () => {
    const good = undefined as unknown as RawOutcome
    const { gateway, sent } = await gatewayWith({ instead: then(outcome, good, outcome) })
    const { exchanges, repeated } = await gateway.perform(id)
    const [first, second] = [exchanges, repeated].map((all) => all?.[0])
    expect([second?.response?.status, second?.failure?.kind]).toEqual([
      first?.response?.status,
      first?.failure?.kind,
    ])
    expect(sent.map(({ body }) => body)).toEqual([0, 1, 0, 1, 0].map((at) => sent[at]?.body))
  })

  test(`${what} is no finding when the client was locked out, and the run stops`, async () => {
    const { gateway, sent } = await gatewayWith({
      instead: then(outcome, answered(401), answered(401), answered(401)),
    })
    expect(await gateway.perform(id)).toEqual({
      caseId: id,
      exchanges: [],
      notPerformed: {
        owner: 'environment',
        reason: expect.stringMatching(
          /the control, .* was answered 401: the client seems to be locked out/,
        ),
      },
    })
    await gateway.perform(PRETTY)
    // The control before the case, the case, and three controls after it, the last one after a wait.
    expect(sent).toHaveLength(5)
  })
}

test('a server that is down is no finding, and gets six controls within half a minute before the run ends', async () => {
  const { gateway, sent, clock } = await gatewayWith({
    instead: (at) => (at === 0 ? undefined : failed(at === 1 ? 'reset' : 'refused')),
  })
  const begun = clock.now()
  expect(await gateway.perform(MISSING)).toMatchObject({
    exchanges: [],
    notPerformed: {
      reason: expect.stringMatching(/was not answered \(refused\): the server seems to be down/),
    },
  })
  await gateway.perform(PRETTY)
  expect(sent).toHaveLength(8)
  expect(clock.now() - begun).toBe(31_000)
})

test('one more failure in between does not end the run', async () => {
  const { gateway } = await gatewayWith({ instead: then(failed('reset'), failed('reset')) })
  expect(await gateway.perform(MISSING)).toMatchObject({
    exchanges: [{ failure: { kind: 'reset' } }],
  })
  expect(gateway.stopped()).toBeUndefined()
})

test('an expected response is no anomaly and costs no control', async () => {
  const { gateway, sent } = await gatewayWith()
  const ids = [
    MISSING,
    PRETTY,
    'media-types/text',
    'methods/put',
    'protected-operation/tampered-signature',
  ]
  for (const id of ids) await gateway.perform(id)
  const steps = ids.flatMap((id) => caseById(id).steps)
  expect(sent).toHaveLength(1 + steps.length)
})

test('a lockout after guesses is found by the control that follows them', async () => {
  const { gateway } = await gatewayWith({
    instead: then(answered(401), answered(423), answered(423), answered(423)),
  })
  expect(await gateway.perform(GUESS)).toMatchObject({
    exchanges: [],
    notPerformed: { owner: 'environment', reason: expect.stringContaining('locked out') },
  })
})

test('a control that the rest of the plan cannot spare is not sent', async () => {
  const planned = [caseById(MISSING), caseById(PRETTY)]
  const { gateway, sent } = await gatewayWith({
    instead: then(answered(500)),
    maxRequests: 3,
    planned: () => planned,
  })
  expect(await gateway.perform(MISSING)).toMatchObject({ exchanges: [{}] })
  expect(await gateway.perform(PRETTY)).not.toHaveProperty('notPerformed')
  expect(sent).toHaveLength(3)
})

const OTHER = 'missing-credentials/client-secret'
const strange = [
  ['a redirect', answered(307, '', { location: 'https://elsewhere.example' })],
  ['a page where a refusal was due', answered(200, '<!doctype html><p>Soon back')],
] as const

for (const [what, outcome] of strange) {
  test(`${what} is the target's when the control works after it, and is rechecked once`, async () => {
    const isCase = [1, 3, 4]
    const { gateway, sent } = await gatewayWith({
      instead: (at) => (isCase.includes(at) ? outcome : undefined),
    })
    const first = await gateway.perform(MISSING)
    expect(first.repeated?.[0]?.response?.status).toBe(outcome.response?.status)
    expect(await gateway.perform(OTHER)).toMatchObject({ exchanges: [{}] })
    // The control, the case, its control, the case again; the other case, and nothing after it.
    expect(sent).toHaveLength(5)
  })

  test(`${what} is no finding when the control meets the same, and the run stops`, async () => {
    const { gateway, sent } = await gatewayWith({ instead: then(outcome, outcome) })
    expect(await gateway.perform(MISSING)).toMatchObject({
      exchanges: [],
      notPerformed: { reason: expect.stringContaining('something else answers in its place') },
    })
    await gateway.perform(OTHER)
    expect(sent).toHaveLength(3)
  })
}

test('the first refusal where success was due gets its control, even if the plan has to go without', async () => {
  const planned = [caseById(PRETTY), caseById(MISSING)]
  const { gateway, sent } = await gatewayWith({
    instead: then(answered(401), answered(401)),
    maxRequests: 3,
    planned: () => planned,
  })
  expect(await gateway.perform(PRETTY)).toMatchObject({
    exchanges: [],
    notPerformed: { owner: 'environment', reason: expect.stringContaining('was answered 401') },
  })
  expect(sent).toHaveLength(3)
})

test('a rate limit that never lifts ends the run, and its response is still examined', async () => {
  const { gateway } = await gatewayWith({ instead: (at) => (at > 0 ? answered(429) : undefined) })
  expect(await gateway.perform(MISSING)).toMatchObject({
    exchanges: [{ response: { status: 429 } }],
  })
  expect(gateway.stopped()).toMatchObject({
    owner: 'environment',
    reason: expect.stringContaining('the rate limit did not lift'),
  })
})
