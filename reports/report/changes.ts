/** What changed since an earlier run of the same target, case by case. */
import type { Report, ReportedCase, ReportedChanges } from './report.ts'

/** A case in the words of test runners: a known failure passed. */
export type CaseStatus = 'failed' | 'passed' | 'skipped'

/** What is known of an earlier run. */
export interface EarlierRun {
  /** ISO 8601, UTC. */
  readonly startedAt: string
  readonly verdict: Report['verdict']
  /** Id of a case -> how it ended. */
  readonly statuses: ReadonlyMap<string, CaseStatus>
}

export const STATUS = {
  violated: 'failed',
  known: 'passed',
  satisfied: 'passed',
  inconclusive: 'skipped',
} as const satisfies Readonly<Record<ReportedCase['outcome'], CaseStatus>>

/** @param cases of this run; one that the earlier run did not have is new, and no change */
export function changesSince(
  { startedAt, verdict, statuses }: EarlierRun,
  cases: readonly ReportedCase[],
): ReportedChanges {
  const idsOf = (before: readonly CaseStatus[], now: CaseStatus): string[] =>
    cases.flatMap(({ id, outcome }) => {
      const earlier = statuses.get(id)
      return earlier && before.includes(earlier) && STATUS[outcome] === now ? [id] : []
    })
  return {
    since: startedAt,
    verdict,
    failing: idsOf(['passed', 'skipped'], 'failed'),
    passing: idsOf(['failed'], 'passed'),
    stillFailing: idsOf(['failed'], 'failed'),
    noLongerTested: idsOf(['passed', 'failed'], 'skipped'),
  }
}

/** A report of an earlier run, as the run to compare with. */
export const earlierRunIn = ({
  startedAt,
  verdict,
  cases,
}: Pick<Report, 'startedAt' | 'verdict' | 'cases'>): EarlierRun => ({
  startedAt: new Date(startedAt).toISOString(),
  verdict,
  statuses: new Map(cases.map(({ id, outcome }) => [id, STATUS[outcome]])),
})
