/** Fuzzing in memory, and a case by value against a variation of the reference. */
import type { Variation } from '../../fixtures/server/variation.ts'
import type { Certification } from '../../fixtures/run/certify.ts'
import { certifyInMemory } from '../../fixtures/run/in-memory.ts'
import { gatewayInMemory } from '../../fixtures/run/gateways.ts'
import { examine } from '../../spec/verdict/examine.ts'
import type { Case } from '../../spec/model.ts'
import { contract } from './exchange.ts'

export const SEED = 2026

export const fuzzed = (variation: Variation, runs: number, seed = SEED): Promise<Certification> =>
  certifyInMemory(variation, { planned: [], fuzz: { runs, seed } })

/** What an attempt at the case breaks. */
export async function findingsIn(
  variation: Variation,
  testCase: Case,
): Promise<{ readonly violated: readonly string[] }> {
  const { gateway } = await gatewayInMemory(variation, { unfit: () => undefined })
  const findings = examine(testCase, await gateway.attempt(testCase), contract)
  return {
    violated: findings
      .filter(({ outcome }) => outcome === 'violated')
      .map(({ requirement }) => requirement),
  }
}
