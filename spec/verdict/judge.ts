/** Findings -> verdict. The only place that decides what a violation of a level costs. */
import {
  excuseFor,
  firstToFix,
  expiredFor,
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
import { notTestedText } from './not-tested.ts'
import { provenBy } from '../proves.ts'
import { isConditional, isOptional } from '../requirements/index.ts'

/** A requirement after all cases: the worst finding counts; a requirement that was not judged has the reason. */
export interface Judgement {
  readonly id: string
  readonly level: Level
  readonly outcome: Outcome
  readonly reason?: string
  /** Cases that tested it, in the order of the run. */
  readonly cases: readonly string[]
  /** Violated, and every violation is excused by the baseline. */
  readonly known?: true
}

/** What a verdict depends on besides findings. */
export interface Circumstances {
  readonly strict: boolean
  /** A MUST that was not tested fails the run. */
  readonly requireAll?: boolean
  /** Why the run stopped early. */
  readonly stopped?: NotPerformed
  /** Known failures, which fail nothing until their last day. */
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
  /** The entries of the baseline, in its order, each with what this run shows about it. */
  readonly known?: readonly Stated[]
}

/** Owner of the result -> exit code. */
export const EXIT = { none: 0, target: 1, configuration: 2, environment: 3, suite: 4 } as const

/** The level that a violation counts at: with `--strict` a SHOULD counts as a MUST. */
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
 * Which results fail a run: each violated MUST that no baseline excuses. No other code decides this.
 * @param items findings, or requirements after all cases
 * @param levelOf the level of an item's requirement
 * @param strict a SHOULD counts as a MUST
 * @returns two lists; what is satisfied or not judged is in neither
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

/** Not judged. */
export const isOpen = (outcome: Outcome | 'known' | 'excluded'): boolean =>
  outcome === 'inconclusive' || outcome === 'inapplicable'

/**
 * Whether it is one of the MUST requirements of a run. One that is optional is one only if it was tested; one that is about
 * some servers only, unless this server is none of them.
 */
export const isCounted = (
  { id, level, outcome }: Pick<Judgement, 'id' | 'level'> & { readonly outcome: Outcome | 'known' },
  strict: boolean,
): boolean =>
  isBinding(level, strict) &&
  !(isOptional(id) && isOpen(outcome)) &&
  !(isConditional(id) && outcome === 'inapplicable')

/** @param planned all cases that this run planned, performed or not */
export function judge(
  requirements: readonly Requirement[],
  planned: readonly Case[],
  findings: readonly Finding[],
  { strict, requireAll = false, stopped, baseline }: Circumstances,
): Verdict {
  const proving = provingCases(planned)
  const found = new Map<string, Finding[]>()
  for (const finding of findings) {
    const group = found.get(finding.requirement)
    if (group) group.push(finding)
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
  const musts = judgements.filter((judgement) => isCounted(judgement, strict))
  const judged = musts.filter(({ outcome }) => !isOpen(outcome))
  const must = { judged: judged.length, total: musts.length }
  const verdictOf = (verdict: VerdictWord, owner: Owner, reason?: string): Verdict => ({
    verdict,
    exit: { code: EXIT[owner], owner, ...(reason === undefined ? {} : { reason }) },
    must,
    requirements: judgements,
    ...(known ? { known } : {}),
  })
  if (stopped?.owner === 'suite') return verdictOf('undetermined', 'suite', stopped.reason)
  const { red, excused } = failing(judgements, ({ level }) => level, strict)
  const inBaseline = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : `${baseline?.file}: ${text}`
  if (red.length > 0) {
    const counting = red.flatMap(({ id }) => found.get(id) ?? [])
    return verdictOf(
      'non-conformant',
      'target',
      inBaseline(expiredFor(known ?? [], counting, baseline)),
    )
  }
  // The verdict is about the target; a baseline changes only the exit code.
  const truth = excused.length > 0 ? 'non-conformant' : 'conformant'
  if (stopped)
    return verdictOf(excused.length > 0 ? truth : 'undetermined', stopped.owner, stopped.reason)
  if (judged.length === 0)
    return verdictOf('undetermined', 'suite', 'no MUST requirement was judged')
  const fix = firstToFix(known ?? [])
  if (fix !== undefined) return verdictOf(truth, 'configuration', inBaseline(fix))
  const untested = musts.filter(({ outcome }) => isOpen(outcome))
  if (requireAll && untested.length > 0)
    return verdictOf(truth, 'environment', untestedText(untested))
  const open = new Set(untested.flatMap(({ id }) => (proving.has(id) ? [id] : [])))
  const notTested = notTestedText(
    findings,
    requirements.filter(({ id }) => open.has(id)),
  )
  if (excused.length === 0) return verdictOf(truth, 'none', notTested)
  const ids = excused.map(({ id }) => id).join(', ')
  const asKnown = `violated, as known from ${baseline?.file}: ${ids}`
  return verdictOf(truth, 'none', notTested === undefined ? asKnown : `${asKnown}; ${notTested}`)
}

/** Ids in a reason; the report lists all of them. */
const MAX_IDS = 4

function untestedText(open: readonly Judgement[]): string {
  const named = open.slice(0, MAX_IDS).map(({ id }) => id)
  const more = open.length > MAX_IDS ? ` and ${open.length - MAX_IDS} more` : ''
  return `--require-all: ${open.length} MUST not tested: ${named.join(', ')}${more}`
}

function settle(
  { id, level }: Requirement,
  proving: readonly string[],
  findings: readonly Finding[],
  baseline: Baseline | undefined,
): Judgement {
  const cases = findings.map((finding) => finding.case)
  const missing = proving.filter((caseId) => !cases.includes(caseId))
  const first = (outcome: Outcome): Finding | undefined =>
    findings.find((finding) => finding.outcome === outcome)
  const violated = findings.filter(({ outcome }) => outcome === 'violated')
  if (violated.length > 0) {
    const excused = violated.every((finding) => excuseFor(baseline, finding))
    return { id, level, outcome: 'violated', cases, ...(excused ? { known: true } : {}) }
  }
  const open = first('inconclusive')
  if (open)
    return { id, level, outcome: 'inconclusive', cases, reason: open.reason ?? 'no response' }
  if (missing.length > 0)
    return { id, level, outcome: 'inconclusive', cases, reason: `not run: ${missing.join(', ')}` }
  if (first('satisfied')) return { id, level, outcome: 'satisfied', cases }
  const reason = first('inapplicable')?.reason ?? 'no response of this run is about it'
  return { id, level, outcome: 'inapplicable', cases, reason }
}

function provingCases(planned: readonly Case[]): ReadonlyMap<string, readonly string[]> {
  const proving = new Map<string, string[]>()
  for (const testCase of planned)
    for (const id of provenBy(testCase)) proving.set(id, [...(proving.get(id) ?? []), testCase.id])
  return proving
}
