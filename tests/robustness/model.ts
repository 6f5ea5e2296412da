/** A hostile or broken target, as data: the tests play it, and docs/robustness.md tells what came of it. */
import type { Credentials } from '../../fixtures/cases/template.ts'
import type { Case, Owner } from '../../spec/model.ts'

/** A target that stands and waits, with everything around it. */
export interface Stage {
  readonly baseUrl: string
  /** Absent: any, for nobody there looks at them. */
  readonly credentials?: Credentials
  readonly expiredToken?: string
  readonly proxy?: URL
  /** Variables of the process, where it is one. */
  readonly env?: Readonly<Record<string, string>>
  /** Requests where none belongs: at the other end of a redirect, behind a certificate that is not to be trusted. */
  readonly astray?: () => number
  readonly close: () => Promise<void> | void
}

export interface Situation {
  /** Kebab-case. */
  readonly id: string
  /** What the user meets, in a few words. */
  readonly title: string
  /** How a test brings it about. */
  readonly simulated: string
  readonly owner: Owner
  readonly code: 0 | 1 | 2 | 3 | 4
  /** The reason of the verdict; of a violation, requirement and difference; of a pass, what is worth a word. */
  readonly message: RegExp
  /** What ends it: a number of requests, a deadline, a size. */
  readonly bound: string
  /** No more requests than these are sent; `plan`: what the profile may send. */
  readonly most: number | 'plan'
  /** Default: long enough for any machine. */
  readonly timeoutMs?: number
  /** What comes of the profile `smoke` where that is something else. */
  readonly smoke?: Pick<Situation, 'owner' | 'code' | 'message'>
  /** Default: the profile `smoke` and, where the control is not the end of it, `certify` too. */
  readonly planned?: readonly Case[]
  /** Also, or only, as a user would meet it: by the command line, in a process of its own. */
  readonly process?: 'also' | 'only'
  /** Why this machine cannot play it. */
  readonly unavailable?: () => string | undefined
  readonly stage: () => Promise<Stage>
}

/** What was seen, by whichever way it was run. */
export interface Observation {
  readonly owner: Owner
  readonly code: number
  readonly message: string
  readonly requests: number
}
