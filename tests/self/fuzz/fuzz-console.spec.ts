/** How a report and a terminal show generated bodies. */
import { expect, test } from '@playwright/test'
import type { FuzzReport } from '../../../fixtures/fuzz/results.ts'
import { consoleText } from '../../../reports/formats/console.ts'
import type { Report } from '../../../reports/report/report.ts'
import { proving, reportOf, satisfied, violated, wanted } from '../../support/reports.ts'
import { present, sight } from '../../support/exchange.ts'

const fuzz: FuzzReport = {
  runs: 100,
  seed: -7,
  tried: 60,
  repeated: 30,
  leftOut: [{ reason: 'the budget is used\u001b[2J up', bodies: 10 }],
  shrinking: 5,
  found: Array.from({ length: 7 }, (_, at) => ({
    case: `fuzzing/one-${at}`,
    requirements: ['one', 'two'],
    paste: {
      id: `one-${at}`,
      title: 'a title',
      steps: [{ text: '\u202e\u001b[2Jé\u{1f511}', expect: { status: [400] }, proves: ['one'] }],
    },
    smallest: at !== 1,
  })),
}

const planned = proving('fuzzing/bodies', 'one')
const generated = proving('fuzzing/one-0', 'one')
const { exchange } = sight({ status: 500 })

/** A run with one good case, and what fuzzing recorded on top. */
function reportWith(body: string): Report {
  const step = { ...present(generated.steps[0]), body }
  const testCase = { ...generated, steps: [step] }
  const results = new Map([
    [
      'fuzzing/bodies',
      { performance: { caseId: 'fuzzing/bodies', exchanges: [] }, findings: [], fuzz },
    ],
    [
      testCase.id,
      {
        performance: { caseId: testCase.id, exchanges: [exchange] },
        findings: [{ ...violated('one', 'bad'), case: testCase.id }],
        generated: testCase,
      },
    ],
  ])
  return reportOf({
    cases: [[planned, [satisfied('one')]]],
    requirements: [wanted('one')],
    results,
  })
}

test('a generated case is in the report like any other, after those that were planned', () => {
  const report = reportWith('{{bytes 7b}}{')
  expect(report.cases.map(({ id, outcome }) => [id, outcome])).toEqual([
    ['fuzzing/bodies', 'violated'],
    ['fuzzing/one-0', 'violated'],
  ])
  expect(report.cases[0]?.requests).toBe(65)
  expect(report.requirements[0]).toMatchObject({ outcome: 'violated', cases: ['fuzzing/one-0'] })
  expect(report.exit.code).toBe(1)
  expect(report.cases[1]?.reproduce).toContain("--data-binary '{''{' ")
})

test('a body that a shell cannot express is repeated by its seed', () => {
  expect(reportWith('{{bytes ff}}').cases[1]?.reproduce).toBe(
    'npm run conformance -- --fuzz 100 --seed=-7 --grep @fuzzing/bodies',
  )
})

test('the terminal counts every generated body once, with the reasons for those that were skipped', () => {
  const text = consoleText(reportWith('{'))
  expect(text).toContain(
    '--fuzz 100 --seed=-7: 60 bodies tested, 30 duplicates, 10 skipped, 5 more to find the smallest',
  )
  expect(text).toContain('10 skipped: the budget is used·[2J up')
})

test('five cases are printed, in ASCII that can be pasted, and the rest is counted', () => {
  const text = consoleText(reportWith('{'))
  expect(text).toContain('"text": "\\u202e\\u001b[2J\\u00e9\\ud83d\\udd11"')
  expect(text.match(/"id": /g)).toHaveLength(5)
  expect(text).toContain('fuzzing/one-1  one, two (there may be a smaller one)')
  expect(text).toContain('and 2 more in report.json')
})

test('a run that drew nothing says nothing of it', () => {
  const report = reportOf({ cases: [[planned, [satisfied('one')]]], requirements: [wanted('one')] })
  expect('fuzz' in report).toBe(false)
  expect(consoleText(report)).not.toMatch(/fuzzing {3}|Found by/)
})
