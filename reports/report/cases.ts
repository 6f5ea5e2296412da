/** The results of cases -> what the report says of each case. */
import type { Result } from '../../fixtures/run/result.ts'
import { excuseFor, type Baseline } from '../../spec/verdict/baseline.ts'
import { isBinding } from '../../spec/verdict/judge.ts'
import type { Case, Finding, Level, Requirement } from '../../spec/model.ts'
import type { Material } from './material.ts'
import type { ReportedCase, ReportedViolation } from './report.ts'
import { reproduction } from './curl.ts'
import { isFailing } from './failing.ts'

/** What all cases of a run share. */
export interface ReportContext {
  readonly levels: ReadonlyMap<string, Level>
  readonly strict: boolean
  /** Path of the base URL, which a curl line has in a variable. */
  readonly prefix: string
  readonly baseline: Baseline | undefined
}

export const reportContext = (
  requirements: readonly Requirement[],
  baseUrl: string,
  strict: boolean,
  baseline: Baseline | undefined,
): ReportContext => ({
  levels: new Map(requirements.map(({ id, level }) => [id, level])),
  strict,
  prefix: new URL(baseUrl).pathname.replace(/\/+$/, ''),
  baseline,
})

/** @param planned cases in order, those that fuzzing generated included */
export function reportedCases(
  planned: readonly Case[],
  results: Material['results'],
  context: ReportContext,
): ReportedCase[] {
  const fuzz = planned.flatMap(({ id }) => results.get(id)?.fuzz ?? [])[0]
  const cases = planned.map((testCase) => {
    const result = results.get(testCase.id)
    return result ? caseReport(testCase, result, context, fuzz) : notRun(testCase)
  })
  return withGenerated(cases, results)
}

/** The case that generated others is as bad as the worst of them. */
function withGenerated(
  cases: readonly ReportedCase[],
  results: Material['results'],
): ReportedCase[] {
  const generated = cases.filter(({ id }) => results.get(id)?.born !== undefined)
  const worst = (['violated', 'known', 'inconclusive'] as const).find((outcome) =>
    generated.some((reportedCase) => reportedCase.outcome === outcome),
  )
  return cases.map((reportedCase) =>
    worst !== undefined && results.get(reportedCase.id)?.fuzz
      ? { ...reportedCase, outcome: worst }
      : reportedCase,
  )
}

const notRun = ({ id, chapter, title }: Case): ReportedCase => ({
  id,
  chapter,
  title,
  outcome: 'inconclusive',
  violations: [],
  remarks: [],
  requests: 0,
  durationMs: 0,
  reason: 'the run did not reach it',
})

function caseReport(
  testCase: Case,
  { performance, findings, fuzz: fuzzed }: Result,
  context: ReportContext,
  fuzz: Result['fuzz'],
): ReportedCase {
  const { id, chapter, title } = testCase
  const violations = findings.flatMap((finding) => reportedViolations(finding, context))
  const violated = violations.map(({ requirement }) => requirement)
  const open = findings.find(({ outcome }) => outcome === 'inconclusive')
  const reason = open?.reason ?? performance.notPerformed?.reason
  const duration = performance.exchanges.reduce((sum, { durationMs }) => sum + durationMs, 0)
  return {
    id,
    chapter,
    title,
    outcome: outcomeOf(violations, open, context.strict),
    violations,
    remarks: findings.flatMap(({ remark }) => remark ?? []),
    requests: fuzzed ? fuzzed.tried + fuzzed.shrinking : performance.exchanges.length,
    durationMs: Math.round(duration),
    ...(reason === undefined ? {} : { reason }),
    ...(violated.length > 0
      ? { reproduce: reproduction(testCase, performance, violated, context.prefix, fuzz) }
      : {}),
  }
}

function reportedViolations(finding: Finding, { levels, baseline }: ReportContext) {
  const { requirement, violations } = finding
  const level = levels.get(requirement) ?? 'MUST'
  const known = excuseFor(baseline, finding) ? ({ known: true } as const) : {}
  return violations.map((violation) => ({ requirement, level, ...violation, ...known }))
}

function outcomeOf(
  violations: readonly ReportedViolation[],
  open: Finding | undefined,
  strict: boolean,
): ReportedCase['outcome'] {
  if (violations.some((violation) => isFailing(violation, strict))) return 'violated'
  if (violations.some(({ level }) => isBinding(level, strict))) return 'known'
  return open ? 'inconclusive' : 'satisfied'
}
