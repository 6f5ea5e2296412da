/** Findings -> verdict. The only place that knows what a level costs. */
import type {
  Case,
  Finding,
  Level,
  NotPerformed,
  Outcome,
  Owner,
  Requirement,
  VerdictWord,
} from './model.ts'
import { provenBy } from './proven.ts'

/** A requirement after all cases: the worst finding wins, and what was not judged says why. */
export interface Judgement {
  readonly id: string
  readonly level: Level
  readonly outcome: Outcome
  readonly reason?: string
  /** Cases that looked at it, in order of the run. */
  readonly cases: readonly string[]
}

/** What happened besides findings, told by the gateway and the reporter. */
export interface Circumstances {
  readonly strict: boolean
  /** The run stopped for a reason that is not the target's. */
  readonly stopped?: NotPerformed
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
}

/** The exit code of whose problem it is. */
export const EXIT = { none: 0, target: 1, configuration: 2, environment: 3, suite: 4 } as const

/** The level that a violation is counted at: `--strict` promotes SHOULD. */
export const effectiveLevel = (level: Level, strict: boolean): Level =>
  strict && level === 'SHOULD' ? 'MUST' : level

/** @param planned the cases that this run set out to perform, whether it came to them or not */
export function judge(
  requirements: readonly Requirement[],
  planned: readonly Case[],
  findings: readonly Finding[],
  { strict, stopped }: Circumstances,
): Verdict {
  const proving = provingCases(planned)
  const judgements = requirements
    .filter(({ excluded }) => excluded === undefined)
    .map((each) => settle(each, proving.get(each.id) ?? [], findings))
  const musts = judgements.filter(({ level }) => effectiveLevel(level, strict) === 'MUST')
  const judged = musts.filter(({ outcome }) => outcome === 'satisfied' || outcome === 'violated')
  const must = { judged: judged.length, total: musts.length }
  const tell = (verdict: VerdictWord, owner: Owner, reason?: string): Verdict => ({
    verdict,
    exit: { code: EXIT[owner], owner, ...(reason === undefined ? {} : { reason }) },
    must,
    requirements: judgements,
  })
  if (stopped?.owner === 'suite') return tell('undetermined', 'suite', stopped.reason)
  if (musts.some(({ outcome }) => outcome === 'violated')) return tell('non-conformant', 'target')
  if (stopped) return tell('undetermined', stopped.owner, stopped.reason)
  if (judged.length === 0) return tell('undetermined', 'suite', 'no MUST requirement was judged')
  return tell('conformant', 'none')
}

function settle(
  { id, level }: Requirement,
  proving: readonly string[],
  findings: readonly Finding[],
): Judgement {
  const own = findings.filter(({ requirement }) => requirement === id)
  const cases = own.map((finding) => finding.case)
  const missing = proving.filter((each) => !cases.includes(each))
  const worst = (outcome: Outcome): Finding | undefined =>
    own.find((each) => each.outcome === outcome)
  if (worst('violated')) return { id, level, outcome: 'violated', cases }
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
  for (const each of planned)
    for (const id of provenBy(each)) proving.set(id, [...(proving.get(id) ?? []), each.id])
  return proving
}
