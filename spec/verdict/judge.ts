/** Findings -> verdict. The only place that knows what a level costs. */
import {
  excuseFor,
  firstToMend,
  lapsedFor,
  stateOf,
  type Baseline,
  type Stated,
} from './baseline.ts'
import type {
  Case,
  Finding,
  Level,
  NotPerformed,
  Outcome,
  Owner,
  Requirement,
  VerdictWord,
} from '../model.ts'
import { provenBy } from '../proves.ts'

/** A requirement after all cases: the worst finding wins, and what was not judged says why. */
export interface Judgement {
  readonly id: string
  readonly level: Level
  readonly outcome: Outcome
  readonly reason?: string
  /** Cases that looked at it, in order of the run. */
  readonly cases: readonly string[]
  /** Violated, and every violation is excused by the baseline. */
  readonly known?: true
}

/** What happened besides findings, told by the gateway and the reporter. */
export interface Circumstances {
  readonly strict: boolean
  /** The run stopped for a reason that is not the target's. */
  readonly stopped?: NotPerformed
  /** Known failures, which cost nothing until their day. */
  readonly baseline?: Baseline
}

export interface Verdict {
  readonly verdict: VerdictWord
  readonly exit: {
    readonly code: 0 | 1 | 2 | 3 | 4
    readonly owner: Owner
    readonly reason?: string
  }
  readonly must: { readonly judged: number; readonly total: number }
  readonly requirements: readonly Judgement[]
  /** What became of each entry of the baseline, in its order. */
  readonly known?: readonly Stated[]
}

/** The exit code of whose problem it is. */
export const EXIT = { none: 0, target: 1, configuration: 2, environment: 3, suite: 4 } as const

/** The level that a violation is counted at: `--strict` promotes SHOULD. */
export const effectiveLevel = (level: Level, strict: boolean): Level =>
  strict && level === 'SHOULD' ? 'MUST' : level

/** Whether a violation at this level fails a run. */
export const isBinding = (level: Level, strict: boolean): boolean =>
  effectiveLevel(level, strict) === 'MUST'

/** Violations that fail a run, in their order, and those that would if the baseline did not excuse them. */
export interface Failing<Item> {
  readonly red: readonly Item[]
  readonly excused: readonly Item[]
}

/**
 * Is this red? Of all places that ask, this one decides: a violated MUST that no baseline excuses.
 * @param items findings, requirements after all cases, or whatever else was judged
 * @param levelOf the level of an item's requirement
 * @param strict a SHOULD counts as a MUST
 * @returns satisfied and open items are in neither list
 */
export function failing<Item extends { readonly outcome: Outcome; readonly known?: unknown }>(
  items: readonly Item[],
  levelOf: (item: Item) => Level,
  strict: boolean,
): Failing<Item> {
  const violated = items.filter(
    (item) => item.outcome === 'violated' && isBinding(levelOf(item), strict),
  )
  return {
    red: violated.filter(({ known }) => known === undefined),
    excused: violated.filter(({ known }) => known !== undefined),
  }
}

/** Nothing was found out about it. */
export const isOpen = (outcome: Outcome | 'known' | 'excluded'): boolean =>
  outcome === 'inconclusive' || outcome === 'inapplicable'

/** @param planned the cases that this run set out to perform, whether it came to them or not */
export function judge(
  requirements: readonly Requirement[],
  planned: readonly Case[],
  findings: readonly Finding[],
  { strict, stopped, baseline }: Circumstances,
): Verdict {
  const proving = provingCases(planned)
  const found = new Map<string, Finding[]>()
  for (const finding of findings) {
    const own = found.get(finding.requirement)
    if (own) own.push(finding)
    else found.set(finding.requirement, [finding])
  }
  const judgements = requirements
    .filter(({ excluded }) => excluded === undefined)
    .map((requirement) =>
      settle(
        requirement,
        proving.get(requirement.id) ?? [],
        found.get(requirement.id) ?? [],
        baseline,
      ),
    )
  const outcomes = new Map(judgements.map(({ id, outcome }) => [id, outcome]))
  const measure = { findings, outcomeOf: (id: string) => outcomes.get(id) }
  const known = baseline?.entries.map((entry): Stated => ({
    ...entry,
    state: stateOf(entry, baseline, measure),
  }))
  const musts = judgements.filter(({ level }) => isBinding(level, strict))
  const judged = musts.filter(({ outcome }) => !isOpen(outcome))
  const must = { judged: judged.length, total: musts.length }
  const tell = (verdict: VerdictWord, owner: Owner, reason?: string): Verdict => ({
    verdict,
    exit: { code: EXIT[owner], owner, ...(reason === undefined ? {} : { reason }) },
    must,
    requirements: judgements,
    ...(known ? { known } : {}),
  })
  if (stopped?.owner === 'suite') return tell('undetermined', 'suite', stopped.reason)
  const { red, excused } = failing(judgements, ({ level }) => level, strict)
  const told = (words: string | undefined): string | undefined =>
    words === undefined ? undefined : `${baseline?.file}: ${words}`
  if (red.length > 0) {
    const counting = red.flatMap(({ id }) => found.get(id) ?? [])
    return tell('non-conformant', 'target', told(lapsedFor(known ?? [], counting, baseline)))
  }
  // The word is the truth about the target; that somebody knows of it changes only what it costs.
  const truth = excused.length > 0 ? 'non-conformant' : 'conformant'
  if (stopped)
    return tell(excused.length > 0 ? truth : 'undetermined', stopped.owner, stopped.reason)
  if (judged.length === 0) return tell('undetermined', 'suite', 'no MUST requirement was judged')
  const mend = firstToMend(known ?? [])
  if (mend !== undefined) return tell(truth, 'configuration', told(mend))
  if (excused.length === 0) return tell(truth, 'none')
  const ids = excused.map(({ id }) => id).join(', ')
  return tell(truth, 'none', `violated, as known from ${baseline?.file}: ${ids}`)
}

function settle(
  { id, level }: Requirement,
  proving: readonly string[],
  own: readonly Finding[],
  baseline: Baseline | undefined,
): Judgement {
  const cases = own.map((finding) => finding.case)
  const missing = proving.filter((each) => !cases.includes(each))
  const worst = (outcome: Outcome): Finding | undefined =>
    own.find((finding) => finding.outcome === outcome)
  const violated = own.filter(({ outcome }) => outcome === 'violated')
  if (violated.length > 0) {
    const excused = violated.every((finding) => excuseFor(baseline, finding))
    return { id, level, outcome: 'violated', cases, ...(excused ? { known: true } : {}) }
  }
  const open = worst('inconclusive')
  if (open) return { id, level, outcome: 'inconclusive', cases, reason: open.reason ?? 'no answer' }
  if (missing.length > 0)
    return { id, level, outcome: 'inconclusive', cases, reason: `not run: ${missing.join(', ')}` }
  if (worst('satisfied')) return { id, level, outcome: 'satisfied', cases }
  const reason = 'nothing in any answer of this run to look at'
  return { id, level, outcome: 'inapplicable', cases, reason }
}

function provingCases(planned: readonly Case[]): ReadonlyMap<string, readonly string[]> {
  const proving = new Map<string, string[]>()
  for (const testCase of planned)
    for (const id of provenBy(testCase)) proving.set(id, [...(proving.get(id) ?? []), testCase.id])
  return proving
}
