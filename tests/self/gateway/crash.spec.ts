/** A server that ends after a case, and is started again: the case is sent once more, and decides. */
import { expect, test } from '@playwright/test'
import { caseById } from '../../../fixtures/cases/index.ts'
import { suspectOf } from '../../../fixtures/gateway/crash.ts'
import { certification } from '../../../fixtures/run/certify.ts'
import type { RawRequest } from '../../../fixtures/http/transport.ts'
import type { FailureKind, Performance } from '../../../spec/model.ts'
import { gatewayWith, type Observed, type Setting } from '../../support/gateway.ts'
import { sight } from '../../support/exchange.ts'
import { failed } from '../../support/scripted-target.ts'

const BEFORE = 'valid-credentials/pretty-printed'
const DEADLY = 'missing-credentials/client-id'
const AFTER = 'missing-credentials/client-secret'

const isDeadly = ({ body }: RawRequest): boolean => {
  const text = body?.toString() ?? ''
  return text.startsWith('{') && !text.includes('clientId') && text.includes('organizationId')
}

/** Longer than a run waits. */
const FOR_EVER = 3_600_000

interface Server {
  /** For each time that the deadly request ends it: milliseconds until something starts it again. */
  readonly restartMs: readonly number[]
  /** It answers the deadly request first, and ends then. */
  readonly answersFirst?: true
}

async function serverThat(
  { restartMs, answersFirst }: Server,
  options: Setting = {},
): Promise<Observed> {
  let died = 0
  let upAt = 0
  const observed: Observed = await gatewayWith({
    planned: () => [BEFORE, DEADLY, AFTER].map(caseById),
    ...options,
    instead: (_, request) => {
      const now = observed.clock.now()
      if (now < upAt) return failed('refused')
      if (!isDeadly(request) || died === restartMs.length) return undefined
      died += 1
      upAt = now + (restartMs[died - 1] ?? 0)
      return answersFirst ? undefined : failed('reset')
    },
  })
  return observed
}

const run = async ({ gateway }: Observed) => {
  const plan = [BEFORE, DEADLY, AFTER].map(caseById)
  const { findings, notPerformed } = await certification(gateway, plan)
  const violated = findings.filter(({ outcome }) => outcome === 'violated')
  return {
    violated: violated
      .map(({ requirement, case: caseId }) => `${caseId} ${requirement}`)
      .toSorted(),
    notPerformed,
    stopped: gateway.stopped(),
  }
}

test('a server that ends twice after the same case is brought back, and the case is violated', async () => {
  const observed = await serverThat({ restartMs: [5000, 5000] })
  const { violated, notPerformed, stopped } = await run(observed)
  expect(violated.length).toBeGreaterThan(0)
  expect(violated.filter((line) => !line.startsWith(`${DEADLY} `))).toEqual([])
  expect([notPerformed, stopped]).toEqual([[], undefined])
})

/** A reset is no violation of it: a server may close early, and listen all the time. */
const NESTED = 'malformed-bodies/deep-nesting'

for (const [what, restartMs, requirements] of [
  ['and is back within a second', 300, ['stable-answers']],
  ['and listens all the time', 0, []],
] as const)
  test(`a server closes the connection at a nested member ${what}`, async () => {
    let upAt = 0
    const plan = [BEFORE, NESTED].map(caseById)
    const observed: Observed = await gatewayWith({
      planned: () => plan,
      instead: (_, { body }) => {
        const now = observed.clock.now()
        if (now < upAt) return failed('refused')
        if (!body?.includes('[[[[')) return undefined
        upAt = now + restartMs
        return failed('reset')
      },
    })
    const { violated } = await certification(observed.gateway, plan)
    expect(violated).toEqual(requirements)
  })

test('a server that ends once may have ended for another reason', async () => {
  const { violated, stopped } = await run(await serverThat({ restartMs: [5000] }))
  expect(violated).toEqual([])
  expect(stopped).toBeUndefined()
})

test('a server that answers and ends then is found by the case after it', async () => {
  const observed = await serverThat({ restartMs: [5000, 5000], answersFirst: true })
  const { violated } = await run(observed)
  expect(violated.length).toBeGreaterThan(0)
  expect(violated.filter((line) => !line.startsWith(`${DEADLY} `))).toEqual([])
})

test('a server that nobody brings back is down', async () => {
  const observed = await serverThat({ restartMs: [FOR_EVER] })
  const { violated, stopped } = await run(observed)
  expect(violated).toEqual([])
  expect(stopped).toMatchObject({
    owner: 'environment',
    reason: expect.stringContaining('the server seems to be down'),
  })
})

test('a server that ends again, and then for ever, was ended by the case', async () => {
  const observed = await serverThat({ restartMs: [5000, FOR_EVER] })
  const { violated, stopped } = await run(observed)
  expect(violated.filter((line) => line.startsWith(`${DEADLY} `)).length).toBeGreaterThan(0)
  expect(stopped).toEqual({
    owner: 'target',
    reason: `the server ended after ${DEADLY}, and again when it was sent once more; nothing after it was sent`,
  })
})

const performed = (id: string, kind?: FailureKind) => {
  const testCase = caseById(id)
  const { exchange } = sight(kind ? { failure: { kind, message: kind } } : {})
  const performance: Performance = { caseId: id, exchanges: [exchange] }
  return { testCase, performance }
}

const suspect = (...kinds: readonly (FailureKind | undefined)[]): number => {
  const all = kinds.map((kind, at) => performed([BEFORE, DEADLY, AFTER][at] ?? BEFORE, kind))
  const found = suspectOf(all)
  return found ? all.indexOf(found) : -1
}

test('the suspect is the case whose connection broke, or the last one that was answered', () => {
  expect(suspect()).toBe(-1)
  expect(suspect(undefined, 'reset', 'refused')).toBe(1)
  expect(suspect('truncated', undefined, 'refused')).toBe(0)
  expect(suspect('reset', 'timeout', 'refused')).toBe(1)
  expect(suspect(undefined, undefined, 'refused')).toBe(1)
  expect(suspect('refused', 'refused')).toBe(0)
  expect(suspect(undefined, undefined, undefined)).toBe(2)
})
