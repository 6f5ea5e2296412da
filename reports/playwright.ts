/** Tests of Playwright -> their cases, and their errors that are no findings. */
import { stripVTControlCharacters } from 'node:util'
import type { TestCase, TestError, TestResult } from '@playwright/test/reporter'
import { caseById } from '../fixtures/cases/index.ts'
import { testSettings } from '../fixtures/config/index.ts'
import { FUZZING, fuzzingCase } from '../fixtures/fuzz/chapter.ts'
import { CASE } from '../fixtures/labels.ts'
import type { Case } from '../spec/model.ts'

/** Start of the message about a violated case; any other error is one of the suite. */
const FINDING = /^(Error: )?expect\(findings\)\.toConform\(\)/

export function caseOf({ annotations }: TestCase): Case | undefined {
  const id = annotations.find(({ type }) => type === CASE)?.description
  if (id === undefined) return undefined
  if (id !== FUZZING) return caseById(id)
  const { fuzz } = testSettings()
  return fuzz && fuzzingCase(fuzz)
}

/** The first line of an error of the suite in a red test. */
export const crashOf = ({ errors }: TestResult): string | undefined =>
  errors.map(firstLine).find((line) => !FINDING.test(line))

/** Without the colours of Playwright. */
export const firstLine = ({ message, value }: TestError): string =>
  stripVTControlCharacters(message ?? value ?? 'unknown').split('\n', 1)[0] ?? ''
