/** Tests of the runner -> the cases that they show, and what broke in them that is no finding. */
import { stripVTControlCharacters } from 'node:util'
import type { TestCase, TestError, TestResult } from '@playwright/test/reporter'
import { caseById } from '../fixtures/cases/index.ts'
import { testSettings } from '../fixtures/config/index.ts'
import { FUZZING, fuzzingCase } from '../fixtures/fuzz/chapter.ts'
import { CASE } from '../fixtures/labels.ts'
import type { Case } from '../spec/model.ts'

/** How the message of a violated case begins; any other error is a crash. */
const FINDING = /^(Error: )?expect\(findings\)\.toConform\(\)/

export function caseOf({ annotations }: TestCase): Case | undefined {
  const id = annotations.find(({ type }) => type === CASE)?.description
  if (id === undefined) return undefined
  if (id !== FUZZING) return caseById(id)
  const { fuzz } = testSettings()
  return fuzz && fuzzingCase(fuzz)
}

/** The first line of what broke by itself in a red test: that is ours, never the target's. */
export const crashOf = ({ errors }: TestResult): string | undefined =>
  errors.map(firstLine).find((line) => !FINDING.test(line))

/** The runner colours its messages. */
export const firstLine = ({ message, value }: TestError): string =>
  stripVTControlCharacters(message ?? value ?? 'unknown').split('\n', 1)[0] ?? ''
