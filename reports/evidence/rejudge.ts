/** Evidence -> report, with today's requirements and checks. */
import { clientCasesIn } from '../../fixtures/client/cases/index.ts'
import type { Baseline } from '../../spec/verdict/baseline.ts'
import type { Contract } from '../../spec/contract/index.ts'
import { examineClient, isClientCase } from '../../spec/clients/examine.ts'
import { examine } from '../../spec/verdict/examine.ts'
import type { Case, Performance, Requirement } from '../../spec/model.ts'
import { EvidenceError, type Evidence } from './evidence.ts'
import { buildReport } from '../report/build.ts'
import type { Report } from '../report/report.ts'
import type { Result } from '../../fixtures/run/result.ts'

export interface Rejudged {
  readonly report: Report
  /** Requirements that the run of the evidence did not have. */
  readonly newer: readonly string[]
  /** Cases of the evidence that this suite does not have; nothing is judged from them. */
  readonly unknown: readonly string[]
}

/**
 * The findings are those of the run, if neither requirements nor checks have changed since.
 * @param caseById `undefined` for an id that this suite does not have
 * @param baseline instead of the one of the run
 * @throws EvidenceError for a request that no step of its case has sent
 */
export function rejudge(
  { head, performances, generated, end }: Evidence,
  contract: Contract,
  requirements: readonly Requirement[],
  caseById: (id: string) => Case | undefined,
  baseline?: Baseline,
): Rejudged {
  const generatedById = new Map(generated.map((testCase) => [testCase.id, testCase]))
  const caseOf = (id: string): Case | undefined => caseById(id) ?? generatedById.get(id)
  const results = new Map<string, Result>()
  for (const [id, performance] of performances) {
    const testCase = caseOf(id)
    if (!testCase) continue
    const isClient = isClientCase(testCase)
    if (!isClient) checkSteps(testCase, performance)
    const findings = isClient
      ? examineClient(testCase, performance)
      : examine(testCase, performance, contract)
    results.set(id, {
      performance,
      findings,
      ...(generatedById.has(id) ? { generated: testCase } : {}),
    })
  }
  const known = new Set(head.requirements)
  const killed = { owner: 'environment', reason: 'the evidence ends before the run did' } as const
  const stopped = end ? end.stopped : killed
  const report = buildReport({
    ...head,
    contract,
    ...(head.side === 'client' ? { casesIn: clientCasesIn } : {}),
    startedAt: Date.parse(head.startedAt),
    traffic: end?.traffic ?? { requests: 0, failedLogins: 0, durationMs: 0, waitedMs: 0 },
    requirements,
    planned: head.planned.flatMap((id) => caseById(id) ?? []),
    results,
    ...(stopped ? { stopped } : {}),
    ...(baseline ? { baseline } : {}),
  })
  return {
    report,
    newer: requirements
      .filter(({ id, excluded }) => excluded === undefined && !known.has(id))
      .map(({ id }) => id),
    unknown: [...new Set([...head.planned, ...performances.keys()])].filter((id) => !caseOf(id)),
  }
}

function checkSteps({ id, steps }: Case, { exchanges, repeated = [] }: Performance): void {
  const names = new Set(steps.map(({ name }) => name))
  const known = [...exchanges, ...repeated].every(({ step }) => names.has(step))
  if (!known)
    throw new EvidenceError(
      `a request of ${id} belongs to no step of that case: another version of the suite made it`,
    )
}
