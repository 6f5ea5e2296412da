/** What changed between two runs, as a value. All formats are made of it. */
import type { Level, Outcome, VerdictWord, Violation } from '../../spec/model.ts'
import type { Evidence } from '../evidence/evidence.ts'
import type { Report, ReportedCase } from '../report/report.ts'

/** One of the two runs, as it was read. */
export interface ComparedRun {
  /** File name only. */
  readonly file: string
  /** `evidence` was judged again by this suite; a `report` holds the judgement of its run. */
  readonly read: 'report' | 'evidence'
  readonly report: Report
  readonly evidence?: Evidence
  /** Why there is no evidence. */
  readonly noEvidence?: string
}

/** Name -> value. */
export type FactValues = ReadonlyMap<string, string>

export interface Diff {
  readonly schemaVersion: 1
  readonly old: Side
  readonly new: Side
  /** Conditions that differ between the runs, so that they are not directly comparable. */
  readonly unlike: readonly Condition[]
  /** Empty: exit 0; any: exit 1. */
  readonly regressions: readonly Regression[]
  readonly requirements: readonly RequirementChange[]
  readonly cases: readonly CaseChange[]
  readonly observed: Observed | NotObserved
}

export type Side = Pick<ComparedRun, 'file' | 'read'> &
  Pick<Report, 'suite' | 'contract' | 'profile' | 'strict' | 'startedAt' | 'must' | 'traffic'> & {
    readonly target: Pick<Report['target'], 'baseUrl' | 'embedded'>
    readonly verdict: VerdictWord
    /** The reason of the exit code, which names its owner. */
    readonly reason?: string
  }

export interface Condition {
  readonly what: string
  readonly old: string
  readonly new: string
}

/** `violated`: satisfied before; `not judged`: judged before; `verdict`: the verdict is worse. */
export interface Regression {
  readonly kind: 'violated' | 'not judged' | 'verdict'
  readonly requirement?: string
  readonly old: string
  readonly new: string
}

/** In the order of reports. `worse` is a violated SHOULD or MAY; `known` is a violation that a baseline excuses. */
export const changeKinds = [
  'regression',
  'no longer judged',
  'worse',
  'no longer known',
  'now judged',
  'known',
  'fixed',
  'added',
  'removed',
] as const
export type RequirementChangeKind = (typeof changeKinds)[number]

export interface RequirementChange {
  readonly id: string
  readonly level: Level
  readonly statement: string
  readonly kind: RequirementChangeKind
  readonly old: Outcome | 'known' | null
  readonly new: Outcome | 'known' | null
  /** Why it is not judged. */
  readonly reason?: string
}

export type SeenViolation = Violation & { readonly requirement: string; readonly level: Level }

export interface CaseChange {
  readonly id: string
  readonly title: string
  readonly old: ReportedCase['outcome'] | null
  readonly new: ReportedCase['outcome'] | null
  readonly appeared: readonly SeenViolation[]
  readonly gone: readonly SeenViolation[]
}

export const subjects = [
  'status',
  'protocol',
  'header',
  'refusal body',
  'success body',
  'token',
] as const
export type Subject = (typeof subjects)[number]

/** A fact that differs, with the number of responses in which it does. */
export interface FactChange {
  readonly subject: Subject
  readonly name: string
  /** `null`: absent. */
  readonly old: string | null
  readonly new: string | null
  /** How many responses changed, out of how many that could. */
  readonly answers: number
  readonly of: number
  /** Cases of those responses without repetition, in the order of the run. */
  readonly cases: readonly string[]
}

export interface Observed {
  readonly compared: true
  /** Responses that both runs have, and those of one run only. */
  readonly answers: { readonly both: number; readonly old: number; readonly new: number }
  readonly changes: readonly FactChange[]
}

export interface NotObserved {
  readonly compared: false
  readonly reason: string
}
