/** Every format of the report, against golden files and the schemas of the formats. */
import { expect, test } from '@playwright/test'
import { CURRENT_SPEC_VERSION } from 'ctrf'
import { files, formats } from '../../../reports/formats/index.ts'
import type { Performances } from '../../../reports/report/material.ts'
import type { Report } from '../../../reports/report/report.ts'
import { expectGolden, goldenReports, reasonsFor } from '../../support/golden.ts'
import { reportProblems } from '../../support/report-schemas.ts'
import { ctrfProblems, sarifProblems } from '../../support/schemas.ts'
import { present, sight } from '../../support/exchange.ts'
import { junitProblems, readXml } from '../../support/junit.ts'

const table = formats()
const textOf = async (file: string, report: Report): Promise<string> =>
  present((await table).find(([name]) => name === file))[1](
    report,
    reasonsFor(report),
    performancesFor(report),
  )

/** Each case that sent a request was answered as the contract wants it. */
const performancesFor = ({ cases }: Report): Performances =>
  new Map(
    cases
      .filter(({ requests }) => requests > 0)
      .map(({ id }) => [id, { caseId: id, exchanges: [sight().exchange] }]),
  )

/** File -> the ending of its golden files; `.json` is that of the golden reports. */
const endings: Readonly<Record<string, string>> = {
  'report.md': 'md',
  'junit.xml': 'junit',
  'exchanges.har': 'har',
  'report.sarif': 'sarif',
  'ctrf-report.json': 'ctrf',
}

/** report-page.spec.ts tests the page and its style. */
const APART = ['report.json', 'report.html', 'report.css']

test('every format has golden files', () => {
  expect(Object.keys(files).toSorted()).toEqual([...APART, ...Object.keys(endings)].toSorted())
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

for (const [name, report] of goldenReports)
  test(`readers of JUnit accept the golden report ${name}`, async () => {
    const junit = await textOf('junit.xml', report)
    expect(junitProblems(junit)).toEqual([])
    const tests = readXml(junit).children.flatMap(({ children }) =>
      children.filter((child) => child.name === 'testcase'),
    )
    expect(tests.map(({ attributes: { classname } }) => classname)).toEqual(
      report.cases.map(({ chapter }) => chapter),
    )
    expect(tests.map(({ attributes }) => attributes['name'])).toEqual(
      report.cases.map(({ id, title }) => `${title} @${id}`),
    )
  })

test('the schemas reject what is wrong', () => {
  expect(junitProblems('<testsuites skipped="1"><testsuite name="a"/></testsuites>')).toEqual([
    'testsuites with skipped',
    ...['tests', 'failures', 'errors'].map((name) => `testsuite without ${name}`),
  ])
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
