/** The overview for a terminal: a line for each target. */
import { columns } from '../formats/text/columns.ts'
import { inert } from '../../spec/lib/sanitize.ts'
import type { Overview } from './overview.ts'
import { summaryOf, testedOf, trendOf, verdictOf } from './rows.ts'

/** Ids of a target; its report has all of them. */
const MAX_IDS = 3

export function overviewText(overview: Overview): string {
  const rows = overview.targets.map((target) => {
    const violated = target.run?.groups.violated ?? []
    const more = violated.length > MAX_IDS ? ` and ${violated.length - MAX_IDS} more` : ''
    const ids = violated.slice(0, MAX_IDS).join(', ') + more
    return [
      target.name,
      verdictOf(target),
      testedOf(target),
      trendOf(target),
      ids || inert(target.problem ?? ''),
    ]
  })
  const { code, reason } = overview.exit
  return [...columns(rows), '', summaryOf(overview), `exit ${code}: ${inert(reason)}`, ''].join(
    '\n',
  )
}
