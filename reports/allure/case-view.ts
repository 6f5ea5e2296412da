/** One case as its page in Allure shows it: what the report says of it, with the exchanges and checks behind that. */
import type { FuzzReport } from '../../fixtures/fuzz/results.ts'
import type { Result } from '../../fixtures/run/result.ts'
import { effectiveLevel, isBinding } from '../../spec/verdict/judge.ts'
import type { Case, Level, Owner, Requirement, Step, Violation } from '../../spec/model.ts'
import { requirement } from '../../spec/requirements/index.ts'
import { reportedCases, type CaseMaterial } from '../report/cases.ts'
import { isFailing } from '../report/failing.ts'
import type { ReportedCase } from '../report/report.ts'
import { categoryOf, type Category } from './categories.ts'

/** What is the same for all cases of a run. */
export interface RunView {
  readonly material: CaseMaterial
  /** The request that all others are changes of. */
  readonly control: Step
  /** The OpenAPI document of this run. */
  readonly document: unknown
}

/** A case that was performed: the one of the test, or one that fuzzing generated in it. */
export interface CasePart extends Pick<Result, 'performance' | 'findings'> {
  readonly testCase: Case
  readonly reported: ReportedCase
}

/** A requirement that a part of the case violates. */
export interface ViolatedRequirement {
  readonly requirement: Requirement
  /** The level fails a run; the baseline may excuse the violation. */
  readonly binding: boolean
  readonly failing: boolean
  readonly violations: readonly Violation[]
}

/** What only the test of the case knows. */
export interface TestEnd {
  /** The first line of an error of the suite. */
  readonly crash?: string | undefined
  /** A line per entry of the baseline that excuses a violation. */
  readonly excuses: readonly string[]
}

export interface CaseView extends TestEnd {
  readonly run: RunView
  readonly testCase: Case
  /** Empty: the run did not reach the case. */
  readonly parts: readonly CasePart[]
  /** Of the case that generates others. */
  readonly fuzz: FuzzReport | undefined
  /** The highest level first, then in the order of the checks. */
  readonly violated: readonly ViolatedRequirement[]
  /** Why something was not tested. */
  readonly reason: string | undefined
  /** Whose problem that is. */
  readonly owner: Owner | undefined
  readonly category: Category | undefined
}

export function viewOf(testCase: Case, run: RunView, end: TestEnd): CaseView {
  const { results } = run.material
  const result = results.get(testCase.id)
  const cases = [testCase, ...(result?.found ?? []).flatMap(({ generated }) => generated ?? [])]
  const reported = reportedCases(cases, run.material)
  const parts = reported.flatMap((reportedCase, at): CasePart[] => {
    const [part, found] = [cases[at], results.get(reportedCase.id)]
    return part && found ? [{ testCase: part, reported: reportedCase, ...found }] : []
  })
  const violated = violatedIn(parts, run.material.strict)
  const owner = ownerIn(parts)
  return {
    ...end,
    run,
    testCase,
    parts,
    fuzz: result?.fuzz,
    violated,
    reason: reported.find((reportedCase) => reportedCase.reason !== undefined)?.reason,
    owner,
    category: categoryOf({
      // That of a case with generated ones includes theirs.
      outcome: reported[0]?.outcome ?? 'inconclusive',
      failing: violated.filter(({ failing }) => failing).map((item) => item.requirement),
      owner,
      crash: end.crash,
    }),
  }
}

const LEVELS: readonly Level[] = ['MUST', 'SHOULD', 'MAY']

function violatedIn(parts: readonly CasePart[], strict: boolean): ViolatedRequirement[] {
  const rank = ({ requirement: { level } }: ViolatedRequirement): number =>
    LEVELS.indexOf(effectiveLevel(level, strict))
  return parts
    .flatMap(({ reported: { violations } }) =>
      [...new Set(violations.map((violation) => violation.requirement))].map((id) => {
        const same = violations.filter((violation) => violation.requirement === id)
        return {
          requirement: requirement(id),
          binding: same.some(({ level }) => isBinding(level, strict)),
          failing: same.some((violation) => isFailing(violation, strict)),
          violations: same,
        }
      }),
    )
    .toSorted((first, second) => rank(first) - rank(second))
}

function ownerIn(parts: readonly CasePart[]): Owner | undefined {
  const stopped = parts.find(({ performance }) => performance.notPerformed)
  if (stopped) return stopped.performance.notPerformed?.owner
  const unanswered = parts.some(({ performance }) =>
    performance.exchanges.some((exchange) => exchange.failure),
  )
  return unanswered ? 'environment' : undefined
}
