/** Fuzzing in memory, and a case by value against a variation of the reference. */
import { memoryTransport } from '../../fixtures/server/memory.ts'
import { reference } from '../../fixtures/server/reference.ts'
import { varied, type Variation } from '../../fixtures/server/variation.ts'
import { createWorld, generateKeys } from '../../fixtures/server/world.ts'
import { createGateway } from '../../fixtures/gateway/gateway.ts'
import type { Certification } from '../../fixtures/run/certify.ts'
import { certifyInMemory, stillClock } from '../../fixtures/run/in-memory.ts'
import { examine } from '../../spec/verdict/examine.ts'
import type { Case } from '../../spec/model.ts'
import { contract } from './exchange.ts'
import { targetWith } from './scripted-target.ts'

const keys = generateKeys()

export const SEED = 2026

export const fuzzed = (variation: Variation, runs: number, seed = SEED): Promise<Certification> =>
  certifyInMemory(variation, { planned: [], fuzz: { runs, seed } })

/** What an attempt at the case breaks. */
export async function findingsIn(
  variation: Variation,
  testCase: Case,
): Promise<{ readonly violated: readonly string[] }> {
  const clock = stillClock()
  const world = await createWorld({ keys: await keys, now: clock.now, ...variation.world })
  const gateway = createGateway({
    target: targetWith({
      baseUrl: new URL('https://formflow.example'),
      credentials: world.credentials,
    }),
    transport: memoryTransport(varied(reference, variation), world),
    clock,
    perMinute: 0,
    maxRequests: 20,
    maxFailedLogins: 0,
    maxWaitS: 0,
    published: [],
    planned: () => [],
    unfit: () => undefined,
  })
  const findings = examine(testCase, await gateway.attempt(testCase), contract)
  return {
    violated: findings
      .filter(({ outcome }) => outcome === 'violated')
      .map(({ requirement }) => requirement),
  }
}
