/** The pages of all cases of the current run. */
import type { TestResult } from '@playwright/test/reporter'
import { control } from '../../fixtures/cases/index.ts'
import { currentRun } from '../../fixtures/run/run.ts'
import type { Case } from '../../spec/model.ts'
import { requirements } from '../../spec/requirements/index.ts'
import { crashOf } from '../playwright.ts'
import { pageOf, type Page } from './case-page.ts'
import { viewOf, type RunView } from './case-view.ts'

/** @param result of the case's test */
export type MakePage = (testCase: Case, result: TestResult) => Page

/** @returns once the target is there; rejects as `started` of the run does */
export async function pagesOfRun(): Promise<MakePage> {
  const { settings, started, baseline: baselineOf, results } = currentRun()
  const { contract, target } = await started()
  const [step] = control.steps
  if (!step) throw new Error('the control case has no step')
  const baseline = baselineOf()
  const material = {
    requirements,
    results,
    strict: settings.strict,
    target: { baseUrl: target.baseUrl.href },
    ...(baseline ? { baseline } : {}),
  }
  const run: RunView = { material, control: step, document: contract.document }
  return (testCase, result) =>
    pageOf(viewOf(testCase, run, { crash: crashOf(result), excuses: excusesIn(result) }))
}

/** The test has a `known` annotation per violation that the baseline excuses. */
const excusesIn = ({ annotations }: TestResult): string[] =>
  annotations.flatMap(({ type, description }) =>
    type === 'known' && description !== undefined ? [description] : [],
  )
