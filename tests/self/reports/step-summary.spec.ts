/** The summary of a CI job: appended to, never with a secret, and never the reason of another verdict. */
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { readStepSummary } from '../../../fixtures/config/index.ts'
import { appendSummary } from '../../../reports/reporters/step-summary.ts'
import { temporary } from '../../support/exchange.ts'

const text = '## CONFORMANT\n'
const clean = (): boolean => false

test('the text is appended to the texts of other steps', () => {
  const file = temporary('summary.md', '# Before\n')
  expect(appendSummary(file, text, clean)).toBeUndefined()
  expect(appendSummary(file, text, clean)).toBeUndefined()
  expect(readFileSync(file, 'utf8')).toBe(`# Before\n\n${text}\n${text}`)
})

test('a text with a secret in it is not appended', () => {
  const file = temporary('summary.md', '')
  const containsSecret = (candidate: string): boolean => candidate.includes('CONFORMANT')
  expect(appendSummary(file, text, containsSecret)).toBe('a secret was found in it')
  expect(readFileSync(file, 'utf8')).toBe('')
})

test('a file that cannot be written is reported in one line', ({}, info) => {
  const file = info.outputPath('no', 'such', 'summary.md')
  expect(appendSummary(file, text, clean)).toBe('it cannot be written (ENOENT)')
  expect(existsSync(file)).toBe(false)
})

test('the variable of GitHub names the file, if it is set', () => {
  expect(readStepSummary({ GITHUB_STEP_SUMMARY: '/a/b' })).toBe('/a/b')
  expect([readStepSummary({}), readStepSummary({ GITHUB_STEP_SUMMARY: '' })]).toEqual([
    undefined,
    undefined,
  ])
})
