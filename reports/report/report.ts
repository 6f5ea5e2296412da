/** The report is a value: every number in every format comes from it. */
import type { Runtime } from '../../fixtures/config/index.ts'
import type { FuzzReport } from '../../fixtures/fuzz/results.ts'
import type { Woken } from '../../fixtures/gateway/wake.ts'
import type { CountedPeer } from '../../fixtures/http/peers.ts'
import type { Stated } from '../../spec/verdict/baseline.ts'
import type { Contract } from '../../spec/contract/index.ts'
import type { Verdict } from '../../spec/verdict/judge.ts'
import type { Level, Outcome, Profile, Source, Violation } from '../../spec/model.ts'

export interface Report {
  readonly schemaVersion: 1
  readonly suite: { readonly name: string; readonly version: string }
  readonly contract: Pick<Contract, 'title' | 'version' | 'file' | 'sha256'>
  /** Which side was tested; absent: the server. */
  readonly side?: 'client'
  readonly target: {
    readonly baseUrl: string
    readonly embedded: boolean
    readonly protectedPath: string
    /** Where the expired token came from: `minted`, `configured`, `waited out`, `stored`; null = there was none. */
    readonly expiredToken: string | null
    /** Of a client: its name, or the command that starts it. */
    readonly program?: string
    /** Of a client: the suite started it, or it was running already. */
    readonly driven?: 'started' | 'listening'
  }
  readonly profile: Profile
  readonly strict: boolean
  /** A MUST that was not tested fails the run. */
  readonly requireAll?: true
  /** Under which the verdict holds: what it rests on besides the server, and settings that are not the usual ones. */
  readonly conditions?: readonly string[]
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
  /** Who answered, and on what way; absent: it was not recorded. */
  readonly connection?: {
    /** In the order in which they answered first. */
    readonly peers: readonly CountedPeer[]
    /** Host and port, if there was one. */
    readonly proxy?: string
    /** The file that names the proxy, if it is not a variable of the environment. */
    readonly proxyFrom?: string
    /** False: any certificate of the server was accepted. Absent for plain HTTP. */
    readonly verified?: boolean
    /** Names of the headers that every request had for a gate in front of the API. */
    readonly headers?: readonly string[]
    /** SHA-256 fingerprint of the certificate that the client presented. */
    readonly clientCertificate?: string
    /** Absent: that of the suite. */
    readonly userAgent?: string
    /** `host:port:address`, if the user named the address. */
    readonly resolve?: string
    /** Versions that the server shows in its responses, as `header: value`; absent: it shows none. */
    readonly shownVersions?: readonly string[]
    /** Of a run that waited until the target answered. */
    readonly woken?: Woken
    /** Seconds that the server's clock is ahead of this machine's, if they differ by minutes. */
    readonly clockAheadS?: number
  }
  /** How node was started. */
  readonly runtime?: Pick<Runtime, 'node' | 'options' | 'preloads' | 'authorities'>
  readonly requirements: readonly ReportedRequirement[]
  readonly excluded: readonly {
    readonly id: string
    readonly level: Level
    readonly reason: string
  }[]
  readonly cases: readonly ReportedCase[]
  /** Of a run that generated bodies. */
  readonly fuzz?: FuzzReport
  /** Of a run with a baseline. */
  readonly baseline?: ReportedBaseline
  /** Of a run with a history, or with an earlier report. */
  readonly changes?: ReportedChanges
}

/** Ids of cases that ended otherwise in an earlier run of the same target. */
export interface ReportedChanges {
  /** Start of the earlier run, ISO 8601, UTC. */
  readonly since: string
  /** Of the earlier run. */
  readonly verdict: Verdict['verdict']
  readonly failing: readonly string[]
  readonly passing: readonly string[]
  readonly stillFailing: readonly string[]
  readonly noLongerTested: readonly string[]
}

export interface ReportedBaseline {
  /** As the user named it. */
  readonly file: string
  readonly sha256: string
  readonly entries: readonly ReportedKnown[]
}

/** An entry of a baseline with its state in this run. */
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
  /** Line of the OpenAPI document, from 1: what demands it, else the operation. */
  readonly line?: number
  /** Violated, and the baseline excuses every violation. */
  readonly known?: true
}

export interface ReportedCase {
  readonly id: string
  readonly chapter: string
  readonly title: string
  /**
   * `violated` when a MUST is (SHOULD too under strict), `known` when the baseline excuses all such violations;
   * `inconclusive` when something was not tested.
   */
  readonly outcome: Exclude<Outcome, 'inapplicable'> | 'known'
  readonly violations: readonly ReportedViolation[]
  readonly remarks: readonly string[]
  readonly requests: number
  readonly durationMs: number
  readonly reason?: string
  /** The shell line of the first violation that fails the run, or else of the first one. */
  readonly reproduce?: string
}

export interface ReportedViolation extends Violation {
  readonly requirement: string
  readonly level: Level
  /** In the baseline. */
  readonly known?: true
  /** A shell line that repeats the request, or one for each of two requests that were compared. */
  readonly reproduce?: string
  /** What the target answered, in one line, with marks for secrets. */
  readonly answer?: string
  /** Header and claims of the token that the violation is about, with marks for secrets. */
  readonly token?: string
}
