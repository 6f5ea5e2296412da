/** The drift of a document as Markdown. */
import type { Drift, DriftChange } from '../../../spec/drift/model.ts'
import { shown } from './words.ts'
import { drifted, driftHeadline, placesOf, pointersOf } from './drift-words.ts'
import { code, quoted } from '../../formats/text/markdown.ts'
import { table } from '../../formats/text/markdown-table.ts'

export const driftMarkdown = (drift: Drift): string =>
  [
    `# ${drift.breaking.length > 0 ? '❌' : '✅'} ${driftHeadline(drift)}`,
    '',
    ...table(
      ['', 'Old', 'New'],
      drifted(drift).map(([what, was, is]) => [what, code(shown(was)), code(shown(is))]),
    ),
    '',
    ...part('Breaking', drift.breaking),
    ...part('Other', drift.other),
  ]
    .join('\n')
    .trimEnd()

function part(title: string, changes: readonly DriftChange[]): string[] {
  if (changes.length === 0) return []
  const rows = changes.map((driftChange) => [
    `${code(shown(driftChange.what))}${driftChange.why === undefined ? '' : `<br>${driftChange.why}`}`,
    `${code(shown(placesOf(driftChange)))}<br>${quoted(pointersOf(driftChange))}`,
    driftChange.requirements.map(code).join(', '),
  ])
  const heads = ['Change', 'Where', 'Requirements that rest on it']
  return [`## ${title} (${changes.length})`, '', ...table(heads, rows), '']
}
