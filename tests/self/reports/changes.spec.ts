/** What changed since an earlier run: from the history, or from the report that someone names. */
import { expect, test } from '@playwright/test'
import { changesSince, earlierRunIn } from '../../../reports/report/changes.ts'
import { lastRunIn, withRun } from '../../../reports/report/history.ts'
import type { Report } from '../../../reports/report/report.ts'
import { NOON_S } from '../../support/exchange.ts'
import { reportProblems } from '../../support/report-schemas.ts'
import { open, proving, reportOf, satisfied, violated, wanted } from '../../support/reports.ts'

const found = {
  good: [satisfied('r')],
  bad: [violated('r', 'x')],
  open: [open('r', 'no answer')],
} as const

/** A run in which the cases a/0, a/1, ... ended so, so many seconds after noon. */
const run = (second: number, ...ends: readonly (keyof typeof found)[]): Report =>
  reportOf({
    requirements: [wanted('r')],
    startedAt: (NOON_S + second) * 1000,
    cases: ends.map((end, at) => [proving(`a/${at}`, 'r'), found[end]]),
  })

const before = run(0, 'good', 'bad', 'bad', 'good', 'open', 'good')
const now = run(60, 'bad', 'good', 'bad', 'open', 'bad', 'good', 'bad')

const expected = {
  since: new Date(NOON_S * 1000).toISOString(),
  verdict: 'non-conformant',
  failing: ['a/0', 'a/4'],
  passing: ['a/1'],
  stillFailing: ['a/2'],
  noLongerTested: ['a/3'],
}

test('each case that ended otherwise is in one list, and a new case in none', () => {
  expect(changesSince(earlierRunIn(before), now.cases)).toEqual(expected)
})

test('the history gives the same as the report of its last run', () => {
  const target = 'https://api.example/gateway'
  const text = withRun(withRun('', run(-60, 'good')), before)
  const last = lastRunIn(text, target)
  expect(last && changesSince(last, now.cases)).toEqual(expected)
  expect(lastRunIn(text, 'https://other.example')).toBeUndefined()
  expect(lastRunIn('', target)).toBeUndefined()
  expect(lastRunIn(text.replaceAll('non-conformant', 'great'), target)?.verdict).toBe('conformant')
})

test('the report names the changes, and conforms to its schema', () => {
  const report = reportOf({
    requirements: [wanted('r')],
    cases: [[proving('a/0', 'r'), found.bad]],
    earlier: earlierRunIn(before),
  })
  expect(report.changes).toEqual({
    ...expected,
    failing: ['a/0'],
    passing: [],
    stillFailing: [],
    noLongerTested: [],
  })
  expect(reportProblems(report)).toEqual([])
})
