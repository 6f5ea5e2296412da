/** Failures by cause: the same requirement and the same observed difference are one cause, in however many cases. */
import { difference } from '../../spec/violation.ts'
import { inert } from '../../spec/lib/sanitize.ts'
import type { Violation } from '../../spec/model.ts'
import type { Report, ReportedCase } from './report.ts'

export interface Cause {
  readonly requirement: string
  /** What was expected and observed, in one inert line; the same in all cases of the cause. */
  readonly difference: string
  /** The three parts of that line, inert too. */
  readonly violation: Violation
  /** In the baseline. */
  readonly known: boolean
  /** Each case that showed it once, in order of the run. */
  readonly cases: readonly [ReportedCase, ...ReportedCase[]]
}

/** The baseline excuses the requirement in at least one case. */
export const isExcused = (causes: readonly Cause[] = []): boolean =>
  causes.some(({ known }) => known)

/** @returns requirement id -> its causes: first those that no baseline excuses, then in order of the run */
export function causesOf({ cases }: Pick<Report, 'cases'>): ReadonlyMap<string, readonly Cause[]> {
  const found = new Map<string, Map<string, Cause>>()
  for (const reportedCase of cases)
    for (const { requirement, known = false, where, expected, actual } of reportedCase.violations) {
      const causes = found.get(requirement) ?? new Map<string, Cause>()
      found.set(requirement, causes)
      const violation = { where: inert(where), expected: inert(expected), actual: inert(actual) }
      const text = difference(violation)
      // The baseline may excuse in one case what is new in another.
      const key = `${known} ${text}`
      const earlier = causes.get(key)
      if (!earlier)
        causes.set(key, { requirement, difference: text, violation, known, cases: [reportedCase] })
      else if (!earlier.cases.includes(reportedCase))
        causes.set(key, { ...earlier, cases: [...earlier.cases, reportedCase] })
    }
  return new Map(
    [...found].map(([id, causes]) => [
      id,
      [...causes.values()].toSorted((a, b) => Number(a.known) - Number(b.known)),
    ]),
  )
}
