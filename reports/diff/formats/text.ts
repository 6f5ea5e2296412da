/** A comparison for a terminal: what got worse first, then every change. */
import { plain, type Palette } from '../../formats/text/colours.ts'
import { counted, TERMINAL_WIDTH, wrapped } from '../../formats/text/columns.ts'
import type { ComparisonPage, Detail, Entry, Section, SideRow, Tone } from './comparison-page.ts'

export function comparisonText(page: ComparisonPage, palette: Palette = plain): string {
  const { bold, red, green, yellow } = palette
  return [
    bold((page.worse ? red : green)(page.headline.toUpperCase())),
    ...page.problems.map((problem) => `  ${red(problem)}`),
    '',
    ...sideLines(page.sides),
    '',
    ...(page.conditions.length === 0
      ? []
      : [
          bold(yellow('Warning: the two are not directly comparable')),
          ...page.conditions.flatMap(([what, old, now]) =>
            wrapped(`different ${what}: ${old} → ${now}`, 2, TERMINAL_WIDTH),
          ),
          '',
        ]),
    ...page.sections.flatMap((section) => sectionLines(section, palette)),
    `exit ${page.worse ? 1 : 0}`,
  ].join('\n')
}

/** Old beside new where both fit, else below it. What is the same on both sides is shown once. */
function sideLines(rows: readonly SideRow[]): string[] {
  const names = Math.max(...rows.map(([what]) => what.length))
  const width = Math.max(0, ...rows.map(([, old, now]) => (old === now ? 0 : old.length)))
  return rows.flatMap(([what, old, now]) => {
    const head = `  ${what.padEnd(names)}  `
    if (old === now) return [`${head}${old}`.trimEnd()]
    const line = `${head}${old.padEnd(width)} → ${now}`
    return line.length <= TERMINAL_WIDTH
      ? [line]
      : [`${head}${old}`, `${' '.repeat(names + 4)}→ ${now}`]
  })
}

function sectionLines(
  { title, count, note = '', entries, limit = Infinity }: Section,
  palette: Palette,
): string[] {
  const heading = palette.bold(count === undefined ? title : `${title} (${count})`)
  const left = entries.length - limit
  return [
    note === '' ? heading : `${heading}: ${palette.dim(note)}`,
    ...entries
      .slice(0, limit)
      .flatMap((entry, at) => entryLines(entry, entries[at - 1]?.label, palette)),
    ...(left > 0 ? [`  and ${counted(left, 'more change')}; --markdown shows all`] : []),
    '',
  ]
}

/** Entries with one label stand below it together. */
function entryLines(entry: Entry, labelBefore: string | undefined, palette: Palette): string[] {
  const { label, tone, lines, details } = entry
  const indent = label === '' ? 2 : 4
  const names = lines.flatMap(({ name, text }) => (text === undefined && name ? [name] : []))
  const [only] = lines
  return [
    ...(label === '' || label === labelBefore ? [] : [`  ${coloured(tone, palette)(label)}`]),
    ...(names.length > 0
      ? wrapped(names.join(', '), indent, TERMINAL_WIDTH).map(palette.bold)
      : []),
    ...lines.flatMap(({ name, text }) =>
      text === undefined
        ? []
        : wrapped(name === undefined ? text : `${name}: ${text}`, indent, TERMINAL_WIDTH),
    ),
    ...(lines.length === 1 && only?.note !== undefined
      ? wrapped(only.note, indent + 2, TERMINAL_WIDTH).map(palette.dim)
      : []),
    ...details.flatMap((detail) =>
      wrapped(detailText(detail), indent + 2, TERMINAL_WIDTH).map(palette.dim),
    ),
  ]
}

function detailText(detail: Detail): string {
  const { label } = detail
  const text = 'text' in detail ? detail.text : firstOf(detail.names, detail.noun)
  return label === '' ? text : `${label} ${text}`
}

const firstOf = ([first = '', ...others]: readonly string[], noun: string): string =>
  others.length > 0 ? `${first} and ${counted(others.length, `other ${noun}`)}` : first

const coloured = (tone: Tone, { red, green, yellow, bold }: Palette): ((text: string) => string) =>
  ({ bad: red, good: green, other: yellow, none: bold })[tone]
