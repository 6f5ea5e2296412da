/** What was seen of a violated requirement: cases that saw the same count once, told by the first. */
import { difference } from '../../spec/difference.ts'
import { inert } from '../../spec/inert.ts'
import type { ReportedCase } from '../report.ts'

/** So many differences are told; report.json has them all. */
const DIFFERENCES = 3

/** @param known tells the violations that the baseline excuses; else those that it does not */
export function observations(id: string, cases: readonly ReportedCase[], known: boolean): string[] {
  const seen = new Map<string, ReportedCase[]>()
  for (const each of cases)
    for (const violation of each.violations)
      if (violation.requirement === id && (violation.known ?? false) === known) {
        const seenAs = inert(difference(violation))
        const group = seen.get(seenAs) ?? []
        if (!group.includes(each)) seen.set(seenAs, [...group, each])
      }
  return [...seen]
    .slice(0, DIFFERENCES)
    .flatMap(([seenAs, [first, ...others]]) => [
      seenAs,
      `in      ${first?.id}${others.length > 0 ? ` and ${others.length} more` : ''}`,
      ...(first?.reproduce === undefined ? [] : [`again   ${first.reproduce}`]),
    ])
    .concat(seen.size > DIFFERENCES ? [`and ${seen.size - DIFFERENCES} more differences`] : [])
}
