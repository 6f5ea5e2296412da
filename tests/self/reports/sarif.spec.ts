/** SARIF: one result for each cause, at a line, with a stable fingerprint; nothing but failures is a result. */
import { expect, test } from '@playwright/test'
import type { Result, Run } from 'sarif'
import { sarifText } from '../../../reports/formats/sarif.ts'
import type { Report } from '../../../reports/report/report.ts'
import { sarifRun } from '../../support/file-numbers.ts'
import { golden, goldenReports } from '../../support/golden.ts'
import { proving, reportOf, violated, wanted } from '../../support/reports.ts'
import { present } from '../../support/exchange.ts'

const runOf = (report: Report): Run => sarifRun(sarifText(report))

const resultsOf = (report: Report): Result[] => present(runOf(report).results)

const fingerprints = (report: Report): (string | undefined)[] =>
  resultsOf(report).map((result) => result.partialFingerprints?.['primaryLocationLineHash'])

test('each result has its rule by id and index, its line and its number of cases', () => {
  const { results = [], tool } = runOf(golden('every-state'))
  const rules = tool.driver.rules ?? []
  expect(results.filter(({ ruleId, ruleIndex = -1 }) => rules[ruleIndex]?.id !== ruleId)).toEqual(
    [],
  )
  const lines = results.map(({ ruleId, level, occurrenceCount, locations }) => {
    const { artifactLocation, region } = present(locations?.[0]?.physicalLocation)
    return `${level} ${ruleId} ${occurrenceCount}x ${artifactLocation?.uri}:${region?.startLine}`
  })
  const file = 'spec/contract/formflow.openapi.json'
  expect(lines).toEqual([
    `error success-schema 2x ${file}:78`,
    `error wrong-types-refused 2x ${file}:41`,
    `error wrong-types-refused 1x ${file}:41`,
    `error missing-fields-refused 1x ${file}:41`,
    `warning no-store 1x ${file}:15`,
    `note allow-header 1x ${file}:15`,
  ])
})

test('in a strict run a violated SHOULD is an error', () => {
  const level = (strict: boolean): string | undefined =>
    resultsOf({ ...golden('every-state'), strict }).find(({ ruleId }) => ruleId === 'no-store')
      ?.level
  expect([level(false), level(true)]).toEqual(['warning', 'error'])
})

test('with a baseline every result has suppressions, or an empty list of them', () => {
  const reasons = resultsOf(golden('every-state')).map(({ suppressions }) =>
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
  const without = resultsOf(golden('non-conformant'))
  expect(without.filter(({ suppressions }) => suppressions !== undefined)).toEqual([])
})

test('only failures are results, for some consumers show any result as an alert', () => {
  const kinds = [...goldenReports.values()].flatMap(resultsOf)
  expect(kinds.length).toBeGreaterThan(10)
  expect(new Set(kinds.map(({ kind }) => kind))).toEqual(new Set(['fail']))
})

test('a run that was cut short is no successful execution', () => {
  const whole = (name: string): boolean | undefined =>
    runOf(golden(name)).invocations?.[0]?.executionSuccessful
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
  const once = fingerprints(observed('at 12:00', 'at 12:01'))
  expect(once).toHaveLength(4)
  expect(new Set(once).size).toBe(4)
  expect(fingerprints(observed('at 13:00', 'at 13:01'))).toEqual(once)
  expect(once.every((fingerprint = '') => /^[\da-f]{16}:\d$/.test(fingerprint))).toBe(true)
})

test('the URI of another document is its file name', () => {
  const report = golden('every-state')
  const contract = { ...report.contract, file: 'my api #2.json' }
  const [first] = resultsOf({ ...report, contract })
  expect(first?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(
    'my%20api%20%232.json',
  )
})
