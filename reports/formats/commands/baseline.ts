/** What a run made of its baseline, for a terminal; and what it found that no entry lists. */
import type { Report, ReportedBaseline } from '../../report/report.ts'
import { byStanding } from '../../report/groups.ts'
import { columns, wrapped } from '../text/columns.ts'
import { baselineInShort, daysLeft } from '../known-failures.ts'

export function knownStates(report: Report): string {
  const { baseline, target, startedAt } = report
  const fresh = byStanding(report).violated
  const unlisted = fresh.map(({ id, level }) => `${id} (${level})`).join(', ')
  return [
    `Run of ${startedAt} against ${target.baseUrl}`,
    baseline ? `Baseline ${baselineInShort(baseline)}` : 'No baseline was in force',
    '',
    ...(baseline && baseline.entries.length > 0 ? [...table(baseline, startedAt), ''] : []),
    ...(fresh.length > 0
      ? [
          ...wrapped(`Violated, and not excused (${fresh.length}): ${unlisted}`, 0),
          '`baseline --write` prints entries for that',
        ]
      : ['Nothing is violated that is not excused']),
  ].join('\n')
}

/** Under each entry its reason, which may be long. */
function table({ entries }: ReportedBaseline, startedAt: string): string[] {
  const [heads = '', ...rows] = columns([
    ['State', 'Requirement', 'Case', 'Last day', 'Owner'],
    ...entries.map((stated) => [
      stated.state,
      stated.requirement,
      stated.case ?? 'any',
      `${stated.expires}, ${daysLeft(stated, startedAt)}`,
      stated.owner,
    ]),
  ])
  const reasons = entries.map(({ reason }) => wrapped(reason, 4))
  return [heads, ...rows.flatMap((row, at) => [row, ...(reasons[at] ?? [])])]
}
