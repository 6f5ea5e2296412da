/** What was seen of a violated requirement, by cause; each is told by the first case that saw it. */
import type { Cause } from '../report/causes.ts'

/** So many differences are told; report.json has them all. */
const DIFFERENCES = 3

/** @param known tells the violations that the baseline excuses; else those that it does not */
export function observations(causes: readonly Cause[] | undefined, known: boolean): string[] {
  const own = (causes ?? []).filter((cause) => cause.known === known)
  return own
    .slice(0, DIFFERENCES)
    .flatMap(({ difference, cases: [first, ...others] }) => [
      difference,
      `in      ${first.id}${others.length > 0 ? ` and ${others.length} more` : ''}`,
      ...(first.reproduce === undefined ? [] : [`again   ${first.reproduce}`]),
    ])
    .concat(own.length > DIFFERENCES ? [`and ${own.length - DIFFERENCES} more differences`] : [])
}
