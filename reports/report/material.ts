/** What a report is made of. */
import type { Result } from '../../fixtures/run/result.ts'
import type { Contract } from '../../spec/contract/index.ts'
import type { Circumstances } from '../../spec/verdict/judge.ts'
import type { Case, Profile, Requirement } from '../../spec/model.ts'
import type { Report } from './report.ts'

export interface Material extends Circumstances {
  readonly suite: Report['suite']
  readonly contract: Contract
  readonly target: Report['target']
  readonly profile: Profile
  readonly conditions?: readonly string[]
  /** Epoch milliseconds. */
  readonly startedAt: number
  readonly traffic: Report['traffic']
  readonly requirements: readonly Requirement[]
  readonly planned: readonly Case[]
  /** Case id -> what came of it; cases that fuzzing generated included. */
  readonly results: ReadonlyMap<string, Result>
}
