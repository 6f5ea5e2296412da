/** Known failures in words: what is excused, by whom and until when, and what of the baseline has to be mended. */
import { fixOf, named } from '../../spec/verdict/baseline.ts'
import { DAY_MS, dayOf } from '../../spec/lib/date.ts'
import { brief } from '../../spec/lib/digest.ts'
import type { KnownState } from '../../spec/model.ts'
import { isExcused, type causesOf } from '../report/causes.ts'
import type { Report, ReportedBaseline, ReportedKnown } from '../report/report.ts'
import { counted, labelled, wrapped } from './text/columns.ts'
import { observations } from './observations.ts'
import type { Palette } from './text/colours.ts'

/** So many are told at length; report.json has them all. */
const CAUSES = 10

const states: readonly KnownState[] = ['known', 'expired', 'stale', 'unmatched', 'not judged']

/** The file, how many entries it has and in which states. */
export function baselineInShort({ file, sha256, entries }: ReportedBaseline): string {
  const counts = states.flatMap((state) => {
    const count = entries.filter((stated) => stated.state === state).length
    return count > 0 ? [`${count} ${state}`] : []
  })
  const entriesTold = `${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}`
  const told = [entriesTold, ...(counts.length > 0 ? [counts.join(', ')] : [])].join(': ')
  return `${file}, ${told}; sha256 ${brief(sha256)}`
}

export function knownFailures(
  { baseline, requirements, startedAt }: Report,
  causes: ReturnType<typeof causesOf>,
  { bold, dim, yellow }: Palette,
): string[] {
  const known = requirements.filter(({ id }) => isExcused(causes.get(id)))
  if (!baseline || known.length === 0) return []
  const told = known
    .slice(0, CAUSES)
    .flatMap((reportedRequirement) => [
      `  ${yellow(reportedRequirement.id)} (${reportedRequirement.level}) ${reportedRequirement.statement}`,
      ...observations(causes.get(reportedRequirement.id), true).map((line) => `    ${line}`),
      ...excuses(reportedRequirement.id, baseline, startedAt).map(dim),
      '',
    ])
  const rest = known.slice(CAUSES).map(({ id, level }) => `${id} (${level})`)
  return [
    bold(`Known (${known.length})`) + ` - listed in ${baseline.file}, and excused`,
    ...told,
    ...(rest.length > 0 ? [...wrapped(`and ${rest.length} more: ${rest.join(', ')}`, 2), ''] : []),
  ]
}

/** Entries that say the same are told once. */
function excuses(id: string, { entries }: ReportedBaseline, startedAt: string): string[] {
  const own = entries.filter((stated) => stated.requirement === id && stated.state === 'known')
  const told = own.map((stated) =>
    [
      ...labelled('    reason', stated.reason, 12),
      `    owner   ${stated.owner}`,
      `    expires ${stated.expires}, ${daysLeft(stated, startedAt)}`,
    ].join('\n'),
  )
  return [...new Set(told)].flatMap((each) => each.split('\n'))
}

/** Whole days from the run to the last day. */
export function daysLeft({ expires }: Pick<ReportedKnown, 'expires'>, startedAt: string): string {
  const days = (Date.parse(expires) - Date.parse(dayOf(startedAt))) / DAY_MS
  if (days < 0) return `${counted(-days, 'day')} ago`
  return days === 0 ? 'today' : `in ${counted(days, 'day')}`
}

/** Entries that fail the run, and what mends each. */
export function entriesToMend({ baseline }: Report, { bold, yellow }: Palette): string[] {
  const wrong = (baseline?.entries ?? []).filter((stated) => fixOf(stated) !== undefined)
  if (!baseline || wrong.length === 0) return []
  const told = wrong.flatMap((stated) => [
    `  ${stated.state.padEnd(9)}  ${named(stated)}`,
    `${' '.repeat(13)}${fixOf(stated)}`,
  ])
  return [bold(yellow(`To mend in ${baseline.file} (${wrong.length})`)), ...told, '']
}
