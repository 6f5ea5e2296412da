/** Foreign text in Markdown. Only in a code span does it stay text, without links, mentions, HTML and emphasis. */
import { inert } from '../../../spec/lib/sanitize.ts'

/** Characters; longer texts are cut, and cut again if escapes make them much longer. report.json has all of it. */
const CODE = 200
const PROSE = 600

/** Neither such a word nor the punctuation around it has a meaning in any dialect, anywhere in a line. */
const PLAIN = /^[A-Za-z]+(?:[-'’][A-Za-z]+)*$/
const PUNCTUATED = /^([("']*)(.*?)([,.;:)"']*)$/

/** Any text, without control characters, and cut. A bar would end the cell of a table even in a code span. */
export const code = (text: string): string => short(text, CODE, bars)

/** A sentence with foreign text in it. */
export const quoted = (text: string): string => short(text, PROSE, bars)

/** Sentences: plain words stay words, everything else becomes code. */
export const prose = (text: string): string =>
  short(text, PROSE, (whole) =>
    whole
      .split(' ')
      .filter((word) => word !== '')
      .map(wordOrCode)
      .join(' '),
  )

function wordOrCode(word: string): string {
  const [, before = '', core = '', after = ''] = PUNCTUATED.exec(word) ?? []
  return before + (PLAIN.test(core) ? core : bars(core)) + after
}

/** A block of code whose fence is longer than any in it. */
export function fenced(language: string, lines: readonly string[]): string[] {
  const fence = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1))
  return [`${fence}${language}`, ...lines.map(inert), fence]
}

/** A command and its output. */
export const session = (command: string, output: string): string =>
  fenced('console', [`$ ${command}`, ...output.split('\n')]).join('\n')

const bars = (text: string): string => text.split('|').map(span).join('&#124;')

function span(text: string): string {
  if (text === '') return ''
  const quote = '`'.repeat(longestRun(text) + 1)
  // Markdown strips one space at each end of such a span.
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
