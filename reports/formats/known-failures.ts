/** Known failures in a text: what the baseline excuses, who is responsible until when, and which entries need a fix. */
import { fixOf, named } from '../../spec/verdict/baseline.ts'
import { DAY_MS, dayOf } from '../../spec/lib/date.ts'
import { brief } from '../../spec/lib/digest.ts'
import type { KnownState } from '../../spec/model.ts'
import { isExcused, type causesOf } from '../report/causes.ts'
import type { Report, ReportedBaseline, ReportedKnown } from '../report/report.ts'
import { counted, labelled, wrapped } from './text/columns.ts'
import { observations } from './observations.ts'
import type { Palette } from './text/colours.ts'

/** Requirements that are shown in full; report.json has all of them. */
const MAX_IN_FULL = 10

const STATES: readonly KnownState[] = ['known', 'expired', 'stale', 'unmatched', 'not judged']

/** The state of an entry in text. The member of JSON is older than the words that all texts use. */
export const stateText = (state: KnownState): string =>
  state === 'not judged' ? 'not tested' : state

/** The file, how many entries it has, and in which states. */
export function baselineSummary({ file, sha256, entries }: ReportedBaseline): string {
  const counts = STATES.flatMap((state) => {
    const count = entries.filter((entry) => entry.state === state).length
    return count > 0 ? [`${count} ${stateText(state)}`] : []
  })
  const states = counts.length > 0 ? `: ${counts.join(', ')}` : ''
  const size = `${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}`
  return `${file}, ${size}${states}; sha256 ${brief(sha256)}`
}

export function knownFailures(
  { baseline, requirements, startedAt }: Report,
  causes: ReturnType<typeof causesOf>,
  { bold, dim, yellow }: Palette,
): string[] {
  const known = requirements.filter(({ id }) => isExcused(causes.get(id)))
  if (!baseline || known.length === 0) return []
  const lines = known
    .slice(0, MAX_IN_FULL)
    .flatMap(({ id, level, statement }) => [
      `  ${yellow(id)} (${level}) ${statement}`,
      ...observations(causes.get(id), true).map((line) => `    ${line}`),
      ...excuses(id, baseline, startedAt).map(dim),
      '',
    ])
  const more = known.slice(MAX_IN_FULL).map(({ id, level }) => `${id} (${level})`)
  return [
    bold(`Known (${known.length})`) + ` - excused by ${baseline.file}`,
    ...lines,
    ...(more.length > 0 ? [...wrapped(`and ${more.length} more: ${more.join(', ')}`, 2), ''] : []),
  ]
}

/** Entries with the same text are shown once. */
function excuses(id: string, { entries }: ReportedBaseline, startedAt: string): string[] {
  const texts = entries
    .filter((entry) => entry.requirement === id && entry.state === 'known')
    .map((entry) =>
      [
        ...labelled('    reason', entry.reason, 12),
        `    owner   ${entry.owner}`,
        `    expires ${entry.expires}, ${daysLeft(entry, startedAt)}`,
      ].join('\n'),
    )
  return [...new Set(texts)].flatMap((text) => text.split('\n'))
}

/** Whole days from the run to the last day. */
export function daysLeft({ expires }: Pick<ReportedKnown, 'expires'>, startedAt: string): string {
  const days = (Date.parse(expires) - Date.parse(dayOf(startedAt))) / DAY_MS
  if (days < 0) return `${counted(-days, 'day')} ago`
  return days === 0 ? 'today' : `in ${counted(days, 'day')}`
}

/** Entries that fail the run, and how to fix each. */
export function entriesToFix({ baseline }: Report, { bold, yellow }: Palette): string[] {
  const wrong = (baseline?.entries ?? []).filter((entry) => fixOf(entry) !== undefined)
  if (!baseline || wrong.length === 0) return []
  const lines = wrong.flatMap((entry) => [
    `  ${entry.state.padEnd(9)}  ${named(entry)}`,
    `${' '.repeat(13)}${fixOf(entry)}`,
  ])
  return [bold(yellow(`To fix in ${baseline.file} (${wrong.length})`)), ...lines, '']
}
