/** The report as a value: from what was planned and found to every outcome and number. */
import { expect, test } from '@playwright/test'
import type { Report } from '../../../reports/report/report.ts'
import { open, proving, reportOf, satisfied, violated, wanted } from '../../support/reports.ts'
import { reportProblems } from '../../support/report-schemas.ts'

const requirements = [
  wanted('one'),
  wanted('two'),
  wanted('advice', 'SHOULD'),
  wanted('beyond', 'MUST', { excluded: 'nobody can see it' }),
]
const good = proving('a/good', 'one')
const bad = proving('a/bad', 'one', 'two')
const late = proving('b/late', 'two', 'advice')
const unanswered = proving('b/unanswered', 'two')

const outcomes = ({ cases }: Report): string[] =>
  cases.map(({ id, outcome, reason }) => `${id} ${outcome}${reason ? `: ${reason}` : ''}`)

const mixed = reportOf({
  requirements,
  cases: [
    [good, [satisfied('one', 'tolerated')]],
    [bad, [violated('one', 'worse', 'worst'), open('two', 'no answer')]],
    [late, undefined],
    [unanswered, [open('two', 'reset')]],
  ],
})

test('every report conforms to its schema', () => {
  const stopped = { owner: 'environment', reason: 'the budget is used up' } as const
  const reports = [mixed, reportOf({ requirements, cases: [], stopped })]
  for (const report of reports) expect(reportProblems(report)).toEqual([])
})

test('the worst finding decides the outcome of a case; planned cases without a result are included', () => {
  expect(outcomes(mixed)).toEqual([
    'a/good satisfied',
    'a/bad violated: no answer',
    'b/late inconclusive: the run did not reach it',
    'b/unanswered inconclusive: reset',
  ])
})

test('a violation carries its requirement and level, a remark its text, a case its cost', () => {
  const [first, second, third] = mixed.cases
  expect(first).toMatchObject({ remarks: ['tolerated'], requests: 1, durationMs: 5 })
  expect(
    second?.violations.map(({ requirement, level, actual }) => [requirement, level, actual]),
  ).toEqual([
    ['one', 'MUST', 'worse'],
    ['one', 'MUST', 'worst'],
  ])
  expect(third).toMatchObject({ requests: 0, durationMs: 0 })
})

test('only a case with a violation has a line to repeat it', () => {
  expect(mixed.cases.map(({ reproduce }) => reproduce !== undefined)).toEqual([
    false,
    true,
    false,
    false,
  ])
})

test('requirements are in their order, and excluded ones apart', () => {
  expect(mixed.requirements.map(({ id, outcome, cases }) => [id, outcome, cases])).toEqual([
    ['one', 'violated', ['a/good', 'a/bad']],
    ['two', 'inconclusive', ['a/bad', 'b/unanswered']],
    ['advice', 'inconclusive', []],
  ])
  expect(mixed.excluded).toEqual([{ id: 'beyond', level: 'MUST', reason: 'nobody can see it' }])
  expect(mixed.must).toEqual({ judged: 1, total: 2 })
})

for (const [strict, verdict, outcome] of [
  [false, 'conformant', 'satisfied'],
  [true, 'non-conformant', 'violated'],
] as const)
  test(`a violated SHOULD is ${verdict} when strict is ${strict}`, () => {
    const report = reportOf({
      requirements,
      strict,
      cases: [
        [good, [satisfied('one')]],
        [late, [satisfied('two'), violated('advice', 'bad')]],
      ],
    })
    expect(report.verdict).toBe(verdict)
    expect(report.cases[1]?.outcome).toBe(outcome)
    expect(report.must.total).toBe(strict ? 3 : 2)
    expect(report.cases[1]?.violations).toHaveLength(1)
    expect(report.cases[1]?.reproduce).toMatch(/^curl /)
  })

test('a run that was stopped is undetermined, with the owner of the problem', () => {
  const { verdict, exit } = reportOf({
    requirements,
    cases: [[good, [satisfied('one')]]],
    stopped: { owner: 'configuration', reason: 'credentials refused' },
  })
  expect(verdict).toBe('undetermined')
  expect(exit).toEqual({ code: 2, owner: 'configuration', reason: 'credentials refused' })
})

test('a run that tested nothing is a problem of the suite', () => {
  const { verdict, exit } = reportOf({ requirements, cases: [[good, undefined]] })
  expect([verdict, exit.code]).toEqual(['undetermined', 4])
})

test('the date is in UTC, and the path of the base URL is not doubled', () => {
  expect(mixed.startedAt).toBe('2026-01-15T12:00:00.000Z')
  expect(mixed.cases[1]?.reproduce).toMatch(/"\$\{FORMFLOW_BASE_URL%\/\}\/api\/token"$/)
})
