/** What changed between two runs, as a value: every format is made of this. */
import type { Level, Outcome, VerdictWord, Violation } from '../../spec/model.ts'
import type { Evidence } from '../evidence/evidence.ts'
import type { Report, ReportedCase } from '../report/report.ts'

/** One of the two, as it was read. */
export interface Run {
  /** File name only. */
  readonly file: string
  /** `evidence` was judged again by this suite; a `report` tells what was judged then. */
  readonly read: 'report' | 'evidence'
  readonly report: Report
  readonly evidence?: Evidence
  /** Why there is no evidence. */
  readonly without?: string
}

/** Name -> what it says. */
export type Facts = ReadonlyMap<string, string>

export interface Diff {
  readonly schemaVersion: 1
  readonly old: Side
  readonly new: Side
  /** What else differs between the runs, so that like is not compared with like. */
  readonly unlike: readonly Unlike[]
  /** Empty: exit 0; any: exit 1. */
  readonly regressions: readonly Regression[]
  readonly requirements: readonly RequirementChange[]
  readonly cases: readonly CaseChange[]
  readonly observed: Observed | NotObserved
}

export type Side = Pick<Run, 'file' | 'read'> &
  Pick<Report, 'suite' | 'contract' | 'profile' | 'strict' | 'startedAt' | 'must' | 'traffic'> & {
    readonly target: Pick<Report['target'], 'baseUrl' | 'embedded'>
    readonly verdict: VerdictWord
    /** Whose problem it was, in words. */
    readonly reason?: string
  }

export interface Unlike {
  readonly what: string
  readonly old: string
  readonly new: string
}

/** `violated`: satisfied before; `not judged`: judged before; `verdict`: the whole is worse. */
export interface Regression {
  readonly kind: 'violated' | 'not judged' | 'verdict'
  readonly requirement?: string
  readonly old: string
  readonly new: string
}

/** In the order in which they are told; `worse` is a violated SHOULD or MAY, `known` one that a baseline excuses. */
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

/** One fact that differs, however many answers show it. */
export interface FactChange {
  readonly subject: Subject
  readonly name: string
  /** `null`: it was not there. */
  readonly old: string | null
  readonly new: string | null
  /** How many answers changed so, out of how many that could. */
  readonly answers: number
  readonly of: number
  /** Cases of those answers, each once, in order of the run. */
  readonly cases: readonly string[]
}

export interface Observed {
  readonly compared: true
  /** Answers that both runs have, and those of one alone. */
  readonly answers: { readonly both: number; readonly old: number; readonly new: number }
  readonly changes: readonly FactChange[]
  /** Information; never a regression. */
  readonly latency: readonly LatencyChange[]
}

export interface NotObserved {
  readonly compared: false
  readonly reason: string
}

export interface LatencyChange {
  readonly operation: 'token' | 'protected'
  /** Upper edges of the histograms' columns in milliseconds, the same for both. */
  readonly edges: readonly number[]
  readonly old: Distribution
  readonly new: Distribution
}

/** Milliseconds. */
export interface Distribution {
  readonly count: number
  readonly median: number
  readonly p90: number
  readonly p95: number
  readonly max: number
  readonly histogram: readonly number[]
}
