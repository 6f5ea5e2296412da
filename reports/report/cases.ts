/** The results of cases -> what the report says of each case. */
import type { Result } from '../../fixtures/run/result.ts'
import { excuseFor } from '../../spec/verdict/baseline.ts'
import { isBinding } from '../../spec/verdict/judge.ts'
import { STABLE } from '../../spec/checks/stability.ts'
import type { Case, Finding, Performance, Violation } from '../../spec/model.ts'
import { answerText, tokenText } from './answer.ts'
import type { Material } from './material.ts'
import type { Report, ReportedCase, ReportedViolation } from './report.ts'
import { reproduction } from './curl.ts'
import { isFailing } from './failing.ts'

/** What the report of a case is made of. */
export interface CaseMaterial extends Pick<
  Material,
  'requirements' | 'results' | 'strict' | 'baseline' | 'connection'
> {
  readonly target: Pick<Report['target'], 'baseUrl'>
}

/** @param planned cases in order, those that fuzzing generated included */
export function reportedCases(planned: readonly Case[], material: CaseMaterial): ReportedCase[] {
  const results = planned.map(({ id }) => material.results.get(id))
  const fuzz = results.find((result) => result?.fuzz)?.fuzz
  const cases = planned.map((testCase, at) => {
    const result = results[at]
    return result ? caseReport(testCase, result, material, fuzz) : notRun(testCase)
  })
  // The case that generated others is as bad as the worst of them.
  const generated = cases.filter((_, at) => results[at]?.generated !== undefined)
  const worst = (['violated', 'known', 'inconclusive'] as const).find((outcome) =>
    generated.some((reportedCase) => reportedCase.outcome === outcome),
  )
  return cases.map((reportedCase, at) =>
    worst !== undefined && results[at]?.fuzz ? { ...reportedCase, outcome: worst } : reportedCase,
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
  material: CaseMaterial,
  fuzz: Result['fuzz'],
): ReportedCase {
  const { id, chapter, title } = testCase
  const prefix = new URL(material.target.baseUrl).pathname.replace(/\/+$/, '')
  const repeatedBy = (violation: Violation): string =>
    reproduction(testCase, performance, violation, prefix, fuzz, material.connection)
  const violations = findings
    .flatMap((finding) => reportedViolations(finding, material))
    .map((violation) => ({
      ...violation,
      reproduce: repeatedBy(violation),
      ...answerTo(violation, performance),
    }))
  const first = violations.find((violation) => isFailing(violation, material.strict))
  const open = findings.find(({ outcome }) => outcome === 'inconclusive')
  const reason = open?.reason ?? performance.notPerformed?.reason
  const duration = performance.exchanges.reduce((sum, { durationMs }) => sum + durationMs, 0)
  const reproduce = (first ?? violations[0])?.reproduce
  return {
    id,
    chapter,
    title,
    outcome:
      performance.notPerformed && violations.length === 0
        ? 'inconclusive'
        : outcomeOf(violations, open, material.strict),
    violations,
    remarks: findings.flatMap(({ remark }) => remark ?? []),
    requests: fuzzed ? fuzzed.tried + fuzzed.shrinking : performance.exchanges.length,
    durationMs: Math.round(duration),
    ...(reason === undefined ? {} : { reason }),
    ...(reproduce === undefined ? {} : { reproduce }),
  }
}

/** What the target answered to the step that shows the violation. */
function answerTo(
  violation: ReportedViolation,
  { exchanges, repeated = exchanges }: Performance,
): Pick<ReportedViolation, 'answer' | 'token'> {
  // Of a case that was performed twice the second time counts, unless the two differ.
  const counted = violation.requirement === STABLE ? exchanges : repeated
  const exchange = counted.find(({ step }) => step === violation.step)
  // The answers to a client are the suite's.
  if (!exchange || exchange.arrival) return {}
  const token = tokenText(exchange, violation)
  return { answer: answerText(exchange), ...(token === undefined ? {} : { token }) }
}

function reportedViolations(
  finding: Finding,
  { requirements, baseline }: CaseMaterial,
): ReportedViolation[] {
  const { requirement, violations } = finding
  const level = requirements.find(({ id }) => id === requirement)?.level ?? 'MUST'
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
