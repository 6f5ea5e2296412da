/** Groups of requirements and cases by outcome. Every format counts by these groups, so all show the same numbers. */
import { isFailing } from './failing.ts'
import type { Report, ReportedCase, ReportedRequirement } from './report.ts'
import { untestedAs } from './untested.ts'

/**
 * `violated` fails the run, `remarked` is violated at a level that does not, `known` is violated and in the baseline.
 * The terms for a requirement without an outcome are those of untested.ts.
 */
const GROUPS = [
  'violated',
  'remarked',
  'known',
  'not tested',
  'not selected',
  'not in this profile',
  'not applicable',
  'satisfied',
] as const

export type Group = (typeof GROUPS)[number]

export type Counts<Name extends string> = Readonly<Record<Name, number>>

type Requirements = Pick<Report, 'requirements' | 'strict'>

function groupOf(requirement: ReportedRequirement, strict: boolean): Group {
  const { outcome, level, known } = requirement
  if (outcome === 'violated' && known) return 'known'
  if (outcome === 'violated') return isFailing({ level }, strict) ? 'violated' : 'remarked'
  return untestedAs(requirement) ?? 'satisfied'
}

/** Every requirement of the report in exactly one group, in the order of the report. */
export const byGroup = ({ requirements, strict }: Requirements) =>
  record(GROUPS, (group) =>
    requirements.filter((requirement) => groupOf(requirement, strict) === group),
  )

/** How many requirements each group has, for texts; the numbers add up to all of them. */
export function groupCounts(report: Requirements): Counts<Group> {
  const groups = byGroup(report)
  return record(GROUPS, (group) => groups[group].length)
}

/** The same as members of JSON, whose names are older than these terms. */
export function requirementCounts(report: Requirements) {
  const { violated, remarked, known, satisfied } = groupCounts(report)
  const count = (outcome: ReportedRequirement['outcome']): number =>
    report.requirements.filter((requirement) => requirement.outcome === outcome).length
  return {
    violated,
    remarked,
    known,
    'not judged': count('inconclusive'),
    'nothing to look at': count('inapplicable'),
    satisfied,
  }
}

/** Reason -> the requirements that have it, in their order. */
export function byReason(
  requirements: readonly ReportedRequirement[],
): ReadonlyMap<string, readonly ReportedRequirement[]> {
  const found = new Map<string, ReportedRequirement[]>()
  for (const requirement of requirements) {
    const { reason = '' } = requirement
    found.set(reason, [...(found.get(reason) ?? []), requirement])
  }
  return found
}

/** How many cases have each outcome; the numbers add up to all of them. */
export const caseCounts = ({ cases }: Pick<Report, 'cases'>): Counts<ReportedCase['outcome']> =>
  record(
    ['satisfied', 'violated', 'known', 'inconclusive'],
    (outcome) => cases.filter((reportedCase) => reportedCase.outcome === outcome).length,
  )

const record = <Name extends string, Value>(
  names: readonly Name[],
  of: (name: Name) => Value,
): Readonly<Record<Name, Value>> =>
  Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, Value>
