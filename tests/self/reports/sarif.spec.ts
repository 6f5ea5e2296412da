/** SARIF: one result for a cause, at a line, with a fingerprint that lasts; nothing that was not seen is an alert. */
import { expect, test } from '@playwright/test'
import { sarifText } from '../../../reports/formats/sarif.ts'
import type { Report } from '../../../reports/report/report.ts'
import { golden, goldenReports } from '../../support/golden.ts'
import { proving, reportOf, violated, wanted } from '../../support/reports.ts'
import { present } from '../../support/exchange.ts'

interface Result {
  readonly ruleId: string
  readonly ruleIndex: number
  readonly kind: string
  readonly level: string
  readonly occurrenceCount: number
  readonly partialFingerprints: Readonly<Record<string, string>>
  readonly suppressions?: readonly { readonly justification: string }[]
  readonly locations: readonly [
    {
      readonly physicalLocation: {
        readonly artifactLocation: { readonly uri: string }
        readonly region: { readonly startLine: number }
      }
    },
  ]
}

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } }
  readonly results: readonly Result[]
  readonly invocations: readonly [{ readonly executionSuccessful: boolean }]
}

const runOf = (report: Report): Run =>
  present((JSON.parse(sarifText(report)) as { readonly runs: readonly Run[] }).runs[0])

const prints = ({ results }: Run): string[] =>
  results.map(({ partialFingerprints }) => partialFingerprints['primaryLocationLineHash'] ?? '')

test('each result names its rule twice, its line and how often it was seen', () => {
  const { results, tool } = runOf(golden('every-state'))
  expect(
    results.filter(({ ruleId, ruleIndex }) => tool.driver.rules[ruleIndex]?.id !== ruleId),
  ).toEqual([])
  const told = results.map(({ ruleId, level, occurrenceCount, locations }) => {
    const { artifactLocation, region } = locations[0].physicalLocation
    return `${level} ${ruleId} ${occurrenceCount}x ${artifactLocation.uri}:${region.startLine}`
  })
  const file = 'spec/contract/formflow.openapi.json'
  expect(told).toEqual([
    `error success-schema 2x ${file}:78`,
    `error wrong-types-refused 2x ${file}:41`,
    `error wrong-types-refused 1x ${file}:41`,
    `error missing-fields-refused 1x ${file}:41`,
    `warning no-store 1x ${file}:15`,
    `note allow-header 1x ${file}:15`,
  ])
})

test('strict makes an error of a violated SHOULD', () => {
  const level = (strict: boolean): string | undefined =>
    runOf({ ...golden('every-state'), strict }).results.find(({ ruleId }) => ruleId === 'no-store')
      ?.level
  expect([level(false), level(true)]).toEqual(['warning', 'error'])
})

test('with a baseline every result says whether it is suppressed, and by which words', () => {
  const reasons = runOf(golden('every-state')).results.map(({ suppressions }) =>
    suppressions?.map(({ justification }) => justification),
  )
  expect(reasons).toEqual([
    ['expires_in comes with release 2.4 (Identity team, until 2027-01-31)'],
    [],
    ['numbers are converted, issue 17 (Identity team, until 2026-06-30)'],
    [],
    ['the proxy sets it wrongly (Operations, until 2026-03-01)'],
    [],
  ])
  const without = runOf(golden('non-conformant')).results
  expect(without.filter(({ suppressions }) => suppressions !== undefined)).toEqual([])
})

test('only what was seen to fail is a result, for some consumers make an alert of any', () => {
  const kinds = [...goldenReports.values()].flatMap((report) => runOf(report).results)
  expect(kinds.length).toBeGreaterThan(10)
  expect(new Set(kinds.map(({ kind }) => kind))).toEqual(new Set(['fail']))
})

test('a run that was cut short does not say that it looked at everything', () => {
  const whole = (name: string): boolean => runOf(golden(name)).invocations[0].executionSuccessful
  expect(['conformant', 'every-state', 'undetermined'].map(whole)).toEqual([true, true, false])
})

const observed = (...actual: readonly string[]): Report =>
  reportOf({
    requirements: [wanted('one'), wanted('two')],
    cases: [
      [proving('a/one', 'one'), [violated('one', ...actual), violated('two', 'bad')]],
      [proving('a/two', 'one'), [violated('one', 'other')]],
    ],
  })

test('fingerprints differ, and do not change with what was observed', () => {
  const once = prints(runOf(observed('at 12:00', 'at 12:01')))
  expect(once).toHaveLength(4)
  expect(new Set(once).size).toBe(4)
  expect(prints(runOf(observed('at 13:00', 'at 13:01')))).toEqual(once)
  expect(once.every((print) => /^[\da-f]{16}:\d$/.test(print))).toBe(true)
})

test('another document is named as a URI, by its name alone', () => {
  const report = golden('every-state')
  const contract = { ...report.contract, file: 'my api #2.json' }
  const [first] = runOf({ ...report, contract }).results
  expect(first?.locations[0].physicalLocation.artifactLocation.uri).toBe('my%20api%20%232.json')
})
