/** The page of a CI job: appended to, never with a secret, and never at the cost of a verdict. */
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { readStepSummary } from '../../../fixtures/config/index.ts'
import { markdownText } from '../../../reports/formats/markdown.ts'
import { appendSummary } from '../../../reports/reporters/step-summary.ts'
import { golden } from '../../support/golden.ts'
import { temporary } from '../../support/exchange.ts'

const report = golden('every-state')
const clean = (): boolean => false

test('what other steps have said stays', () => {
  const file = temporary('summary.md', '# Before\n')
  expect(appendSummary(file, report, clean)).toBeUndefined()
  expect(appendSummary(file, report, clean)).toBeUndefined()
  const text = markdownText(report)
  expect(readFileSync(file, 'utf8')).toBe(`# Before\n\n${text}\n${text}`)
})

test('a text with a secret in it is not appended', () => {
  const file = temporary('summary.md', '')
  const containsSecret = (text: string): boolean => text.includes('status of request')
  expect(appendSummary(file, report, containsSecret)).toBe('a secret was found in it')
  expect(readFileSync(file, 'utf8')).toBe('')
})

test('a file that cannot be written is told in a line', ({}, info) => {
  const file = info.outputPath('no', 'such', 'summary.md')
  expect(appendSummary(file, report, clean)).toBe('it cannot be written (ENOENT)')
  expect(existsSync(file)).toBe(false)
})

test('the file is named by the variable of GitHub, if it is set', () => {
  expect(readStepSummary({ GITHUB_STEP_SUMMARY: '/a/b' })).toBe('/a/b')
  expect([readStepSummary({}), readStepSummary({ GITHUB_STEP_SUMMARY: '' })]).toEqual([
    undefined,
    undefined,
  ])
})
