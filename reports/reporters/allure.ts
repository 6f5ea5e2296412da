/** Allure's part of a run: loaded before the tests begin, and only for a certification. */
import type { FullConfig, Suite } from '@playwright/test/reporter'
import { join } from 'node:path'
import type AllureReporter from '../allure/reporter.ts'

let loaded: typeof AllureReporter | undefined

export async function loadAllure(): Promise<void> {
  loaded = (await import('../allure/reporter.ts')).default
}

/** @returns a reporter of the tests of the certification alone; `undefined` before `loadAllure` */
export function allureFor(
  reportsDir: string,
  config: FullConfig,
  suite: Suite,
): AllureReporter | undefined {
  const project = suite.suites.find((one) => one.project()?.name === 'server')
  if (!loaded || !project) return undefined
  const reporter = new loaded({ resultsDir: join(reportsDir, 'allure-results'), detail: false })
  reporter.onConfigure(config)
  reporter.onBegin(project)
  return reporter
}
