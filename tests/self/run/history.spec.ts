/** The file of earlier runs: what is kept of a run, how often a target was tried, what is no history. */
import { expect, test } from '@playwright/test'
import {
  attemptsIn,
  historyIdOf,
  historyOf,
  historyProblem,
  withRun,
} from '../../../reports/report/history.ts'
import type { Report } from '../../../reports/report/report.ts'
import { NOON_S } from '../../support/exchange.ts'
import { open, proving, reportOf, satisfied, violated, wanted } from '../../support/reports.ts'

const one = 'https://one.example'
const other = 'https://other.example'

/** A run of this target, so many seconds after noon. */
function run(baseUrl: string, second: number, more: Partial<Report['target']> = {}): Report {
  const target = { baseUrl, embedded: false, protectedPath: '/p', expiredToken: null, ...more }
  return reportOf({
    requirements: ['good', 'bad', 'open'].map((id) => wanted(id)),
    target,
    startedAt: (NOON_S + second) * 1000,
    cases: [
      [proving('a/good', 'good'), [satisfied('good')]],
      [proving('a/bad', 'bad'), [violated('bad', 'secret words of a target')]],
      [proving('a/open', 'open'), [open('open', 'no answer')]],
    ],
  })
}

const runs = (...of: readonly Report[]): string =>
  of.reduce((text, report) => withRun(text, report), '')

test('a run is one line of ids and outcomes, and nothing that a target sent', () => {
  const text = runs(run(one, 0))
  const start = NOON_S * 1000
  expect(JSON.parse(text)).toEqual({
    uuid: expect.stringMatching(/^[\da-f]{32}$/),
    name: `${one}: non-conformant`,
    timestamp: start,
    target: one,
    attempt: 1,
    verdict: 'non-conformant',
    testResults: Object.fromEntries(
      [
        ['a/good', 'passed'],
        ['a/bad', 'failed'],
        ['a/open', 'skipped'],
      ].map(([id = '', status]) => {
        const historyId = historyIdOf(id)
        return [historyId, { id, historyId, status, start, duration: 5 }]
      }),
    ),
  })
  expect(text).not.toContain('words of a target')
})

test('earlier runs of the same target are counted, and its lines alone make a trend', () => {
  const text = runs(run(one, 0), run(other, 1), run(one, 2))
  expect([attemptsIn(text, one), attemptsIn(text, other)]).toEqual([2, 1])
  expect(attemptsIn(text, 'https://third.example')).toBe(0)
  expect(attemptsIn('', one)).toBe(0)
  expect(historyOf(text, one).trim().split('\n')).toHaveLength(2)
  expect(historyOf(text, 'https://third.example')).toBe('')
})

test('Allure gets no member that a run does not write, so no address of the file becomes a link', () => {
  const line = JSON.parse(runs(run(one, 0))) as Record<string, unknown>
  const [[id, value] = ['', {}]] = Object.entries(line['testResults'] as Record<string, object>)
  const foreign = {
    ...line,
    url: 'javascript:alert(1)',
    testResults: {
      [id]: { ...value, url: 'javascript:alert(1)', reportLinks: [{ url: 'javascript:a' }] },
      other: 'javascript:a',
      another: { ...value, status: 'javascript:a' },
    },
  }
  const shown = historyOf(`${JSON.stringify(foreign)}\n`, one)
  expect(shown).not.toContain('javascript')
  expect(JSON.parse(shown)).toMatchObject({ testResults: { [id]: value } })
})

test('the embedded server is one target on whatever port', () => {
  const embedded = [1, 2].map((port) => run(`http://127.0.0.1:${port}`, port, { embedded: true }))
  expect(attemptsIn(runs(...embedded), 'embedded reference server')).toBe(2)
})

test('old lines go, other targets stay, and the count goes on', () => {
  const many = Array.from({ length: 53 }, (_, second) => run(one, second))
  const text = runs(run(other, 0), ...many)
  expect(historyOf(text, one).trim().split('\n')).toHaveLength(50)
  expect(historyOf(text, other).trim().split('\n')).toHaveLength(1)
  expect(attemptsIn(text, one)).toBe(53)
})

test('a line that Allure wrote is kept and counts for no target', () => {
  const foreign = '{"uuid":"x","name":"x","timestamp":1,"testResults":{}}'
  expect(historyProblem(`${foreign}\n`)).toBeUndefined()
  const text = withRun(`${foreign}\n`, run(one, 0))
  expect(text.startsWith(`${foreign}\n`)).toBe(true)
  expect(attemptsIn(text, one)).toBe(1)
})

for (const [what, line] of [
  ['no JSON', 'x'],
  ['half a line', runs(run(one, 0)).slice(0, 99)],
  ['no object', '[]'],
  ['nothing', 'null'],
  ['another object', '{"timestamp":1,"testResults":null}'],
  ['a run whose number is a word', '{"timestamp":1,"testResults":{},"attempt":"x"}'],
  ['a run whose number is half a one', '{"timestamp":1,"testResults":{},"attempt":1.5}'],
  ['a run whose number has no next one', '{"timestamp":1,"testResults":{},"attempt":1e308}'],
  ['a run before the first', '{"timestamp":1,"testResults":{},"attempt":0}'],
] as const)
  test(`${what} is not a run of a history`, () => {
    expect(historyProblem(`${runs(run(one, 0))}\n${line}\n`)).toBe(
      'line 3 is not a run of a history',
    )
  })

test('a run goes by the ids of its cases: a title may be worded better', () => {
  const titled = (title: string): string =>
    runs(reportOf({ cases: [[{ ...proving('a/b'), title }, [satisfied('one')]]] }))
  expect(titled('before')).toBe(titled('after'))
})

test('generated cases differ from run to run, and are not kept', () => {
  const fuzz = { runs: 1, seed: 1, found: [{ case: 'a/bad' }] } as never
  expect(runs({ ...run(one, 0), fuzz })).not.toContain('a/bad')
})
