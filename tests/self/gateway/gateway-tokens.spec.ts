/** Which token is presented, and when a new one is requested. */
import { readFileSync } from 'node:fs'
import { decodeJwt } from 'jose'
import { expect, test } from '@playwright/test'
import type { RawRequest } from '../../../fixtures/http/transport.ts'
import { header } from '../../../spec/http.ts'
import { answered, granted } from '../../support/scripted-target.ts'
import { gatewayWith, isControl } from '../../support/gateway.ts'

/** A fresh token first, and then one with another signature. */
const PROTECTED = 'protected-operation/tampered-signature'
const EXPIRED = 'expired-tokens/expired'

const presented = (sent: readonly RawRequest[]): readonly string[] =>
  sent.flatMap(({ headers }) => header(headers, 'authorization')?.replace('Bearer ', '') ?? [])

/** Tokens that were presented changed: one for each from which they were made. */
const made = (sent: readonly RawRequest[]): ReadonlySet<string> => new Set(presented(sent).slice(1))

test('a token is presented until four fifths of its life are over, and then a new one', async () => {
  const { gateway, clock, sent, world } = await gatewayWith({ world: { lifetimeS: 100 } })
  await gateway.perform(PROTECTED)
  await clock.sleep(79_000)
  await gateway.perform(PROTECTED)
  expect(made(sent).size).toBe(1)
  await clock.sleep(1000)
  await gateway.perform(PROTECTED)
  expect(made(sent).size).toBe(2)
  expect(sent.filter((rawRequest) => isControl(world, rawRequest))).toHaveLength(2)
})

test('only what the unmutated credentials were granted is presented', async () => {
  const rawOutcome = granted('granted-to-another-client')
  const { gateway, sent } = await gatewayWith({
    instead: (at) => (at === 1 ? rawOutcome : undefined),
  })
  await gateway.perform('missing-credentials/client-id')
  await gateway.perform(PROTECTED)
  expect(presented(sent)).not.toContain('granted-to-another-client')
  expect(presented(sent)).toHaveLength(2)
})

const unusable = [
  ['no token', answered(200, '{}'), /granted no token to present \(200\)/],
  ['a token that no header can hold', granted('two\nlines'), /no token that is fresh can be made/],
] as const

for (const [what, outcome, reason] of unusable)
  test(`when the control grants ${what}, that is the target's fault, and nothing is presented`, async () => {
    const { gateway, sent } = await gatewayWith({ instead: () => outcome })
    expect(await gateway.perform(PROTECTED)).toMatchObject({
      exchanges: [],
      notPerformed: { owner: 'target', reason: expect.stringMatching(reason) },
    })
    expect(presented(sent)).toEqual([])
    expect(gateway.stopped()).toBeUndefined()
  })

test('the way to the expired token is reported, and three arms are performed', async () => {
  const { gateway, sent, clock, world } = await gatewayWith({ world: { lifetimeS: 3 } })
  const { exchanges } = await gateway.perform(EXPIRED)
  expect(exchanges.map(({ response }) => response?.status)).toEqual([200, 401, 401])
  expect(gateway.expiredWay()).toBe('waited out')
  const [accepted, refused] = presented(sent)
  expect(refused).toBe(accepted)
  expect(clock.now() / 1000).toBeGreaterThan(Number(decodeJwt(accepted ?? '').exp))
  expect(sent.filter((rawRequest) => isControl(world, rawRequest))).toHaveLength(1)
})

test('a server that grants a leeway gets the token once more, and the last response counts', async () => {
  const lenient = (at: number) => (at === 3 ? answered(200) : undefined)
  const { gateway, sent } = await gatewayWith({ world: { lifetimeS: 3 }, instead: lenient })
  const { exchanges } = await gateway.perform(EXPIRED)
  expect(exchanges.map(({ response }) => response?.status)).toEqual([200, 401, 401])
  // In between a login, and twice its token, which was never presented while it was valid.
  expect(sent).toHaveLength(8)
})

test('no leeway excuses a server that refuses a younger token, and accepts one that it had accepted', async () => {
  const remembering = (at: number) => (at === 3 || at === 7 ? answered(200) : undefined)
  const { gateway } = await gatewayWith({ world: { lifetimeS: 3 }, instead: remembering })
  const { exchanges, notPerformed } = await gateway.perform(EXPIRED)
  expect([exchanges[2]?.response?.status, notPerformed]).toEqual([200, undefined])
})

test('two nodes in turn, of which one grants a leeway, are excused', async () => {
  const inTurn = (at: number) => ([3, 6, 7].includes(at) ? answered(200) : undefined)
  const { gateway } = await gatewayWith({ world: { lifetimeS: 3 }, instead: inTurn })
  const { notPerformed } = await gateway.perform(EXPIRED)
  expect(notPerformed?.reason).toMatch(/within the leeway/)
})

for (const [maxWaitS, status, seconds] of [
  [5, undefined, 2],
  [300, undefined, 297],
  [310, 200, undefined],
] as const)
  test(`acceptance for ever is ${status ? 'believed' : 'left open'} with patience of ${maxWaitS} s`, async () => {
    const lenient = (at: number) => (at >= 3 ? answered(200) : undefined)
    const { gateway } = await gatewayWith({ world: { lifetimeS: 3 }, instead: lenient, maxWaitS })
    const { exchanges, notPerformed } = await gateway.perform(EXPIRED)
    expect(exchanges[2]?.response?.status).toBe(status)
    const pattern = new RegExp(
      `^a token was accepted ${seconds} s after its end, within the leeway of 300 s.*FORMFLOW_MAX_WAIT_S=310`,
    )
    expect(notPerformed?.reason ?? '').toMatch(status ? /^$/ : pattern)
  })

test('a token that had ended long before it was issued is excused by no leeway', async () => {
  const lenient = (at: number) => (at >= 1 ? answered(200) : undefined)
  const { gateway } = await gatewayWith({ world: { lifetimeS: -7200 }, instead: lenient })
  const { exchanges, notPerformed } = await gateway.perform(EXPIRED)
  expect([exchanges[2]?.response?.status, notPerformed]).toEqual([200, undefined])
})

test('without an expired token the other arms are performed, and the reason is reported', async () => {
  const { gateway } = await gatewayWith()
  const { exchanges, notPerformed } = await gateway.perform(EXPIRED)
  expect(exchanges.map(({ step }) => step)).toEqual(['fresh token', 'no token'])
  expect(notPerformed).toMatchObject({
    owner: 'configuration',
    reason: expect.stringMatching(/^no expired token/),
  })
  expect([gateway.expiredWay(), gateway.stopped()]).toEqual([undefined, undefined])
})

test('the first token of a run is kept for a later one, if a token store is set', async () => {
  const tokenStore = test.info().outputPath('tokens')
  const { gateway, sent } = await gatewayWith({ target: { tokenStore } })
  await gateway.perform(PROTECTED)
  await gateway.perform('valid-credentials/repeated')
  const lines = readFileSync(tokenStore, 'utf8').trim().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { baseUrl: 'https://formflow.example/', token: presented(sent)[0] },
  ])
})
