/** Where each requirement and each case stands: every format counts by these groups, so all tell the same numbers. */
import { isFailing } from './failing.ts'
import type { Report, ReportedCase, ReportedRequirement } from './report.ts'

export type Standing =
  /** And so failing the run. */
  | 'violated'
  /** Violated, but advice. */
  | 'remarked'
  /** Violated, as the baseline lists. */
  | 'known'
  | 'not judged'
  | 'nothing to look at'
  | 'satisfied'

export type Counts<Name extends string> = Readonly<Record<Name, number>>

const standingOf = (
  { outcome, level, known }: Pick<ReportedRequirement, 'outcome' | 'level' | 'known'>,
  strict: boolean,
): Standing => {
  if (outcome === 'satisfied') return 'satisfied'
  if (outcome === 'inconclusive') return 'not judged'
  if (outcome === 'inapplicable') return 'nothing to look at'
  if (known) return 'known'
  return isFailing({ level }, strict) ? 'violated' : 'remarked'
}

/** Every requirement of the report in exactly one group, in its order. */
export function byStanding({
  requirements,
  strict,
}: Pick<Report, 'requirements' | 'strict'>): Readonly<Record<Standing, ReportedRequirement[]>> {
  const of = (standing: Standing): ReportedRequirement[] =>
    requirements.filter(
      (reportedRequirement) => standingOf(reportedRequirement, strict) === standing,
    )
  return {
    violated: of('violated'),
    remarked: of('remarked'),
    known: of('known'),
    'not judged': of('not judged'),
    'nothing to look at': of('nothing to look at'),
    satisfied: of('satisfied'),
  }
}

/** How many requirements stand where; the numbers add up to all of them. */
export function requirementCounts(
  report: Pick<Report, 'requirements' | 'strict'>,
): Counts<Standing> {
  const { violated, remarked, known, satisfied, ...open } = byStanding(report)
  return {
    violated: violated.length,
    remarked: remarked.length,
    known: known.length,
    'not judged': open['not judged'].length,
    'nothing to look at': open['nothing to look at'].length,
    satisfied: satisfied.length,
  }
}

/** Reason -> those that it keeps from being judged, in their order. */
export function byReason(
  group: readonly ReportedRequirement[],
): ReadonlyMap<string, readonly ReportedRequirement[]> {
  const found = new Map<string, ReportedRequirement[]>()
  for (const reportedRequirement of group) {
    const { reason = '' } = reportedRequirement
    found.set(reason, [...(found.get(reason) ?? []), reportedRequirement])
  }
  return found
}

/** How many cases came to what; the numbers add up to all of them. */
export function caseCounts({ cases }: Pick<Report, 'cases'>): Counts<ReportedCase['outcome']> {
  const of = (outcome: ReportedCase['outcome']): number =>
    cases.filter((reportedCase) => reportedCase.outcome === outcome).length
  return {
    satisfied: of('satisfied'),
    violated: of('violated'),
    known: of('known'),
    inconclusive: of('inconclusive'),
  }
}
