/** A framework: its runs, and the findings that each of its defaults causes. */
import type { Start } from './listening.ts'

/** A default of the framework, or something that the application leaves out, with findings. */
export interface Cause {
  readonly id: string
  readonly title: string
  readonly because: string
  /** Absent when the fixed server shows it. */
  readonly fix?: string
}

/** Requirement -> the cases that find it violated: ids, `chapter/*`, `failed-logins`, or `*`. */
export type Breaks = Readonly<Record<string, readonly string[]>>

export interface FrameworkRun {
  readonly id: string
  readonly title: string
  /** Imports its server only when called: all self-tests load this file, but few start NestJS. */
  readonly start: Start
  /** Cause -> its findings in this run. A finding has exactly one cause. */
  readonly found: Readonly<Record<string, Breaks>>
}

export interface Framework {
  readonly id: string
  readonly title: string
  /** Packages whose versions the page shows. */
  readonly packages: readonly string[]
  readonly about: string
  readonly causes: readonly Cause[]
  readonly runs: readonly FrameworkRun[]
  /** The last run: the same server with fixes, and the file of the fixes. */
  readonly fixed: FrameworkRun & { readonly file: string }
}
