/** Every number in every format is that of the report, over many outcomes. */
import { expect, test } from '@playwright/test'
import { certifyInMemory } from '../../../fixtures/run/in-memory.ts'
import type { Result } from '../../../fixtures/run/result.ts'
import { faults } from '../../../fixtures/server/faults/index.ts'
import { freedoms } from '../../../fixtures/server/freedoms/index.ts'
import { consoleText } from '../../../reports/formats/console.ts'
import { ctrfText } from '../../../reports/formats/ctrf.ts'
import { junitText } from '../../../reports/formats/junit.ts'
import { markdownText } from '../../../reports/formats/markdown.ts'
import { reportPage } from '../../../reports/formats/page/report-page.ts'
import { sarifText } from '../../../reports/formats/sarif.ts'
import { buildReport } from '../../../reports/report/build.ts'
import type { Material } from '../../../reports/report/material.ts'
import type { Report } from '../../../reports/report/report.ts'
import { materialOf } from '../../support/evidence.ts'
import { present } from '../../support/exchange.ts'
import { casesInCtrf, casesInJunit, inCtrf, inSarif } from '../../support/file-numbers.ts'
import { golden, goldenReports } from '../../support/golden.ts'
import {
  casesInMarkdown,
  casesInReport,
  fileNumbers,
  inConsole,
  inMarkdown,
  inMarkdownTable,
  inPage,
  listNumbers,
  textNumbers,
  type CaseNumbers,
} from '../../support/report-numbers.ts'

/** Lines about formats with other numbers than the report. */
function disagreeing(report: Report): string[] {
  const markdown = markdownText(report)
  const ctrf = ctrfText(report)
  const { judged: _j, total: _t, exit: _e, requests: _r, ...groups } = textNumbers(report)
  const others = Object.values(groups).reduce((sum, count) => sum + count, 0)
  const satisfied = report.requirements.length - others
  const cases = casesInReport(report)
  const compared: readonly (readonly [format: string, found: unknown, expected: unknown])[] = [
    ['console', inConsole(consoleText(report)), listNumbers(report)],
    ['markdown', inMarkdown(markdown), listNumbers(report)],
    ['markdown table', inMarkdownTable(markdown), { ...groups, satisfied }],
    ['markdown cases', casesInMarkdown(markdown), cases],
    ['page', inPage(reportPage(report)), { ...listNumbers(report), satisfied }],
    ['sarif', inSarif(sarifText(report)), fileNumbers(report)],
    ['ctrf', inCtrf(ctrf), { ...fileNumbers(report), satisfied }],
    ['ctrf cases', casesInCtrf(ctrf), cases],
    ['junit cases', casesInJunit(junitText(report)), testsIn(report)],
  ]
  return compared
    .filter(([, found, expected]) => sorted(found) !== sorted(expected))
    .map(([format, found, expected]) => `${format}: ${sorted(found)} for ${sorted(expected)}`)
}

/** A known failure is a test that passes; in a run that proves nothing one test more is red. */
function testsIn(report: Report): CaseNumbers {
  const { satisfied, known, violated, inconclusive } = casesInReport(report)
  const passed = satisfied + known
  const tests = { violated, inconclusive, known: 0, satisfied: passed }
  if (report.verdict !== 'undetermined' || report.cases.length === 0) return tests
  if (inconclusive > 0) return { ...tests, violated: violated + 1, inconclusive: inconclusive - 1 }
  const isRed = report.cases[0]?.outcome === 'violated'
  return isRed ? tests : { ...tests, violated: violated + 1, satisfied: passed - 1 }
}

const sorted = (value: unknown): string =>
  JSON.stringify(Object.entries(value as object).toSorted(([a], [b]) => (a < b ? -1 : 1)))

/** As if a baseline excused the first of the violated requirements, in every case. */
function withKnown(report: Report): Report {
  const id = report.requirements.find(({ outcome }) => outcome === 'violated')?.id
  if (id === undefined) return report
  const known = { known: true } as const
  const entry = { requirement: id, reason: 'it is', owner: 'us', expires: '2027-01-31' }
  return {
    ...report,
    requirements: report.requirements.map((requirement) =>
      requirement.id === id ? { ...requirement, ...known } : requirement,
    ),
    cases: report.cases.map((reportedCase) => {
      const violations = reportedCase.violations.map((violation) =>
        violation.requirement === id ? { ...violation, ...known } : violation,
      )
      const unexcused = violations.some(
        (violation) => violation.level === 'MUST' && violation.known === undefined,
      )
      return {
        ...reportedCase,
        violations,
        outcome: reportedCase.outcome === 'violated' && !unexcused ? 'known' : reportedCase.outcome,
      }
    }),
    baseline: { file: 'a.json', sha256: '0'.repeat(64), entries: [{ ...entry, state: 'known' }] },
  }
}

for (const [name, report] of goldenReports)
  test(`every format has the numbers of the golden report ${name}`, () => {
    expect(disagreeing(report)).toEqual([])
  })

/** A run made of two: each case has the result of the first or of the second, or none. */
function mixed(material: Material, second: Material, at: number): Material {
  const results = [...material.results].flatMap(([id, first], place): [string, Result][] => {
    const choice = (place * 7 + at) % 5
    const result = choice < 2 ? first : second.results.get(id)
    return result === undefined || (choice === 4 && at % 3 === 0) ? [] : [[id, result]]
  })
  const stopped = { owner: 'environment', reason: 'the budget is used up' } as const
  return {
    ...material,
    profile: at % 5 === 0 ? 'smoke' : 'certify',
    strict: at % 2 === 1,
    // In every third run some cases were not selected.
    planned: at % 3 === 2 ? material.planned.slice(0, at) : material.planned,
    results: new Map(results),
    ...(at % 4 === 2 ? { stopped } : {}),
  }
}

test('every format has the numbers of the report over many outcomes', async () => {
  const variations = [
    ...faults.filter((_, at) => at % 45 === 0),
    ...freedoms.filter(({ breaks }) => breaks.length > 0).slice(0, 2),
  ]
  const materials: Material[] = []
  for (const variation of variations) materials.push(materialOf(await certifyInMemory(variation)))
  const pairs = materials.flatMap((material, at) =>
    materials.slice(at).map((second) => [material, second]),
  )
  const seen = new Set<string>()
  const wrong: string[] = []
  for (const [at, [first, second]] of pairs.entries()) {
    const plain = buildReport(mixed(present(first), present(second), at))
    const report = at % 3 === 1 ? withKnown(plain) : plain
    const numbers = { ...textNumbers(report), ...casesInReport(report) }
    for (const [name, count] of Object.entries(numbers)) if (count > 0) seen.add(name)
    wrong.push(...disagreeing(report).map((line) => `${at}: ${line}`))
  }
  expect(wrong).toEqual([])
  expect(pairs.length).toBeGreaterThanOrEqual(60)
  const whole = golden('every-state')
  const names = Object.keys({ ...textNumbers(whole), ...casesInReport(whole) })
  expect([...seen].toSorted(), 'each number was greater than 0').toEqual(names.toSorted())
})
