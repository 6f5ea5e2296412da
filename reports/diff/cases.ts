/** Cases of two reports: changed outcomes, and violations that are new or gone. */
import { difference } from '../../spec/violation.ts'
import type { Report, ReportedCase } from '../report/report.ts'
import { masked } from '../report/volatile.ts'
import type { CaseChange, SeenViolation } from './model.ts'

export function caseChanges(old: Report, now: Report): CaseChange[] {
  const [before, after] = [byId(old), byId(now)]
  return [...new Map([...before, ...after]).values()].flatMap(({ id, title }) => {
    const [was, is] = [before.get(id), after.get(id)]
    const appeared = violationsOnlyIn(is, was)
    const gone = violationsOnlyIn(was, is)
    const same = was?.outcome === is?.outcome && appeared.length + gone.length === 0
    if (same) return []
    return [{ id, title, old: was?.outcome ?? null, new: is?.outcome ?? null, appeared, gone }]
  })
}

const byId = ({ cases }: Report): ReadonlyMap<string, ReportedCase> =>
  new Map(cases.map((reportedCase) => [reportedCase.id, reportedCase]))

/** Violations of the first case that the second does not have, without repetition; ids and times in them do not count. */
function violationsOnlyIn(
  first: ReportedCase | undefined,
  second: ReportedCase | undefined,
): SeenViolation[] {
  const known = new Set(second?.violations.map(keyOf))
  const all = new Map((first?.violations ?? []).map((violation) => [keyOf(violation), violation]))
  return [...all]
    .filter(([key]) => !known.has(key))
    .map(([, { requirement, level, where, expected, actual }]) => ({
      requirement,
      level,
      where,
      expected,
      actual,
    }))
}

const keyOf = (violation: SeenViolation): string =>
  `${violation.requirement} ${masked(difference(violation))}`
