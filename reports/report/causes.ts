/**
 * Failures by cause: the same requirement and the same observed difference are one cause, in however many cases. Times, ids
 * and counters, which move from request to request, make no difference.
 */
import { difference } from '../../spec/violation.ts'
import { inert } from '../../spec/lib/sanitize.ts'
import type { Violation } from '../../spec/model.ts'
import { withoutVolatile } from './volatile.ts'
import type { Report, ReportedCase, ReportedViolation } from './report.ts'

export interface Cause {
  readonly requirement: string
  /** What was expected and observed, in one inert line: the same in all cases of the cause, but for times, ids and counters. */
  readonly difference: string
  /** The three parts of that line, inert too. */
  readonly violation: Violation
  /** In the baseline. */
  readonly known: boolean
  /** As the first case showed it: with the answer, and how to send the request again. */
  readonly shown: Pick<ReportedViolation, 'reproduce' | 'answer' | 'token'>
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
    for (const reported of reportedCase.violations) {
      const { requirement, known = false, where, expected, actual } = reported
      const causes = found.get(requirement) ?? new Map<string, Cause>()
      found.set(requirement, causes)
      const violation = { where: inert(where), expected: inert(expected), actual: inert(actual) }
      const text = difference(violation)
      // The baseline may excuse in one case what is new in another.
      const key = `${known} ${withoutVolatile(text)}`
      const earlier = causes.get(key)
      if (!earlier)
        causes.set(key, {
          requirement,
          difference: text,
          violation,
          known,
          shown: shownOf(reported, reportedCase),
          cases: [reportedCase],
        })
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

/** Reports of earlier versions have a line for the case only. */
const shownOf = (
  { reproduce, answer, token }: ReportedViolation,
  reportedCase: ReportedCase,
): Cause['shown'] => ({
  ...((reproduce ?? reportedCase.reproduce) === undefined
    ? {}
    : { reproduce: reproduce ?? reportedCase.reproduce }),
  ...(answer === undefined ? {} : { answer }),
  ...(token === undefined ? {} : { token }),
})
