/** Known failures: which violation an entry excuses, and what a run shows about an entry. */
import type { Finding, Known, KnownState, Outcome } from '../model.ts'

/** A baseline, and the run that applies it. */
export interface Baseline {
  /** Path, as the user gave it. */
  readonly file: string
  /** Hex digest of the file's bytes. */
  readonly sha256: string
  readonly entries: readonly Known[]
  /** On which the run began, ISO 8601, UTC. An entry still excuses on its last day. */
  readonly day: string
  /** Every case of `certify` was planned. A smaller run cannot show that a requirement is satisfied in every case. */
  readonly whole: boolean
}

/** The entry that excuses a violation of this requirement in this case. One for the case comes before one for all. */
export function excuseFor(
  baseline: Baseline | undefined,
  finding: Pick<Finding, 'requirement' | 'case'>,
): Known | undefined {
  const covering = baseline?.entries.filter(
    (entry) => entry.expires >= baseline.day && covers(entry, finding),
  )
  return covering?.find((entry) => entry.case !== undefined) ?? covering?.[0]
}

/** Whether the entry is about the finding, expired or not. */
export const covers = (
  entry: Pick<Known, 'requirement' | 'case'>,
  finding: Pick<Finding, 'requirement' | 'case'>,
): boolean =>
  entry.requirement === finding.requirement &&
  (entry.case === undefined || entry.case === finding.case)

/** What a run found. */
export interface Observed {
  readonly findings: readonly Finding[]
  /** After all cases; `undefined` for a requirement that this suite does not check. */
  readonly outcomeOf: (requirement: string) => Outcome | undefined
}

export function stateOf(entry: Known, { day, whole }: Baseline, observed: Observed): KnownState {
  if (entry.expires < day) return 'expired'
  const { findings, outcomeOf } = observed
  const outcome = outcomeOf(entry.requirement)
  if (outcome === undefined) return 'not judged'
  const covered = findings.filter((finding) => covers(entry, finding))
  if (covered.some((finding) => finding.outcome === 'violated')) return 'known'
  if (entry.case === undefined) return whole && outcome === 'satisfied' ? 'stale' : 'not judged'
  if (covered.length > 0)
    return covered.every((finding) => finding.outcome === 'satisfied') ? 'stale' : 'not judged'
  const ofCase = findings.filter((finding) => finding.case === entry.case)
  // A case that was not performed to its end may not have come to the requirement.
  const complete =
    ofCase.length > 0 && ofCase.every((finding) => finding.outcome !== 'inconclusive')
  return complete ? 'unmatched' : 'not judged'
}

/** An entry with what a run shows about it. */
export type Stated = Known & { readonly state: KnownState }

export const named = (entry: Pick<Known, 'requirement' | 'case'>): string =>
  entry.case === undefined ? entry.requirement : `${entry.requirement} in ${entry.case}`

/** What the user has to do about an entry; `undefined` when nothing. */
export function fixOf({ state, expires }: Stated): string | undefined {
  if (state === 'stale') return 'satisfied now; remove the entry'
  if (state === 'unmatched') return 'the case does not test it; remove the entry'
  if (state === 'expired') return `its last day was ${expires}; remove the entry or renew it`
  return undefined
}

/** The first entry that the user has to fix, and how many more there are. */
export function firstToFix(known: readonly Stated[]): string | undefined {
  const [first, ...more] = known.filter((stated) => fixOf(stated) !== undefined)
  if (!first) return undefined
  const others = more.length > 0 ? ` (and ${more.length} more)` : ''
  return `${named(first)} is ${first.state}: ${fixOf(first)}${others}`
}

/** Entries that no longer excuse a violation because they have expired. */
export function expiredFor(
  known: readonly Stated[],
  findings: readonly Finding[],
  baseline: Baseline | undefined,
): string | undefined {
  const unexcused = findings.filter(
    (finding) => finding.outcome === 'violated' && !excuseFor(baseline, finding),
  )
  const expired = known.filter(
    (entry) => entry.state === 'expired' && unexcused.some((finding) => covers(entry, finding)),
  )
  if (expired.length === 0) return undefined
  return `no longer excused: ${expired.map((stated) => `${named(stated)} (until ${stated.expires})`).join(', ')}`
}
