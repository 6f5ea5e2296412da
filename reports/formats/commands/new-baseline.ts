/** A new baseline as a file, and notes about it for the terminal. */
import type { NewBaseline } from '../../report/new-baseline.ts'
import type { Report } from '../../report/report.ts'

export const newBaselineText = ({ known }: NewBaseline): string =>
  JSON.stringify({ known }, null, 2)

export function newBaselineNotes(baseline: NewBaseline, { verdict }: Report): string[] {
  const { kept, renewed, added, removed, unfinished } = baseline
  return [
    ...(verdict === 'undetermined'
      ? ['the verdict of that run is undetermined; only the violations that it found are listed']
      : []),
    `entries: ${added} new, ${kept} kept, ${renewed} to be renewed`,
    ...(removed.length > 0 ? [`removed: ${removed.join(', ')}`] : []),
    ...(unfinished
      ? ['replace every text that starts with <; a run refuses the file until then']
      : []),
  ]
}
