/** Known failures in the report: which cases, requirements and violations are marked, and in the texts. */
import { expect, test } from '@playwright/test'
import { FUZZING } from '../../../fixtures/fuzz/chapter.ts'
import { environmentOf } from '../../../reports/allure/environment.ts'
import { consoleText } from '../../../reports/formats/console.ts'
import { coloured } from '../../../reports/formats/text/colours.ts'
import { daysLeft } from '../../../reports/formats/known-failures.ts'
import { buildReport } from '../../../reports/report/build.ts'
import type { Report } from '../../../reports/report/report.ts'
import type { Baseline } from '../../../spec/verdict/baseline.ts'
import type { Known } from '../../../spec/model.ts'
import {
  open,
  proving,
  reportOf,
  satisfied,
  violated,
  wanted,
  entry,
  listing,
} from '../../support/reports.ts'
import { reportProblems } from '../../support/report-schemas.ts'
import { contract, NOON_S } from '../../support/exchange.ts'
import type { Material } from '../../../reports/report/material.ts'

const requirements = [wanted('one'), wanted('two'), wanted('advice', 'SHOULD')]
const first = proving('a/first', 'one')
const second = proving('a/second', 'two', 'advice')

const caseRows = ({ cases }: Report): unknown[] =>
  cases.map(({ id, outcome, violations }) => [
    id,
    outcome,
    violations.map(({ requirement, known = false }) => [requirement, known]),
  ])

test('a case is known when all of its violations that count are', () => {
  const report = reportOf({
    requirements,
    cases: [
      [first, [violated('one', 'bad'), violated('two', 'bad')]],
      [second, [violated('two', 'bad', 'worse'), violated('advice', 'bad'), open('one', 'late')]],
    ],
    baseline: listing(entry('two'), entry('one', 'a/second')),
  })
  expect(reportProblems(report)).toEqual([])
  expect(caseRows(report)).toEqual([
    [
      'a/first',
      'violated',
      [
        ['one', false],
        ['two', true],
      ],
    ],
    [
      'a/second',
      'known',
      [
        ['two', true],
        ['two', true],
        ['advice', false],
      ],
    ],
  ])
  expect(report.requirements.map(({ id, known = false }) => [id, known])).toEqual([
    ['one', false],
    ['two', true],
    ['advice', false],
  ])
  expect(report.baseline).toMatchObject({
    file: 'known.json',
    sha256: 'ab'.repeat(32),
    entries: [{ state: 'known' }, { case: 'a/second', state: 'not judged' }],
  })
})

test('strict counts a SHOULD, unless it is known', () => {
  const outcomeWith = (...entries: readonly Known[]): unknown => {
    const cases = [
      [first, [satisfied('one')]],
      [second, [satisfied('two'), violated('advice', 'bad')]],
    ] as const
    const { exit, cases: reported } = reportOf({
      requirements,
      strict: true,
      cases,
      baseline: listing(...entries),
    })
    return [exit.code, reported[1]?.outcome]
  }
  expect(outcomeWith()).toEqual([1, 'violated'])
  expect(outcomeWith(entry('advice'))).toEqual([0, 'known'])
})

test('a generated case can be known, and then the case that generated it is', () => {
  const id = 'fuzzing/one-1ad663af'
  const generated = proving(id, 'one')
  const paste = { id: 'one-1ad663af', title: 'a', steps: [] }
  const fuzz = {
    runs: 1,
    seed: 7,
    tried: 1,
    repeated: 0,
    leftOut: [],
    shrinking: 0,
    found: [{ case: id, requirements: ['one'], paste, smallest: true }],
  }
  const generating = proving(FUZZING, 'one')
  const material = (baseline: Baseline): Material => ({
    ...reportOf({ requirements, cases: [] }),
    contract,
    startedAt: NOON_S * 1000,
    requirements,
    planned: [generating],
    results: new Map([
      [FUZZING, { performance: { caseId: FUZZING, exchanges: [] }, findings: [], fuzz }],
      [
        id,
        {
          performance: { caseId: id, exchanges: [] },
          findings: [{ ...violated('one', 'bad'), case: id }],
          generated,
        },
      ],
    ]),
    baseline,
  })
  const outcomes = ({ cases, exit }: Report): unknown => [
    exit.code,
    cases.map((reportedCase) => reportedCase.outcome),
  ]
  expect(outcomes(buildReport(material(listing(entry('one', id)))))).toEqual([
    0,
    ['known', 'known'],
  ])
  expect(outcomes(buildReport(material(listing(entry('one', FUZZING)))))).toEqual([
    1,
    ['violated', 'violated'],
  ])
})

test('text of a user moves no cursor either', () => {
  const hostile = 'a\u001b[2J\r\n\u202eb'
  const report = reportOf({
    requirements,
    cases: [[first, [violated('one', 'bad')]]],
    baseline: {
      ...listing(entry('one', undefined, { reason: hostile, owner: hostile })),
      file: hostile,
    },
  })
  const texts = consoleText(report) + JSON.stringify(report) + environmentOf(report, [])['Baseline']
  expect(texts.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
  expect(texts).toContain('reason  a·[2J···b')
})

test('the verdict is no plain pass when a failure is known, or a baseline does not match', () => {
  const verdict = (report: Report): string => consoleText(report, coloured).split('\n')[1] ?? ''
  const cases = [[first, [violated('one', 'bad')]]] as const
  const listed = listing(entry('one'))
  expect(verdict(reportOf({ requirements, cases, baseline: listed }))).toContain(
    '\u001b[33mNON-CONFORMANT, as known\u001b[39m',
  )
  const stopped = { owner: 'target', reason: 'it died' } as const
  expect(verdict(reportOf({ requirements, cases, baseline: listed, stopped }))).toContain(
    'as known',
  )
  expect(verdict(reportOf({ requirements, cases, baseline: listing() }))).toContain(
    '\u001b[31mNON-CONFORMANT\u001b[39m',
  )
  const both = ['one', 'two'].map((id) => satisfied(id))
  const good = [[first, both]] as const
  expect(verdict(reportOf({ requirements, cases: good, baseline: listed }))).toContain(
    '\u001b[33mCONFORMANT\u001b[39m',
  )
  expect(verdict(reportOf({ requirements, cases: good, baseline: listing() }))).toContain(
    '\u001b[32mCONFORMANT\u001b[39m',
  )
})

test('ten known failures are shown in full, the others by name; the same excuse once', () => {
  const ids = Array.from({ length: 12 }, (_, at) => `requirement-number-${at + 1}`)
  const report = reportOf({
    requirements: ids.map((id) => wanted(id)),
    cases: [
      [proving('a/one', ...ids), ids.map((id) => violated(id, 'bad'))],
      [proving('a/two', ...ids), ids.map((id) => violated(id, 'bad'))],
    ],
    baseline: listing(...ids.flatMap((id) => [entry(id, 'a/one'), entry(id, 'a/two')])),
  })
  const text = consoleText(report)
  expect(text.match(/observed bad/g)).toHaveLength(10)
  expect(text.match(/reason {2}FF-7/g)).toHaveLength(10)
  expect(text).toContain('Known (12)')
  expect(text).toContain('and 2 more: requirement-number-11 (MUST), requirement-number-12 (MUST)')
  expect(text.split('\n').filter((line) => line.length > 100 && !line.includes('repeat'))).toEqual(
    [],
  )
})

test('days are counted from the day of the run to the last', () => {
  const left = (expires: string): string => daysLeft({ expires }, '2026-01-15T23:59:59.999Z')
  expect(['2026-01-15', '2026-01-16', '2026-03-01', '2026-01-14'].map(left)).toEqual([
    'today',
    'in 1 day',
    'in 45 days',
    '1 day ago',
  ])
})

test('the environment of Allure names the baseline, if there is one', () => {
  const cases = [[first, [violated('one', 'bad')]]] as const
  expect(environmentOf(reportOf({ requirements, cases }), [])).not.toHaveProperty('Baseline')
  expect(
    environmentOf(
      reportOf({ requirements, cases, baseline: listing(entry('one'), entry('two')) }),
      [],
    ),
  ).toMatchObject({
    Baseline: 'known.json, 2 entries: 1 known, 1 not tested; sha256 abababababab',
  })
})
