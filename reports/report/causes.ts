/** Failures by cause: the same requirement and the same observed difference are one failure, in however many cases. */
import { difference } from '../../spec/violation.ts'
import { inert } from '../../spec/lib/sanitize.ts'
import type { Violation } from '../../spec/model.ts'
import type { Report, ReportedCase } from './report.ts'

export interface Cause {
  readonly requirement: string
  /** What was expected and observed, in one inert line; the same for all of its cases. */
  readonly difference: string
  /** The three parts of that line, inert too. */
  readonly violation: Violation
  /** In the baseline. */
  readonly known: boolean
  /** Those that saw it, each once, in order of the run. */
  readonly cases: readonly [ReportedCase, ...ReportedCase[]]
}

/** Something of a requirement is excused, be it all or a part. */
export const isExcused = (causes: readonly Cause[] = []): boolean =>
  causes.some(({ known }) => known)

/** @returns requirement id -> its causes; first those that no baseline knows, then in the order in which they were seen */
export function causesOf({ cases }: Pick<Report, 'cases'>): ReadonlyMap<string, readonly Cause[]> {
  const found = new Map<string, Map<string, Cause>>()
  for (const reportedCase of cases)
    for (const { requirement, known = false, where, expected, actual } of reportedCase.violations) {
      const causes = found.get(requirement) ?? new Map<string, Cause>()
      found.set(requirement, causes)
      const violation = { where: inert(where), expected: inert(expected), actual: inert(actual) }
      const told = difference(violation)
      // What a baseline lists for one case may be news in another.
      const key = `${known} ${told}`
      const before = causes.get(key)
      if (!before)
        causes.set(key, { requirement, difference: told, violation, known, cases: [reportedCase] })
      else if (!before.cases.includes(reportedCase))
        causes.set(key, { ...before, cases: [...before.cases, reportedCase] })
    }
  return new Map(
    [...found].map(([id, causes]) => [
      id,
      [...causes.values()].toSorted((a, b) => Number(a.known) - Number(b.known)),
    ]),
  )
}
