/** `overview.md`: a table of all targets, for the summary of a CI job. */
import { table } from '../formats/text/markdown-table.ts'
import { code, prose } from '../formats/text/markdown.ts'
import type { Overview } from './overview.ts'
import { cellOf, columnsOf, summaryOf, testedOf, trendOf, verdictOf } from './rows.ts'

export function overviewMarkdown(overview: Overview): string {
  const { targets, exit } = overview
  const columns = columnsOf(overview)
  const rows = targets.map((target) => [
    target.folder === undefined
      ? code(target.name)
      : `[${target.name}](${target.folder}/report.html)`,
    verdictOf(target),
    testedOf(target),
    trendOf(target),
    prose(target.problem ?? ''),
  ])
  const matrix = columns.map(({ id, level }) => [
    `${code(id)} (${level})`,
    targets
      .filter((target) => cellOf(target, id)[1] === 'violated')
      .map(({ name }) => code(name))
      .join(', '),
  ])
  return [
    `## Formflow API: ${targets.length} targets, exit ${exit.code}`,
    '',
    `${summaryOf(overview)}; ${prose(exit.reason)}`,
    '',
    ...table(['Target', 'Verdict', 'MUST tested', 'Since the last run', 'Reason'], rows),
    '',
    ...(matrix.length === 0 ? [] : [...table(['Violated requirement', 'Targets'], matrix), '']),
  ].join('\n')
}
