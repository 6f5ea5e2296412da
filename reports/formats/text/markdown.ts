/** Words of others in Markdown. Only a code span keeps links, mentions, HTML and emphasis from being read into them. */
import { inert } from '../../../spec/lib/sanitize.ts'

/** Characters; longer texts are cut, and further if they grow a lot on the way. report.json has all of it. */
const CODE = 200
const PROSE = 600

/** Neither such a word nor what may stand around it means anything to any dialect, wherever it stands in a line. */
const PLAIN = /^[A-Za-z]+(?:[-'’][A-Za-z]+)*$/
const PUNCTUATED = /^([("']*)(.*?)([,.;:)"']*)$/

/** As it is, but for control characters and its end. A bar ends a cell of a table even in a code span. */
export const code = (text: string): string => short(text, CODE, bars)

/** A sentence of which ours is only the grammar. */
export const quoted = (text: string): string => short(text, PROSE, bars)

/** Sentences: plain words stay words, everything else becomes code. */
export const prose = (text: string): string =>
  short(text, PROSE, (whole) =>
    whole
      .split(' ')
      .filter((word) => word !== '')
      .map(said)
      .join(' '),
  )

function said(word: string): string {
  const [, before = '', core = '', after = ''] = PUNCTUATED.exec(word) ?? []
  return before + (PLAIN.test(core) ? core : bars(core)) + after
}

/** A block of code with a fence that nothing in it can close. */
export function fenced(language: string, lines: readonly string[]): string[] {
  const fence = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1))
  return [`${fence}${language}`, ...lines.map(inert), fence]
}

/** A command and what it printed. */
export const session = (command: string, output: string): string =>
  fenced('console', [`$ ${command}`, ...output.split('\n')]).join('\n')

const bars = (text: string): string => text.split('|').map(span).join('&#124;')

function span(text: string): string {
  if (text === '') return ''
  const quote = '`'.repeat(longestRun(text) + 1)
  // Next to a backtick a space is not part of the code, and so one of its own would be lost too.
  const padded = /^`|`$|^ .*[^ ].* $/.test(text) ? ` ${text} ` : text
  return quote + padded + quote
}

const longestRun = (text: string): number =>
  Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length))

function short(text: string, longest: number, written: (text: string) => string): string {
  let kept = cut(inert(text), longest)
  while (written(kept).length > 3 * longest) kept = cut(kept, Math.floor(kept.length / 2))
  return written(kept)
}

const cut = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length).replace(/[\ud800-\udbff]$/, '')}…` : text
