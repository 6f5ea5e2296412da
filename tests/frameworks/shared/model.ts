/** What is said about a framework: which runs, which defaults they meet, which findings each default causes. */
import type { Start } from './listening.ts'

/** A default of the framework that the suite finds, or ours to answer for where a team left something out. */
export interface Cause {
  readonly id: string
  readonly title: string
  readonly because: string
  /** Where no passage of the mended server shows it. */
  readonly mend?: string
}

/** Requirement -> the cases that find it violated: ids, `chapter/*`, `failed-logins`, or `*`. */
export type Breaks = Readonly<Record<string, readonly string[]>>

export interface Run {
  readonly id: string
  readonly title: string
  /** Imports its server only now: every run of the self-tests reads this, and few start NestJS. */
  readonly start: Start
  /** Cause -> all that it breaks in this run. A finding has exactly one cause. */
  readonly found: Readonly<Record<string, Breaks>>
}

export interface Framework {
  readonly id: string
  readonly title: string
  /** Names of the packages whose versions matter. */
  readonly packages: readonly string[]
  readonly about: string
  readonly causes: readonly Cause[]
  readonly runs: readonly Run[]
  /** The last run: the same server with its defaults mended, and the file that mends them. */
  readonly mended: Run & { readonly file: string }
}
