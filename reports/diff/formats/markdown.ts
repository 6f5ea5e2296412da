/** A comparison as Markdown: for a job summary, a comment, a release note. */
import { counted } from '../../formats/text/columns.ts'
import { code, prose, quoted } from '../../formats/text/markdown.ts'
import { table } from '../../formats/text/markdown-table.ts'
import type { ComparisonPage, Detail, Line, Section } from './comparison-page.ts'

export const comparisonMarkdown = (page: ComparisonPage): string =>
  [
    `# ${page.worse ? '❌' : '✅'} ${page.headline}`,
    '',
    ...page.problems.map((problem) => `- ${quoted(problem)}`),
    ...(page.problems.length > 0 ? [''] : []),
    ...table(
      ['', 'Old', 'New'],
      page.sides.map(([what, old, now]) => [what, code(old), code(now)]),
    ),
    '',
    ...(page.conditions.length === 0
      ? []
      : [
          '> **Warning: the two are not directly comparable**',
          ...page.conditions.map(
            ([what, old, now]) => `> - different ${prose(what)}: ${code(old)} → ${code(now)}`,
          ),
          '',
        ]),
    ...page.sections.flatMap(sectionLines),
  ]
    .join('\n')
    .trimEnd()

function sectionLines({ title, count, note, entries }: Section): string[] {
  const rows = entries.map(({ label, lines, details }) => [
    label,
    lines.map(lineText).join('<br>'),
    details.map(detailText).join('<br>'),
  ])
  return [
    `## ${count === undefined ? title : `${title} (${count})`}`,
    '',
    ...(note === undefined ? [] : [`${note[0]?.toUpperCase()}${note.slice(1)}.`, '']),
    ...(rows.length > 0 ? [...table(['', 'Change', 'Details'], rows), ''] : []),
  ]
}

function lineText({ name, text, note }: Line): string {
  const head = [
    ...(name === undefined ? [] : [code(name)]),
    ...(text === undefined ? [] : [quoted(text)]),
  ]
  return [head.join(': '), ...(note === undefined ? [] : [prose(note)])].join('<br>')
}

function detailText(detail: Detail): string {
  const text = 'text' in detail ? quoted(detail.text) : firstOf(detail.names, detail.noun)
  return detail.label === '' ? text : `${detail.label} ${text}`
}

const firstOf = ([first = '', ...others]: readonly string[], noun: string): string =>
  others.length > 0 ? `${code(first)} and ${counted(others.length, `other ${noun}`)}` : code(first)
