/** The baseline of a run for a terminal: the state of each entry, and the violations that no entry lists. */
import type { Report, ReportedBaseline } from '../../report/report.ts'
import { byGroup } from '../../report/groups.ts'
import { columns, wrapped } from '../text/columns.ts'
import { baselineSummary, daysLeft, stateText } from '../known-failures.ts'

export function baselineText(report: Report): string {
  const { baseline, target, startedAt } = report
  const { violated } = byGroup(report)
  const unlisted = violated.map(({ id, level }) => `${id} (${level})`).join(', ')
  return [
    `Run of ${startedAt} against ${target.baseUrl}`,
    baseline ? `Baseline ${baselineSummary(baseline)}` : 'The run had no baseline',
    '',
    ...(baseline && baseline.entries.length > 0 ? [...table(baseline, startedAt), ''] : []),
    ...(violated.length > 0
      ? [
          ...wrapped(`Violated, and not excused (${violated.length}): ${unlisted}`, 0),
          '`baseline --write` prints entries for them',
        ]
      : ['No violation without an excuse']),
  ].join('\n')
}

/** The reason, which may be long, stands below each entry. */
function table({ entries }: ReportedBaseline, startedAt: string): string[] {
  const [heads = '', ...rows] = columns([
    ['State', 'Requirement', 'Case', 'Last day', 'Owner'],
    ...entries.map((entry) => [
      stateText(entry.state),
      entry.requirement,
      entry.case ?? 'any',
      `${entry.expires}, ${daysLeft(entry, startedAt)}`,
      entry.owner,
    ]),
  ])
  const reasons = entries.map(({ reason }) => wrapped(reason, 4))
  return [heads, ...rows.flatMap((row, at) => [row, ...(reasons[at] ?? [])])]
}
