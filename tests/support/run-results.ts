/** The results of a run in memory. */
import type { Finding, Performance } from '../../spec/model.ts'
import type { Result } from '../../fixtures/run/result.ts'

/** @returns case id -> performance and findings */
export const resultsOf = (
  performances: readonly Performance[],
  findings: readonly Finding[],
): ReadonlyMap<string, Result> =>
  new Map(
    performances.map((performance) => [
      performance.caseId,
      { performance, findings: findings.filter((finding) => finding.case === performance.caseId) },
    ]),
  )
