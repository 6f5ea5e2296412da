/** A ready baseline as a file, and what to say of it beside the file. */
import type { ReadyBaseline } from '../../report/new-baseline.ts'
import type { Report } from '../../report/report.ts'

export const readyText = ({ known }: ReadyBaseline): string => JSON.stringify({ known }, null, 2)

export function readyNotes(ready: ReadyBaseline, { verdict }: Report): string[] {
  const { kept, renewed, added, left, unfinished } = ready
  return [
    ...(verdict === 'undetermined'
      ? ['the verdict of that run was undetermined; only what it found is listed']
      : []),
    `entries: ${added} new, ${kept} kept, ${renewed} to be renewed`,
    ...(left.length > 0 ? [`left out: ${left.join(', ')}`] : []),
    ...(unfinished
      ? ['put words of your own in place of what starts with <; until then a run refuses the file']
      : []),
  ]
}
