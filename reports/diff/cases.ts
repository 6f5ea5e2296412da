/** Cases of two reports: other outcomes, and violations that appeared or are gone. */
import { difference } from '../../spec/violation.ts'
import type { Report, ReportedCase } from '../report/report.ts'
import type { CaseChange, SeenViolation } from './model.ts'
import { steady } from './masks.ts'

export function caseChanges(old: Report, now: Report): CaseChange[] {
  const [before, after] = [byId(old), byId(now)]
  return [...new Map([...before, ...after]).values()].flatMap(({ id, title }) => {
    const [was, is] = [before.get(id), after.get(id)]
    const appeared = beyond(is, was)
    const gone = beyond(was, is)
    const same = was?.outcome === is?.outcome && appeared.length + gone.length === 0
    if (same) return []
    return [{ id, title, old: was?.outcome ?? null, new: is?.outcome ?? null, appeared, gone }]
  })
}

const byId = ({ cases }: Report): ReadonlyMap<string, ReportedCase> =>
  new Map(cases.map((reportedCase) => [reportedCase.id, reportedCase]))

/** Violations of the one that the other does not have, each once; ids and times in their words do not count. */
function beyond(one: ReportedCase | undefined, other: ReportedCase | undefined): SeenViolation[] {
  const known = new Set(other?.violations.map(keyOf))
  const map = new Map((one?.violations ?? []).map((each) => [keyOf(each), each]))
  return [...map]
    .flatMap(([key, each]) => (known.has(key) ? [] : [each]))
    .map(({ requirement, level, where, expected, actual }) => ({
      requirement,
      level,
      where,
      expected,
      actual,
    }))
}

const keyOf = (seenViolation: SeenViolation): string =>
  `${seenViolation.requirement} ${steady(difference(seenViolation))}`
