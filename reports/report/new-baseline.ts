/** A report -> the baseline that would excuse all that it found violated, kept entries first. */
import { covers, named } from '../../spec/verdict/baseline.ts'
import { isBinding } from '../../spec/verdict/judge.ts'
import type { Known } from '../../spec/model.ts'
import type { Report, ReportedKnown, ReportedRequirement } from './report.ts'

/** What somebody answers for; what nobody said becomes a placeholder, with which no baseline is accepted. */
export interface Filling {
  readonly reason?: string
  readonly owner?: string
  /** The last day of what is new, ISO 8601. */
  readonly expires: string
}

export interface ReadyBaseline {
  readonly known: readonly Known[]
  readonly kept: number
  readonly renewed: number
  readonly added: number
  /** Entries of the baseline in force that are left out, and why. */
  readonly left: readonly string[]
  /** Something is still to be said in somebody's own words. */
  readonly unfinished: boolean
}

const REASON = '<why it is known, and what is done about it>'
const OWNER = '<who sees to it>'

export function readyBaseline(report: Report, filling: Filling): ReadyBaseline {
  const entries = report.baseline?.entries ?? []
  const kept = entries.filter(({ state }) => state === 'known' || state === 'not judged')
  const renewed = entries.filter(
    (stated) => stated.state === 'expired' && isViolated(stated, report),
  )
  const left = entries.filter((stated) => !kept.includes(stated) && !renewed.includes(stated))
  const listed = [...kept, ...renewed]
  const added = report.requirements
    .filter(({ level }) => isBinding(level, report.strict))
    .flatMap((reportedRequirement) => newEntries(reportedRequirement, listed, report))
    .map((place) => ({
      ...place,
      reason: filling.reason ?? REASON,
      owner: filling.owner ?? OWNER,
      expires: filling.expires,
    }))
  const known = [...kept, ...renewed.map((stated) => renewal(stated, filling)), ...added].map(
    inOrder,
  )
  return {
    known,
    kept: kept.length,
    renewed: renewed.length,
    added: added.length,
    left: left.map((stated) => `${named(stated)} (${stated.state})`),
    unfinished: known.some(({ reason, owner }) => reason.startsWith('<') || owner.startsWith('<')),
  }
}

const isViolated = (entry: ReportedKnown, { cases }: Report): boolean =>
  cases.some(({ id, violations }) =>
    violations.some(({ requirement }) => covers(entry, { requirement, case: id })),
  )

type Place = Pick<Known, 'requirement' | 'case'>

/** One entry for what was violated wherever it was looked at; else one for each case, so that no other is excused. */
function newEntries(
  { id, cases: looked }: ReportedRequirement,
  listed: readonly Known[],
  { cases }: Report,
): Place[] {
  const broken = cases
    .filter(({ violations }) => violations.some(({ requirement }) => requirement === id))
    .map((reportedCase) => reportedCase.id)
  const fresh = broken.filter(
    (each) => !listed.some((entry) => covers(entry, { requirement: id, case: each })),
  )
  const everywhere = fresh.length > 1 && looked.every((each) => fresh.includes(each))
  return everywhere ? [{ requirement: id }] : fresh.map((each) => ({ requirement: id, case: each }))
}

/** A day that is over is not put off without a word. */
const renewal = (entry: ReportedKnown, filling: Filling): Known => ({
  ...entry,
  reason: filling.reason ?? `<why it outlived ${entry.expires}; until then: ${entry.reason}>`,
  expires: filling.expires,
})

/** As a file has it, without what the run made of it. */
const inOrder = ({ requirement, case: id, reason, owner, expires }: Known): Known => ({
  requirement,
  ...(id === undefined ? {} : { case: id }),
  reason,
  owner,
  expires,
})
