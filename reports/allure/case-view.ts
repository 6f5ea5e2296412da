/** One case as its page in Allure shows it: what the report says of it, with the exchanges and checks behind that. */
import type { FuzzReport } from '../../fixtures/fuzz/results.ts'
import type { Result } from '../../fixtures/run/result.ts'
import { effectiveLevel, isBinding } from '../../spec/verdict/judge.ts'
import type { Case, Level, Owner, Requirement, Step, Violation } from '../../spec/model.ts'
import { requirement } from '../../spec/requirements/index.ts'
import { reportedCases, type ReportContext } from '../report/cases.ts'
import { isFailing } from '../report/failing.ts'
import type { ReportedCase } from '../report/report.ts'
import { categoryOf, type Category } from './categories.ts'

/** What is the same for all cases of a run. */
export interface RunView {
  readonly context: ReportContext
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

export interface CaseView {
  readonly run: RunView
  readonly testCase: Case
  /** Its outcome includes the outcomes of all parts. */
  readonly reported: ReportedCase
  /** Empty: the run did not reach the case. */
  readonly parts: readonly CasePart[]
  /** Only of the case that generates others. */
  readonly fuzz?: FuzzReport | undefined
  /** The first line of an error of the suite. */
  readonly crash?: string | undefined
  /** A line for each entry of the baseline that excuses a violation of this case. */
  readonly excuses: readonly string[]
}

/** What of a case only the reporter knows, besides its result. */
export type TestEnd = Pick<CaseView, 'crash' | 'excuses'>

/** @param results case id -> what came of it; this case's, and those of the cases that fuzzing generated in it */
export function viewOf(
  testCase: Case,
  results: ReadonlyMap<string, Result>,
  run: RunView,
  end: TestEnd,
): CaseView {
  const result = results.get(testCase.id)
  const generated = (result?.drawn ?? []).flatMap(({ born }) => born ?? [])
  const [reported, ...others] = reportedCases([testCase, ...generated], results, run.context)
  if (!reported) throw new Error(`the report has no case ${testCase.id}`)
  const part = (of: Case, reportedCase: ReportedCase | undefined): CasePart[] => {
    const found = results.get(of.id)
    return found && reportedCase ? [{ testCase: of, reported: reportedCase, ...found }] : []
  }
  return {
    run,
    testCase,
    reported,
    parts: [
      ...part(testCase, reported),
      ...generated.flatMap((born, at) => part(born, others[at])),
    ],
    fuzz: result?.fuzz,
    ...end,
  }
}

/** A requirement that a part of the case violates. */
export interface ViolatedRequirement {
  readonly requirement: Requirement
  /** In the baseline. */
  readonly known: boolean
  readonly violations: readonly Violation[]
}

const LEVELS: readonly Level[] = ['MUST', 'SHOULD', 'MAY']

/** The highest level first, then in the order of the checks. */
export function violatedIn({ parts, run }: CaseView): ViolatedRequirement[] {
  const rank = ({ requirement: { level } }: ViolatedRequirement): number =>
    LEVELS.indexOf(effectiveLevel(level, run.context.strict))
  return parts
    .flatMap(({ reported }) => byRequirement(reported))
    .toSorted((first, second) => rank(first) - rank(second))
}

function byRequirement({ violations }: ReportedCase): ViolatedRequirement[] {
  const ids = [...new Set(violations.map((violation) => violation.requirement))]
  return ids.map((id) => {
    const same = violations.filter((violation) => violation.requirement === id)
    return { requirement: requirement(id), known: same[0]?.known === true, violations: same }
  })
}

/** Requirements whose violation fails the case, unless the baseline excuses it. */
export const bindingIn = (view: CaseView): ViolatedRequirement[] =>
  violatedIn(view).filter(({ requirement: { level } }) => isBinding(level, view.run.context.strict))

/** Requirements whose violation fails the case. */
export const failingIn = (view: CaseView): ViolatedRequirement[] =>
  violatedIn(view).filter(({ requirement: { level }, known }) =>
    isFailing({ level, known }, view.run.context.strict),
  )

/** Why something in the case was not tested, and whose problem that is; `undefined`: all of it was. */
export interface Untested {
  readonly reason: string
  readonly owner: Owner | undefined
}

export function untestedIn({ reported, parts }: CaseView): Untested | undefined {
  const reason = [reported, ...parts.map((part) => part.reported)].find(
    (reportedCase) => reportedCase.reason !== undefined,
  )?.reason
  return reason === undefined ? undefined : { reason, owner: ownerIn(parts) }
}

function ownerIn(parts: readonly CasePart[]): Owner | undefined {
  const stopped = parts.find(({ performance }) => performance.notPerformed)
  if (stopped) return stopped.performance.notPerformed?.owner
  const unanswered = parts.some(({ performance }) =>
    performance.exchanges.some((exchange) => exchange.failure),
  )
  return unanswered ? 'environment' : undefined
}

export const categoryIn = (view: CaseView): Category | undefined =>
  categoryOf({
    outcome: view.reported.outcome,
    failing: failingIn(view).map((violated) => violated.requirement),
    owner: ownerIn(view.parts),
    crash: view.crash,
  })
