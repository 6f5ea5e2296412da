/** The report is a value: every number that is told anywhere comes from it. */
import type { FuzzReport } from '../../fixtures/fuzz/results.ts'
import type { Stated } from '../../spec/verdict/baseline.ts'
import type { Contract } from '../../spec/contract/index.ts'
import type { Verdict } from '../../spec/verdict/judge.ts'
import type { Level, Outcome, Profile, Source, Violation } from '../../spec/model.ts'

export interface Report {
  readonly schemaVersion: 1
  readonly suite: { readonly name: string; readonly version: string }
  readonly contract: Pick<Contract, 'title' | 'version' | 'file' | 'sha256'>
  readonly target: {
    readonly baseUrl: string
    readonly embedded: boolean
    readonly protectedPath: string
    /** How an expired token was had: `minted`, `configured`, `waited out`, `stored`; null = none was. */
    readonly expiredToken: string | null
  }
  readonly profile: Profile
  readonly strict: boolean
  /** ISO 8601, UTC. */
  readonly startedAt: string
  readonly verdict: Verdict['verdict']
  readonly exit: Verdict['exit']
  readonly must: Verdict['must']
  readonly traffic: {
    readonly requests: number
    readonly failedLogins: number
    /** Milliseconds. */
    readonly durationMs: number
    readonly waitedMs: number
  }
  readonly requirements: readonly ReportedRequirement[]
  readonly excluded: readonly {
    readonly id: string
    readonly level: Level
    readonly reason: string
  }[]
  readonly cases: readonly ReportedCase[]
  /** What was drawn, when something was. */
  readonly fuzz?: FuzzReport
  /** Known failures that were in force, when a baseline was. */
  readonly baseline?: ReportedBaseline
}

export interface ReportedBaseline {
  /** As it was named. */
  readonly file: string
  readonly sha256: string
  readonly entries: readonly ReportedKnown[]
}

/** One entry of a baseline, and what this run made of it. */
export type ReportedKnown = Stated

export interface ReportedRequirement {
  readonly id: string
  readonly level: Level
  readonly source: Source
  readonly reference: string
  readonly statement: string
  readonly why: string
  readonly outcome: Outcome
  readonly cases: readonly string[]
  readonly reason?: string
  /** Of the OpenAPI document's file, from 1: what demands it, else the operation. */
  readonly line?: number
  /** Violated, and every violation of it is known from the baseline. */
  readonly known?: true
}

export interface ReportedCase {
  readonly id: string
  readonly chapter: string
  readonly title: string
  /**
   * `violated` when a MUST is (SHOULD too under strict), `known` when the baseline knows of all such violations;
   * `inconclusive` when something was not judged.
   */
  readonly outcome: Exclude<Outcome, 'inapplicable'> | 'known'
  readonly violations: readonly ReportedViolation[]
  readonly remarks: readonly string[]
  readonly requests: number
  readonly durationMs: number
  readonly reason?: string
  /** A shell line that asks the same again. */
  readonly reproduce?: string
}

export interface ReportedViolation extends Violation {
  readonly requirement: string
  readonly level: Level
  /** In the baseline. */
  readonly known?: true
}
