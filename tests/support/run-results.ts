/** The results of a run in memory. */
import type { Finding, Performance } from '../../spec/model.ts'
import type { Result } from '../../fixtures/run/result.ts'

/** @returns case id -> performance and findings */
export function resultsOf(
  performances: readonly Performance[],
  findings: readonly Finding[],
): ReadonlyMap<string, Result> {
  // There are some thirty for each case, and some hundred cases in each of a thousand runs.
  const byCase = new Map<string, Finding[]>()
  for (const finding of findings) {
    const others = byCase.get(finding.case)
    if (others) others.push(finding)
    else byCase.set(finding.case, [finding])
  }
  return new Map(
    performances.map((performance) => [
      performance.caseId,
      { performance, findings: byCase.get(performance.caseId) ?? [] },
    ]),
  )
}
