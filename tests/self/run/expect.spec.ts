/** The one assertion of certification tests. */
import { stripVTControlCharacters } from 'node:util'
import { expect, test } from '@playwright/test'
import { expect as conforming } from '../../../fixtures/expect.ts'
import type { Finding, Outcome } from '../../../spec/model.ts'
import { requirement, requirements } from '../../../spec/requirements/index.ts'
import { present } from '../../support/exchange.ts'

const idOf = (level: string): string =>
  present(requirements.find((found) => found.level === level)).id

const finding = (
  id: string,
  outcome: Outcome = 'violated',
  actual: readonly string[] = ['bad'],
): Finding => ({
  requirement: id,
  case: 'a/b',
  outcome,
  violations: actual.map((text) => ({ where: 'body', expected: 'good', actual: text })),
})

/** The message of the assertion without colours; `passes` when it does. */
function messageOf(...findings: readonly Finding[]): string {
  try {
    conforming(findings).toConform()
    return 'passes'
  } catch (error) {
    return stripVTControlCharacters((error as Error).message)
  }
}

test('it passes on no finding, and on every outcome but a violation', () => {
  const must = idOf('MUST')
  expect(messageOf()).toBe('passes')
  for (const outcome of ['satisfied', 'inapplicable', 'inconclusive'] as const)
    expect(messageOf(finding(must, outcome, []))).toBe('passes')
})

test('it passes on violated advice unless the run is strict', () => {
  const [should, may] = [idOf('SHOULD'), idOf('MAY')]
  expect(messageOf(finding(should), finding(may))).toBe('passes')
  process.env['FORMFLOW_STRICT'] = '1'
  try {
    expect(messageOf(finding(should))).toContain(`${should} (SHOULD): `)
    expect(messageOf(finding(may))).toBe('passes')
  } finally {
    delete process.env['FORMFLOW_STRICT']
  }
})

test('it names every violation of every requirement, and why that matters', () => {
  const [one, two] = ['success-status', 'success-schema'].map(requirement)
  const words = messageOf(
    finding('success-status', 'violated', ['bad', 'worse']),
    finding('success-schema'),
  )
  for (const { id, statement, why, reference } of [present(one), present(two)]) {
    expect(words).toContain(`${id} (MUST): ${statement}\n`)
    expect(words).toContain(`  Why it matters: ${why}\n  Source: ${reference}`)
  }
  expect(words).toContain(
    '  body: expected good; observed bad\n  body: expected good; observed worse\n',
  )
  expect(words).toContain('expect(findings).toConform()')
})

test('what a baseline excuses passes, and nothing else of the same case', () => {
  const known = {
    requirement: 'success-status',
    reason: 'FF-7',
    owner: 'Platform',
    expires: '2027-01-31',
  }
  const excused = { ...finding('success-status'), known }
  expect(messageOf(excused)).toBe('passes')
  const words = messageOf(excused, finding('success-schema'))
  expect(words).toContain('success-schema (MUST): ')
  expect(words).not.toContain('success-status')
})

test('a target’s text stays on its line, so that none of it is taken for a stack', () => {
  const words = messageOf(
    finding(idOf('MUST'), 'violated', ['a\n    at evil (file.js:1:1)\u001b[2J\uffff']),
  )
  expect(words).toContain('observed a·    at evil (file.js:1:1)·[2J·\n')
})
