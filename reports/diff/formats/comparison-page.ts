/** What `diff` and `drift` print, as a value. Text, Markdown and HTML are made of it; each renderer escapes every text. */
import { inert } from '../../../spec/lib/sanitize.ts'

export interface ComparisonPage {
  /** What was compared: `two runs`. */
  readonly subject: string
  /** The first line: `2 regressions`. */
  readonly headline: string
  /** Something got worse for those who rely on it: exit 1. */
  readonly worse: boolean
  /** What got worse, in one sentence each. */
  readonly problems: readonly string[]
  readonly sides: readonly SideRow[]
  /** Why the two are not directly comparable. */
  readonly conditions: readonly SideRow[]
  readonly sections: readonly Section[]
}

export type SideRow = readonly [what: string, old: string, now: string]

export interface Section {
  readonly title: string
  /** Absent: the section is a note alone. */
  readonly count?: number
  /** Words of ours. */
  readonly note?: string
  readonly entries: readonly Entry[]
  /** How many entries a terminal shows; the other formats show all. Absent: all. */
  readonly limit?: number
}

/** Changes of one kind that happened in the same places. */
export interface Entry {
  /** The kind of change: `regression`, `Headers`; empty where the section says it. */
  readonly label: string
  readonly tone: Tone
  readonly lines: readonly Line[]
  readonly details: readonly Detail[]
}

export type Tone = 'bad' | 'good' | 'other' | 'none'

/** What changed, by name, by what happened to it, or both. */
export interface Line {
  readonly name?: string
  readonly text?: string
  /** A sentence that explains it. */
  readonly note?: string
}

/** Where or how often: a text, or names of which the first is shown at length. */
export type Detail =
  | { readonly label: string; readonly text: string }
  | { readonly label: string; readonly names: readonly string[]; readonly noun: string }

/** Longest foreign text on a page, in characters; `--json` has all of it. */
const LONGEST = 100

/** A text of a target or of a document, made harmless and cut. */
export function shown(text: string): string {
  const safe = inert(text)
  return safe.length > LONGEST ? `${safe.slice(0, LONGEST)}…` : safe
}

/** `a → b`. */
export const arrow = (old: string | null, now: string | null): string =>
  `${shown(old ?? 'absent')} → ${shown(now ?? 'absent')}`

/** Two outcomes in the words of reports. */
export const outcomeArrow = (old: string | null, now: string | null): string =>
  arrow(old && outcomeText(old), now && outcomeText(now))

export const outcomeText = (outcome: string): string => outcomeTexts[outcome] ?? outcome

const outcomeTexts: Readonly<Record<string, string | undefined>> = {
  inconclusive: 'not tested',
  inapplicable: 'not applicable',
  known: 'known failure',
}
