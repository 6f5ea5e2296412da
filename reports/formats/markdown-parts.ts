/** Pieces of Markdown in which nobody else's text can do anything. */
import { inert } from '../../spec/inert.ts'

/** A span of code, whatever the text holds: no link, no mention, no HTML. */
export function code(text: string): string {
  const safe = inert(text)
  if (safe.trim() === '') return ''
  const runs = [...safe.matchAll(/`+/g)].map(([run]) => run.length)
  const fence = '`'.repeat(Math.max(0, ...runs) + 1)
  const pad = safe.startsWith('`') || safe.endsWith('`') ? ' ' : ''
  return `${fence}${pad}${safe}${pad}${fence}`
}

/** Words of our own that may name what others named. */
export const cell = (text: string): string =>
  inert(text).replaceAll(/[\\`*_[\]<>~#@&]/g, (each) => `\\${each}`)

/** A table; what stands in a cell cannot end it. */
export const tableRows = (
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): string[] =>
  [heads, heads.map(() => '---'), ...rows].map(
    (cells) => `| ${cells.map((each) => each.replaceAll('|', '\\|')).join(' | ')} |`,
  )
