/** What a certificate states: an in-toto Statement v1 about a run's files, with the test-result predicate. */
import type { Override } from '../../fixtures/config/overrides.ts'
import type { Level, Outcome, Source } from '../../spec/model.ts'
import type { Report, ReportedBaseline } from '../report/report.ts'

export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1'
export const PREDICATE_TYPE = 'https://in-toto.io/attestation/test-result/v0.1'

export interface Statement {
  readonly _type: typeof STATEMENT_TYPE
  /** The files: a remote service has no digest. Its address stands in `predicate.formflow.target`. */
  readonly subject: readonly Resource[]
  readonly predicateType: typeof PREDICATE_TYPE
  readonly predicate: {
    /** `FAILED` unless certified, so that a reader of this word alone is not misled; `WARNED` with remarks. */
    readonly result: 'PASSED' | 'WARNED' | 'FAILED'
    /** What decided it: the contract and the suite. */
    readonly configuration: readonly Resource[]
    /** Ids of requirements that are satisfied. */
    readonly passedTests: readonly string[]
    /** Violated, but no MUST. */
    readonly warnedTests: readonly string[]
    /** MUST requirements that are violated, or that were not judged. */
    readonly failedTests: readonly string[]
    readonly formflow: Certificate
  }
}

interface Resource {
  readonly name: string
  readonly digest: { readonly sha256: string }
}

/** All that the predicate has no members for. */
export interface Certificate {
  readonly schemaVersion: 1
  readonly status: 'certified' | 'not certified'
  /** Why it is not certified, every reason; empty if it is. */
  readonly reasons: readonly string[]
  readonly target: Report['target'] & {
    /** The fault or freedom that the embedded server was given. */
    readonly variation?: string
  }
  /** ISO 8601, UTC. */
  readonly issued: string
  readonly expires: string
  readonly contract: Report['contract']
  /** Of the files that take part in a run. */
  readonly suite: Report['suite'] & { readonly sha256: string }
  readonly profile: Report['profile']
  readonly strict: boolean
  readonly verdict: Report['verdict']
  readonly exit: Report['exit']
  readonly must: Report['must']
  readonly requirements: readonly CertifiedRequirement[]
  /** SHOULD and MAY that nothing was found out about; a MUST of that kind is among `failedTests`. */
  readonly notJudged: readonly string[]
  readonly run: {
    /** ISO 8601, UTC. */
    readonly startedAt: string
    readonly requests: number
    readonly failedLogins: number
    /** Cases that were asked for, and those of the whole profile. */
    readonly cases: { readonly asked: number; readonly of: number }
    /** Cases that were sent once more, because the first answer could have been an accident. */
    readonly askedTwice: readonly string[]
    /** Runs against this target up to this one, as far as a history was kept. */
    readonly attempts: { readonly runs: number; readonly history: boolean }
    readonly fuzz?: FuzzSummary
  }
  /** Known failures in force. */
  readonly baseline: ReportedBaseline | null
  /** Settings that differ from their defaults and bear on the result. */
  readonly overrides: readonly Override[]
}

export interface CertifiedRequirement {
  readonly id: string
  readonly level: Level
  /** Absent: it is excluded. */
  readonly source?: Source
  readonly outcome: Outcome | 'excluded'
  readonly known?: true
  readonly reason?: string
}

export interface FuzzSummary {
  readonly seed: number
  readonly runs: number
  readonly tried: number
  readonly leftOut: number
  readonly found: number
}
