/** What was found -> what the report tells of each case. */
import type { FuzzReport } from '../../fixtures/fuzz/results.ts'
import { excuseFor, type Baseline } from '../../spec/verdict/baseline.ts'
import { isBinding } from '../../spec/verdict/judge.ts'
import type { Case, Level } from '../../spec/model.ts'
import type { Material, Told } from './material.ts'
import type { ReportedCase } from './report.ts'
import { reproduction } from './curl.ts'

export interface Manner {
  readonly levels: ReadonlyMap<string, Level>
  readonly strict: boolean
  /** Path of the base URL, which a reproduction line holds already. */
  readonly prefix: string
  readonly baseline: Baseline | undefined
  readonly fuzz?: FuzzReport
}

/** @param planned those that were born in the run too */
export const reportedCases = (
  planned: readonly Case[],
  results: Material['results'],
  manner: Manner,
): ReportedCase[] =>
  settled(
    planned.map((testCase) => reportedCase(testCase, results.get(testCase.id), manner)),
    results,
  )

/** The case that drew is as bad as the worst of the cases that were born of it. */
function settled(cases: readonly ReportedCase[], results: Material['results']): ReportedCase[] {
  const born = cases.filter(({ id }) => results.get(id)?.born !== undefined)
  const worst = (['violated', 'known', 'inconclusive'] as const).find((outcome) =>
    born.some((each) => each.outcome === outcome),
  )
  return cases.map((testCase) =>
    worst !== undefined && results.get(testCase.id)?.fuzz
      ? { ...testCase, outcome: worst }
      : testCase,
  )
}

function reportedCase(testCase: Case, told: Told | undefined, manner: Manner): ReportedCase {
  const { id, chapter, title } = testCase
  const same = { id, chapter, title }
  const nothing = { violations: [], remarks: [], requests: 0, durationMs: 0 }
  if (!told) return { ...same, outcome: 'inconclusive', ...nothing, reason: 'not run' }
  const { levels, strict, prefix, baseline, fuzz } = manner
  const { performance, findings } = told
  const violations = findings.flatMap((finding) => {
    const level = levels.get(finding.requirement) ?? 'MUST'
    const known = excuseFor(baseline, finding) ? ({ known: true } as const) : {}
    return finding.violations.map((violation) => ({
      requirement: finding.requirement,
      level,
      ...violation,
      ...known,
    }))
  })
  const broken = violations.map(({ requirement }) => requirement)
  const musts = violations.filter(({ level }) => isBinding(level, strict))
  const red = musts.length > 0 && (musts.every(({ known }) => known) ? 'known' : 'violated')
  const open = findings.find(({ outcome }) => outcome === 'inconclusive')
  const reason = open?.reason ?? performance.notPerformed?.reason
  const duration = performance.exchanges.reduce((sum, { durationMs }) => sum + durationMs, 0)
  return {
    ...same,
    outcome: red || (open ? 'inconclusive' : 'satisfied'),
    violations,
    remarks: findings.flatMap(({ remark }) => remark ?? []),
    requests: told.fuzz ? told.fuzz.tried + told.fuzz.shrinking : performance.exchanges.length,
    durationMs: Math.round(duration),
    ...(reason === undefined ? {} : { reason }),
    ...(broken.length > 0
      ? { reproduce: reproduction(testCase, performance, broken, prefix, fuzz) }
      : {}),
  }
}
