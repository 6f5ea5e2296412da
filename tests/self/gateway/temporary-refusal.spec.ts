/** The right credentials, refused after a few wrong logins: a lock, or a fault of the server that a wait shows. */
import { expect, test } from '@playwright/test'
import { isGuess } from '../../../fixtures/cases/cost.ts'
import { caseById, cases } from '../../../fixtures/cases/index.ts'
import { TEMPORARY_MS } from '../../../fixtures/gateway/temporary-refusal.ts'
import { stillClock } from '../../../fixtures/http/rate-limit.ts'
import { certification, type Certification } from '../../../fixtures/run/certify.ts'
import type { Case, NotPerformed } from '../../../spec/model.ts'
import { gatewayWith, isControl, type Observed } from '../../support/gateway.ts'
import { answered } from '../../support/scripted-target.ts'

const guesses = cases.filter(isGuess).slice(0, 3)
const unknownClient = caseById('invalid-credentials/client-id-cut-short')
const rightLogin = caseById('valid-credentials/pretty-printed')
const refusal = answered(401, { json: { message: 'Unauthorized' } })

interface Result extends Certification {
  readonly stopped: NotPerformed | undefined
  /** Milliseconds that the run waited. */
  readonly waited: number
}

/** @param refuses what is sent in place of a token, for right credentials so many milliseconds after a wrong login */
async function certified(
  refuses: (since: number) => typeof refusal | undefined,
  planned: readonly Case[] = guesses,
): Promise<Result> {
  const clock = stillClock()
  const began = clock.now()
  let wrongAt = -Infinity
  const observed: Observed = await gatewayWith({
    planned: () => planned,
    clock,
    instead: (_, request) => {
      const body = request.body?.toString() ?? ''
      const isRight =
        isControl(observed.world, request) ||
        JSON.stringify(JSON.parse(body)) === JSON.stringify(observed.world.credentials)
      if (!isRight) wrongAt = clock.now()
      return isRight ? refuses(clock.now() - wrongAt) : undefined
    },
  })
  const result = await certification(observed.gateway, planned)
  return { ...result, stopped: observed.gateway.stopped(), waited: clock.now() - began }
}

const for20Seconds = (since: number) => (since < 20_000 ? refusal : undefined)

test('a refusal that ends within seconds is instability of the target', async () => {
  const { violated, verdict, waited, findings } = await certified(for20Seconds)
  expect(violated).toEqual(['stable-answers'])
  expect(verdict.exit).toMatchObject({ code: 1, owner: 'target' })
  expect(waited).toBe(TEMPORARY_MS)
  const [first, second] = guesses
  const unstable = findings.filter(({ outcome }) => outcome === 'violated')
  expect(unstable.map((finding) => finding.case)).toEqual([first?.id, second?.id])
})

test('the same after a wrong login that does not count for a lock', async () => {
  const { violated, waited } = await certified(for20Seconds, [unknownClient, rightLogin])
  expect(violated).toEqual(['stable-answers'])
  expect(waited).toBe(TEMPORARY_MS)
})

test('right logins that were refused in the meantime are sent again', async () => {
  const planned = [...guesses.slice(0, 2), rightLogin]
  const { violated, performances } = await certified(for20Seconds, planned)
  expect(violated).toEqual(['stable-answers'])
  const { exchanges = [] } = performances.find(({ caseId }) => caseId === rightLogin.id) ?? {}
  expect(exchanges.map(({ response }) => response?.status)).toEqual([200])
})

test('a refusal that lasts is the lock of the client, after one wait', async () => {
  const { violated, stopped, waited } = await certified((since) =>
    since < Infinity ? refusal : undefined,
  )
  expect(violated).toEqual([])
  expect(stopped).toMatchObject({
    owner: 'environment',
    reason: expect.stringContaining('locked out after 2 wrong logins'),
  })
  expect(waited).toBe(TEMPORARY_MS)
})

for (const [title, locked] of [
  ['says so', answered(401, { json: { message: 'Too many attempts' } })],
  ['has Retry-After', answered(401, '', { 'Retry-After': '20' })],
  ['has another status', answered(423)],
] as const)
  test(`a refusal that ${title} is a lock, and nobody waits for its end`, async () => {
    const { violated, stopped, waited } = await certified((since) =>
      since < 20_000 ? locked : undefined,
    )
    expect(violated).toEqual([])
    expect(stopped?.owner).toBe('environment')
    expect(waited).toBe(0)
  })
