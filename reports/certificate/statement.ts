/** The content of a certificate: an in-toto Statement v1 about the files of a run, with the test-result predicate. */
import type { Override } from '../../fixtures/config/overrides.ts'
import type { Level, Outcome, Source } from '../../spec/model.ts'
import type { Report, ReportedBaseline } from '../report/report.ts'

export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1'
export const PREDICATE_TYPE = 'https://in-toto.io/attestation/test-result/v0.1'

export interface Statement {
  readonly _type: typeof STATEMENT_TYPE
  /** The files of the run. A remote service has no digest; its URL is in `predicate.formflow.target`. */
  readonly subject: readonly Resource[]
  readonly predicateType: typeof PREDICATE_TYPE
  readonly predicate: {
    /** `FAILED` unless certified, so that this word alone misleads nobody; `WARNED` with remarks. */
    readonly result: 'PASSED' | 'WARNED' | 'FAILED'
    /** The contract and the suite. */
    readonly configuration: readonly Resource[]
    /** Ids of requirements that are satisfied. */
    readonly passedTests: readonly string[]
    /** Violated SHOULD and MAY requirements. */
    readonly warnedTests: readonly string[]
    /** MUST requirements that are violated or not tested. */
    readonly failedTests: readonly string[]
    readonly formflow: Certificate
  }
}

interface Resource {
  readonly name: string
  readonly digest: { readonly sha256: string }
}

/** Everything for which the predicate has no members. */
export interface Certificate {
  readonly schemaVersion: 1
  readonly status: 'certified' | 'not certified'
  /** All reasons why it is not certified; empty if it is. */
  readonly reasons: readonly string[]
  /** Which side was tested; absent: the server. */
  readonly side?: 'client'
  readonly target: Report['target'] & {
    /** The fault or freedom of the embedded server. */
    readonly variation?: string
  }
  /** Who ran the suite, as they name themselves; absent: not named. */
  readonly issuer?: string
  /** ISO 8601, UTC. */
  readonly issued: string
  /** Absent if it is not certified; older certificates have it always. */
  readonly expires?: string
  readonly contract: Report['contract']
  /** With the digests of the files that take part in a run, and of the installed packages. */
  readonly suite: Report['suite'] & { readonly sha256: string; readonly installed?: string }
  readonly profile: Report['profile']
  readonly strict: boolean
  readonly verdict: Report['verdict']
  readonly exit: Report['exit']
  readonly must: Report['must']
  readonly requirements: readonly CertifiedRequirement[]
  /** SHOULD and MAY requirements that were not tested; such a MUST is in `failedTests`. */
  readonly notJudged: readonly string[]
  readonly run: {
    /** ISO 8601, UTC. */
    readonly startedAt: string
    readonly requests: number
    readonly failedLogins: number
    /** Cases of the run, and of the whole profile. */
    readonly cases: { readonly asked: number; readonly of: number }
    /** Cases that were repeated, because the first response could have been an accident. */
    readonly askedTwice: readonly string[]
    /** Runs against this target up to this one, if there is a history. */
    readonly attempts: { readonly runs: number; readonly history: boolean }
    readonly fuzz?: FuzzSummary
  }
  /** Who answered, and how node was started; absent: not recorded. */
  readonly connection?: NonNullable<Report['connection']>
  readonly runtime?: NonNullable<Report['runtime']>
  /** Those of the report; absent in older ones. */
  readonly conditions?: readonly string[]
  /** Known failures of the run. */
  readonly baseline: ReportedBaseline | null
  /** Settings that differ from their defaults and can change the result. */
  readonly overrides: readonly Override[]
}

export interface CertifiedRequirement {
  readonly id: string
  readonly level: Level
  /** Absent for an excluded requirement. */
  readonly source?: Source
  readonly outcome: Outcome | 'excluded'
  /** Of a violated requirement; absent in older certificates. */
  readonly statement?: string
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
