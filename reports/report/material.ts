/** What a report is made of. */
import type { Result } from '../../fixtures/run/result.ts'
import type { Contract } from '../../spec/contract/index.ts'
import type { Circumstances } from '../../spec/verdict/judge.ts'
import type { Case, Performance, Profile, Requirement } from '../../spec/model.ts'
import type { EarlierRun } from './changes.ts'
import type { Report } from './report.ts'

/** Case id -> its sealed exchanges. */
export type Performances = ReadonlyMap<string, Performance>

export interface Material extends Circumstances {
  readonly suite: Report['suite']
  readonly contract: Contract
  readonly side?: 'client'
  /** The cases of a profile; absent: those for servers. */
  readonly casesIn?: (profile: Profile) => readonly Case[]
  readonly target: Report['target']
  readonly profile: Profile
  readonly conditions?: readonly string[]
  /** Epoch milliseconds. */
  readonly startedAt: number
  readonly traffic: Report['traffic']
  /** Absent: not recorded, as in evidence. */
  readonly connection?: Report['connection']
  readonly runtime?: Report['runtime']
  readonly requirements: readonly Requirement[]
  readonly planned: readonly Case[]
  /** Case id -> what came of it; cases that fuzzing generated included. */
  readonly results: ReadonlyMap<string, Result>
  /** The run to compare with. */
  readonly earlier?: EarlierRun
}
