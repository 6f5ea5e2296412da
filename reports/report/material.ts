/** What a report is made of. */
import type { FuzzReport } from '../../fixtures/fuzz/results.ts'
import type { Contract } from '../../spec/contract/index.ts'
import type { Circumstances } from '../../spec/verdict/judge.ts'
import type { Case, Finding, Performance, Profile, Requirement } from '../../spec/model.ts'
import type { Report } from './report.ts'

export interface Told {
  readonly performance: Performance
  readonly findings: readonly Finding[]
  /** Of a case that was drawn in this run. */
  readonly born?: Case
  readonly fuzz?: FuzzReport
}

export interface Material extends Circumstances {
  readonly suite: Report['suite']
  readonly contract: Contract
  readonly target: Report['target']
  readonly profile: Profile
  /** Epoch milliseconds. */
  readonly startedAt: number
  readonly traffic: Report['traffic']
  readonly requirements: readonly Requirement[]
  readonly planned: readonly Case[]
  readonly results: ReadonlyMap<string, Told>
}
