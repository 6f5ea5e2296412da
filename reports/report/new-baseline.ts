/** A report -> a new baseline that excuses every violation of it, with the entries of the old one that still apply. */
import { covers, named } from '../../spec/verdict/baseline.ts'
import { isBinding } from '../../spec/verdict/judge.ts'
import type { Known } from '../../spec/model.ts'
import type { Report, ReportedKnown, ReportedRequirement } from './report.ts'

/** What the user says of new entries. A placeholder stands for what is missing; no run accepts a baseline with one. */
export interface EntryDefaults {
  readonly reason?: string
  readonly owner?: string
  /** The last day of new and renewed entries, ISO 8601. */
  readonly expires: string
}

export interface NewBaseline {
  readonly known: readonly Known[]
  readonly kept: number
  readonly renewed: number
  readonly added: number
  /** Entries of the old baseline that no longer apply, and why. */
  readonly removed: readonly string[]
  /** It has placeholders. */
  readonly unfinished: boolean
}

const REASON = '<why it is known, and what is done about it>'
const OWNER = '<who is responsible>'

export function newBaseline(report: Report, defaults: EntryDefaults): NewBaseline {
  const entries = report.baseline?.entries ?? []
  const kept = entries.filter(({ state }) => state === 'known' || state === 'not judged')
  const renewed = entries.filter((entry) => entry.state === 'expired' && isViolated(entry, report))
  const removed = entries.filter((entry) => !kept.includes(entry) && !renewed.includes(entry))
  const listed = [...kept, ...renewed]
  const added = report.requirements
    .filter(({ level }) => isBinding(level, report.strict))
    .flatMap((reportedRequirement) => newEntries(reportedRequirement, listed, report))
    .map((scope) => ({
      ...scope,
      reason: defaults.reason ?? REASON,
      owner: defaults.owner ?? OWNER,
      expires: defaults.expires,
    }))
  const known = [...kept, ...renewed.map((entry) => renewal(entry, defaults)), ...added].map(
    asInFile,
  )
  return {
    known,
    kept: kept.length,
    renewed: renewed.length,
    added: added.length,
    removed: removed.map((entry) => `${named(entry)} (${entry.state})`),
    unfinished: known.some(({ reason, owner }) => reason.startsWith('<') || owner.startsWith('<')),
  }
}

const isViolated = (entry: ReportedKnown, { cases }: Report): boolean =>
  cases.some(({ id, violations }) =>
    violations.some(({ requirement }) => covers(entry, { requirement, case: id })),
  )

/** One entry if every case violates the requirement, else one per case that does, so that no other is excused. */
function newEntries(
  { id, cases: allCases }: ReportedRequirement,
  listed: readonly Known[],
  { cases }: Report,
): Pick<Known, 'requirement' | 'case'>[] {
  const unlisted = cases
    .filter(({ violations }) => violations.some(({ requirement }) => requirement === id))
    .map((reportedCase) => reportedCase.id)
    .filter((caseId) => !listed.some((entry) => covers(entry, { requirement: id, case: caseId })))
  const everywhere = unlisted.length > 1 && allCases.every((caseId) => unlisted.includes(caseId))
  return everywhere
    ? [{ requirement: id }]
    : unlisted.map((caseId) => ({ requirement: id, case: caseId }))
}

/** An expired entry needs a new reason. */
const renewal = (entry: ReportedKnown, { reason, expires }: EntryDefaults): Known => ({
  ...entry,
  reason: reason ?? `<why it is still open after ${entry.expires}; before: ${entry.reason}>`,
  expires,
})

/** The members of a file in their order, without the state. */
const asInFile = ({ requirement, case: id, reason, owner, expires }: Known): Known => ({
  requirement,
  ...(id === undefined ? {} : { case: id }),
  reason,
  owner,
  expires,
})
