/** A hostile or broken target as data: the tests simulate it, and docs/robustness.md shows the result. */
import type { Credentials } from '../../fixtures/cases/template.ts'
import type { Case, Owner } from '../../spec/model.ts'

/** A running target, with everything around it. */
export interface Stage {
  readonly baseUrl: string
  /** Absent: any credentials, because the target ignores them. */
  readonly credentials?: Credentials
  readonly expiredToken?: string
  readonly proxy?: URL
  /** Variables of the process, if there is one. */
  readonly env?: Readonly<Record<string, string>>
  /** Number of requests where none may go: to the target of a redirect, behind an untrusted certificate. */
  readonly astray?: () => number
  readonly close: () => Promise<void> | void
}

export interface Situation {
  /** Kebab-case. */
  readonly id: string
  /** What happens, in a few words. */
  readonly title: string
  /** How a test simulates it. */
  readonly simulated: string
  readonly owner: Owner
  readonly code: 0 | 1 | 2 | 3 | 4
  /** The reason of the verdict, or a violation, or a remark of a run that passes. */
  readonly message: RegExp
  /** What limits the run: a number of requests, a deadline, a size. */
  readonly bound: string
  /** Maximum number of requests; `plan`: the limit of the profile. */
  readonly most: number | 'plan'
  /** Default: long enough for any machine. */
  readonly timeoutMs?: number
  /** The result of the profile `smoke`, if it differs. */
  readonly smoke?: Pick<Situation, 'owner' | 'code' | 'message'>
  /** Default: the profile `smoke`, and `certify` if the control does not end the run. */
  readonly planned?: readonly Case[]
  /** Also, or only, run through the command line in a process. */
  readonly process?: 'also' | 'only'
  /** Why this machine cannot simulate it. */
  readonly unavailable?: () => string | undefined
  readonly stage: () => Promise<Stage>
}

/** The result of a run. */
export interface Observation {
  readonly owner: Owner
  readonly code: number
  readonly message: string
  readonly requests: number
}
