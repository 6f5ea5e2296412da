/** Failures by cause, and requirements and cases by group. */
import { expect, test } from '@playwright/test'
import { causesOf } from '../../../reports/report/causes.ts'
import type { ReportedCase } from '../../../reports/report/report.ts'
import { byGroup, byReason, caseCounts, groupCounts } from '../../../reports/report/groups.ts'
import { golden } from '../../support/golden.ts'
import { proving, reportOf, violated, wanted } from '../../support/reports.ts'

const cases = [
  [proving('a/one', 'one'), [violated('one', 'bad', 'bad'), violated('two', 'bad')]],
  [proving('a/two', 'one'), [violated('one', 'worse')]],
  [proving('a/three', 'one'), [violated('one', 'bad\u0007')]],
  [proving('a/four', 'one'), [violated('one', 'bad')]],
] as const
const report = reportOf({ requirements: [wanted('one'), wanted('two')], cases })

const causeLines = (of: Parameters<typeof causesOf>[0], id: string): string[] =>
  (causesOf(of).get(id) ?? []).map(
    ({ difference, known, cases: seenIn }) =>
      `${difference}${known ? ' (known)' : ''}: ${seenIn.map((reportedCase) => reportedCase.id).join(' ')}`,
  )

test('the same requirement and the same difference are one cause', () => {
  expect(causeLines(report, 'one')).toEqual([
    'body: expected good; observed bad: a/one a/four',
    'body: expected good; observed worse: a/two',
    'body: expected good; observed bad·: a/three',
  ])
})

test('two requirements are two causes in the same case', () => {
  expect(causeLines(report, 'two')).toEqual(['body: expected good; observed bad: a/one'])
  expect([...causesOf(report).keys()]).toEqual(['one', 'two'])
})

test('an excused failure is another cause, and comes last', () => {
  const known = (reportedCase: ReportedCase): ReportedCase => ({
    ...reportedCase,
    violations: reportedCase.violations.map((violation) => ({ ...violation, known: true })),
  })
  const some = report.cases.map((reportedCase) =>
    reportedCase.id === 'a/one' ? known(reportedCase) : reportedCase,
  )
  expect(causeLines({ cases: some }, 'one')).toEqual([
    'body: expected good; observed worse: a/two',
    'body: expected good; observed bad·: a/three',
    'body: expected good; observed bad: a/four',
    'body: expected good; observed bad (known): a/one',
  ])
})

test('the parts of a cause are as inert as its line', () => {
  const [, , cause] = causesOf(report).get('one') ?? []
  expect(cause?.violation).toEqual({ where: 'body', expected: 'good', actual: 'bad·' })
})

test('every requirement is in one group', () => {
  const known = golden('every-state')
  const ids = Object.entries(byGroup(known)).map(([name, group]) => [
    name,
    ...group.map(({ id }) => id),
  ])
  expect(ids).toEqual([
    ['violated', 'wrong-types-refused', 'missing-fields-refused'],
    ['remarked', 'allow-header'],
    ['known', 'success-schema', 'no-store'],
    ['not tested', 'expired-token-refused'],
    ['not selected'],
    ['not in this profile'],
    ['not applicable', 'retry-after'],
    ['satisfied', 'success-status'],
  ])
  expect(Object.values(groupCounts(known))).toEqual(ids.map((group) => group.length - 1))
  expect(Object.values(caseCounts(known)).reduce((a, b) => a + b)).toBe(known.cases.length)
})

test('strict makes advice a violation, but of MAY', () => {
  const open = golden('not-judged')
  const ids = (strict: boolean, group: 'violated' | 'remarked'): string[] =>
    byGroup({ ...open, strict })[group].map(({ id }) => id)
  expect([ids(false, 'violated'), ids(false, 'remarked')]).toEqual([
    [],
    ['no-store', 'allow-header'],
  ])
  expect([ids(true, 'violated'), ids(true, 'remarked')]).toEqual([['no-store'], ['allow-header']])
})

test('requirements with the same reason are grouped', () => {
  const open = golden('not-judged')
  const reasons = [...byReason(byGroup(open)['not tested']).values()]
  expect(reasons.map((group) => group.map(({ id }) => id))).toEqual([
    ['expired-token-refused', 'tampered-token-refused'],
  ])
})
