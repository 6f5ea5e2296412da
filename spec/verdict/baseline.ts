/** Known failures: which violation an entry excuses, and what a run makes of each entry. */
import type { Finding, Known, KnownState, Outcome } from '../model.ts'

/** A baseline as a run applies it. */
export interface Baseline {
  /** As it was named. */
  readonly file: string
  /** Hex digest of the file's bytes. */
  readonly sha256: string
  readonly entries: readonly Known[]
  /** On which the run began, ISO 8601, UTC; an entry holds on its last day. */
  readonly day: string
  /** Every case of `certify` was planned. A smaller run cannot know that a requirement is satisfied everywhere. */
  readonly whole: boolean
}

/** The entry in force that excuses a violation of this requirement in this case; the closest one, of two. */
export function excuseFor(
  baseline: Baseline | undefined,
  finding: Pick<Finding, 'requirement' | 'case'>,
): Known | undefined {
  const own = baseline?.entries.filter(
    (entry) => entry.expires >= baseline.day && covers(entry, finding),
  )
  return own?.find((entry) => entry.case !== undefined) ?? own?.[0]
}

/** Expired or not. */
export const covers = (
  entry: Pick<Known, 'requirement' | 'case'>,
  finding: Pick<Finding, 'requirement' | 'case'>,
): boolean =>
  entry.requirement === finding.requirement &&
  (entry.case === undefined || entry.case === finding.case)

/** What a run found, as far as an entry can be measured by it. */
export interface Measure {
  readonly findings: readonly Finding[]
  /** Of a requirement after all cases; `undefined` for one that this suite does not check. */
  readonly outcomeOf: (requirement: string) => Outcome | undefined
}

export function stateOf(entry: Known, { day, whole }: Baseline, measure: Measure): KnownState {
  if (entry.expires < day) return 'expired'
  const { findings, outcomeOf } = measure
  const outcome = outcomeOf(entry.requirement)
  if (outcome === undefined) return 'not judged'
  const own = findings.filter((finding) => covers(entry, finding))
  if (own.some((finding) => finding.outcome === 'violated')) return 'known'
  if (entry.case === undefined) return whole && outcome === 'satisfied' ? 'stale' : 'not judged'
  if (own.length > 0)
    return own.every((finding) => finding.outcome === 'satisfied') ? 'stale' : 'not judged'
  const seen = findings.filter((finding) => finding.case === entry.case)
  // A case that broke off may have ended before there was anything to look at.
  const examined = seen.length > 0 && seen.every((finding) => finding.outcome !== 'inconclusive')
  return examined ? 'unmatched' : 'not judged'
}

/** An entry with what a run made of it. */
export type Stated = Known & { readonly state: KnownState }

export const named = (entry: Pick<Known, 'requirement' | 'case'>): string =>
  entry.case === undefined ? entry.requirement : `${entry.requirement} in ${entry.case}`

/** What has to be done about an entry; `undefined` when nothing has. */
export function mendOf({ state, expires }: Stated): string | undefined {
  if (state === 'stale') return 'satisfied now; remove the entry'
  if (state === 'unmatched') return 'nothing there to look at; remove the entry'
  if (state === 'expired') return `its last day was ${expires}; remove the entry, or renew it`
  return undefined
}

/** The first entry that has to be mended, and how many more there are. */
export function firstToMend(known: readonly Stated[]): string | undefined {
  const [first, ...more] = known.filter((stated) => mendOf(stated) !== undefined)
  if (!first) return undefined
  const others = more.length > 0 ? ` (and ${more.length} more)` : ''
  return `${named(first)} is ${first.state}: ${mendOf(first)}${others}`
}

/** Entries that would excuse a violation that nothing else excuses, were their day not over. */
export function lapsedFor(
  known: readonly Stated[],
  findings: readonly Finding[],
  baseline: Baseline | undefined,
): string | undefined {
  const counting = findings.filter(
    (finding) => finding.outcome === 'violated' && !excuseFor(baseline, finding),
  )
  const lapsed = known.filter(
    (entry) => entry.state === 'expired' && counting.some((finding) => covers(entry, finding)),
  )
  if (lapsed.length === 0) return undefined
  return `excused no longer: ${lapsed.map((stated) => `${named(stated)} (until ${stated.expires})`).join(', ')}`
}
