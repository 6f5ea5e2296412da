/** Every number that is told anywhere comes from the report: read back out of every format, over many outcomes. */
import { expect, test } from '@playwright/test'
import { certifyInMemory } from '../../../fixtures/run/in-memory.ts'
import { faults } from '../../../fixtures/server/faults/index.ts'
import { freedoms } from '../../../fixtures/server/freedoms/index.ts'
import { consoleText } from '../../../reports/formats/console.ts'
import { ctrfText } from '../../../reports/formats/ctrf.ts'
import { markdownText } from '../../../reports/formats/markdown.ts'
import { sarifText } from '../../../reports/formats/sarif.ts'
import { buildReport } from '../../../reports/report/build.ts'
import type { Report } from '../../../reports/report/report.ts'
import {
  casesInMarkdown,
  casesInReport,
  inConsole,
  inMarkdown,
  inMarkdownTable,
  inReport,
  listedIn,
} from '../../support/report-numbers.ts'
import { casesInCtrf, inCtrf, inSarif } from '../../support/file-numbers.ts'
import { materialOf } from '../../support/evidence.ts'
import { golden, goldenReports } from '../../support/golden.ts'
import { present } from '../../support/exchange.ts'
import type { Result } from '../../../fixtures/run/result.ts'
import type { Material } from '../../../reports/report/material.ts'

/** Names of what tells other numbers than the report. */
function disagreeing(report: Report): string[] {
  const markdown = markdownText(report)
  const ctrf = ctrfText(report)
  const numbers = inReport(report)
  const { judged: _judged, total: _total, exit: _exit, requests: _requests, ...standing } = numbers
  const open = Object.values(standing).reduce((sum, each) => sum + each)
  const satisfied = report.requirements.length - open
  const listed = listedIn(report)
  const cases = casesInReport(report)
  const told: readonly (readonly [string, unknown, unknown])[] = [
    ['console', inConsole(consoleText(report)), listed],
    ['markdown', inMarkdown(markdown), listed],
    ['markdown table', inMarkdownTable(markdown), { ...standing, satisfied }],
    ['markdown cases', casesInMarkdown(markdown), cases],
    ['sarif', inSarif(sarifText(report)), numbers],
    ['ctrf', inCtrf(ctrf), { ...numbers, satisfied }],
    ['ctrf cases', casesInCtrf(ctrf), cases],
  ]
  return told
    .filter(([, is, should]) => sorted(is) !== sorted(should))
    .map(([name, is, should]) => `${name}: ${sorted(is)} for ${sorted(should)}`)
}

const sorted = (value: unknown): string =>
  JSON.stringify(Object.entries(value as object).toSorted(([a], [b]) => (a < b ? -1 : 1)))

/** As if a baseline knew of the first of the violated requirements, in every case. */
function withKnown(report: Report): Report {
  const id = report.requirements.find(({ outcome }) => outcome === 'violated')?.id
  if (id === undefined) return report
  const known = { known: true } as const
  const entry = { requirement: id, reason: 'it is', owner: 'us', expires: '2027-01-31' }
  return {
    ...report,
    requirements: report.requirements.map((reportedRequirement) =>
      reportedRequirement.id === id ? { ...reportedRequirement, ...known } : reportedRequirement,
    ),
    cases: report.cases.map((reportedCase) => {
      const violations = reportedCase.violations.map((violation) =>
        violation.requirement === id ? { ...violation, ...known } : violation,
      )
      const news = violations.some(
        (violation) => violation.level === 'MUST' && violation.known === undefined,
      )
      return {
        ...reportedCase,
        violations,
        outcome: reportedCase.outcome === 'violated' && !news ? 'known' : reportedCase.outcome,
      }
    }),
    baseline: { file: 'a.json', sha256: '0'.repeat(64), entries: [{ ...entry, state: 'known' }] },
  }
}

for (const [name, report] of goldenReports)
  test(`every format counts the golden report ${name} alike`, () => {
    expect(disagreeing(report)).toEqual([])
  })

/** Every run here is made of two: each case came out as in the one or in the other, or was not run. */
function mixed(material: Material, other: Material, at: number): Material {
  const results = [...material.results].flatMap(([id, own], place): [string, Result][] => {
    const choice = (place * 7 + at) % 5
    const told = choice < 2 ? own : other.results.get(id)
    return told === undefined || (choice === 4 && at % 3 === 0) ? [] : [[id, told]]
  })
  const stopped = { owner: 'environment', reason: 'the budget is used up' } as const
  return {
    ...material,
    strict: at % 2 === 1,
    results: new Map(results),
    ...(at % 4 === 2 ? { stopped } : {}),
  }
}

test('every format counts alike over many outcomes', async () => {
  const variations = [
    ...faults.filter((_, at) => at % 45 === 0),
    ...freedoms.filter(({ breaks }) => breaks.length > 0).slice(0, 2),
  ]
  const materials: Material[] = []
  for (const variation of variations) materials.push(materialOf(await certifyInMemory(variation)))
  const pairs = materials.flatMap((material, at) =>
    materials.slice(at).map((other) => [material, other]),
  )
  const seen = new Set<string>()
  const wrong: string[] = []
  for (const [at, [one, other]] of pairs.entries()) {
    const own = buildReport(mixed(present(one), present(other), at))
    const report = at % 3 === 1 ? withKnown(own) : own
    for (const [name, count] of Object.entries({ ...inReport(report), ...casesInReport(report) }))
      if (count > 0) seen.add(name)
    wrong.push(...disagreeing(report).map((each) => `${at}: ${each}`))
  }
  expect(wrong).toEqual([])
  expect(pairs.length).toBeGreaterThanOrEqual(60)
  const whole = golden('every-state')
  const names = Object.keys({ ...inReport(whole), ...casesInReport(whole) })
  expect([...seen].toSorted(), 'each number was more than none').toEqual(names.toSorted())
})
