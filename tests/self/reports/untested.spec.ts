/** The three terms for a requirement without an outcome, in every format. */
import { expect, test } from '@playwright/test'
import { caseById, casesIn } from '../../../fixtures/cases/index.ts'
import { consoleText } from '../../../reports/formats/console.ts'
import { markdownText } from '../../../reports/formats/markdown.ts'
import { sarifText } from '../../../reports/formats/sarif.ts'
import { byGroup } from '../../../reports/report/groups.ts'
import type { Report } from '../../../reports/report/report.ts'
import { untestedText } from '../../../reports/report/untested.ts'
import type { Case } from '../../../spec/model.ts'
import { requirement } from '../../../spec/requirements/index.ts'
import { sarifRun } from '../../support/file-numbers.ts'
import { open, reportOf } from '../../support/reports.ts'

/** Tested by smoke, by certify, by no case of its own. */
const IDS = ['expired-token-refused', 'unsigned-token-refused', 'retry-after-on-429']

/** A run of these cases in which no response is one that the requirements are about. */
const runOf = (profile: Report['profile'], planned: readonly Case[]): Report =>
  reportOf({
    profile,
    requirements: IDS.map(requirement),
    cases: planned.map((testCase) => [testCase, []]),
  })

const terms = (report: Report): (string | undefined)[] => report.requirements.map(untestedText)

const NOT_APPLICABLE = expect.stringMatching(/^not applicable: /)

test('a requirement that a larger profile tests is not in this profile', () => {
  const smoke = casesIn('smoke').filter(({ chapter }) => chapter !== 'Expired tokens')
  expect(terms(runOf('smoke', smoke))).toEqual([
    'not selected: no selected case tests it',
    'not in this profile; profile gate tests it',
    NOT_APPLICABLE,
  ])
})

test('a requirement whose cases were not selected is not selected, and no list shows its id', () => {
  const report = runOf('certify', [caseById('valid-credentials/control')])
  expect(terms(report)).toEqual([
    'not selected: no selected case tests it',
    'not selected: no selected case tests it',
    NOT_APPLICABLE,
  ])
  const some = { ...report, must: { judged: 1, total: 3 } }
  const line = 'Not selected (2): the selection left out the cases for them'
  for (const text of [consoleText(some), markdownText(some)]) {
    expect(text).toContain(line)
    expect(text).not.toContain('expired-token-refused')
  }
})

test('a requirement with an outcome has none of the terms', () => {
  expect(untestedText({ outcome: 'satisfied' })).toBeUndefined()
  expect(untestedText({ outcome: 'violated' })).toBeUndefined()
})

test('a report from before the terms is read as not applicable', () => {
  const old = { outcome: 'inapplicable', reason: 'nothing in any answer of this run to look at' }
  expect(untestedText(old as never)).toMatch(/^not applicable: nothing in any/)
})

test('the texts list each requirement under its term', () => {
  const control = caseById('valid-credentials/control')
  const expired = caseById('expired-tokens/expired')
  const report = {
    ...reportOf({
      profile: 'smoke',
      requirements: [...IDS.map(requirement), requirement('success-status')],
      cases: [
        [control, [{ requirement: 'success-status', outcome: 'satisfied', violations: [] }]],
        [expired, [open('expired-token-refused', 'there was none; set FORMFLOW_EXPIRED_TOKEN')]],
      ],
    }),
  }
  const groups = byGroup(report)
  expect(groups['not in this profile'].map(({ id }) => id)).toEqual(['unsigned-token-refused'])
  expect(consoleText(report)).toContain(`Not tested (1)
  expired-token-refused (MUST)
    not tested because there was none; set FORMFLOW_EXPIRED_TOKEN

Not in this profile (1): unsigned-token-refused (MUST)

Not applicable (1): retry-after-on-429 (MAY)
`)
  const markdown = markdownText(report)
  expect(markdown).toContain('not tested because there was none; set `FORMFLOW_EXPIRED_TOKEN`')
  expect(markdown).toContain('Not in this profile (1): `unsigned-token-refused` (MUST).')
  expect(markdown).toContain(
    '1 not tested, 0 not selected, 1 not in this profile, 1 not applicable, 1 satisfied',
  )
  const [invocation] = sarifRun(sarifText(report)).invocations ?? []
  const notes = invocation?.toolExecutionNotifications?.map(({ message }) => message.text)
  expect(notes).toEqual([
    'expired-token-refused (MUST): not tested because there was none; set FORMFLOW_EXPIRED_TOKEN',
    'unsigned-token-refused (MUST): not in this profile; profile gate tests it',
    expect.stringMatching(/^retry-after-on-429 \(MAY\): not applicable: /),
  ])
})
