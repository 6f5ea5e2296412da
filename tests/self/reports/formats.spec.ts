/** Every format of the report, against golden files and the schemas of the formats. */
import { expect, test } from '@playwright/test'
import { CURRENT_SPEC_VERSION } from 'ctrf'
import { files, formats } from '../../../reports/formats/index.ts'
import type { Report } from '../../../reports/report/report.ts'
import { expectGolden, goldenReports, reasonsFor } from '../../support/golden.ts'
import { reportProblems } from '../../support/report-schemas.ts'
import { ctrfProblems, sarifProblems } from '../../support/schemas.ts'
import { present } from '../../support/exchange.ts'

const table = formats()
const textOf = async (file: string, report: Report): Promise<string> =>
  present((await table).find(([name]) => name === file))[1](report, reasonsFor(report))

/** File -> the ending of its golden files; `.json` is that of the golden reports. */
const endings: Readonly<Record<string, string>> = {
  'report.md': 'md',
  'report.sarif': 'sarif',
  'ctrf-report.json': 'ctrf',
}

test('every format has golden files', () => {
  expect(Object.keys(files).toSorted()).toEqual(['report.json', ...Object.keys(endings)].toSorted())
})

for (const [name, report] of goldenReports) {
  test(`the golden report ${name} conforms to its schema and has its golden files`, async () => {
    expect(reportProblems(report)).toEqual([])
    expect(JSON.parse(await textOf('report.json', report))).toEqual(report)
    for (const [file, ending] of Object.entries(endings))
      expectGolden(`${name}.${ending}`, await textOf(file, report))
  })

  test(`the schemas of CTRF and SARIF accept the golden report ${name}`, async () => {
    const ctrf = await textOf('ctrf-report.json', report)
    expect(ctrfProblems(ctrf)).toEqual([])
    expect(JSON.parse(ctrf)).toMatchObject({ specVersion: CURRENT_SPEC_VERSION })
    expect(sarifProblems(await textOf('report.sarif', report))).toEqual([])
  })
}

test('the schemas reject what is wrong', () => {
  expect(ctrfProblems('{"reportFormat":"CTRF","specVersion":"0.0.0"}')).toHaveLength(1)
  expect(sarifProblems('{"version":"2.1.0","runs":[{}]}')).toHaveLength(1)
})

test('the golden reports have every verdict, and every state of an entry', () => {
  const reports = [...goldenReports.values()]
  expect(new Set(reports.map(({ verdict }) => verdict)).size).toBe(3)
  const states = reports.flatMap(
    ({ baseline }) => baseline?.entries.map(({ state }) => state) ?? [],
  )
  expect(new Set(states).size).toBe(5)
})
