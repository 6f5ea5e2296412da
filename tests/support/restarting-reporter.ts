/** The reporter of a run, but the worker is not asked to expect failures: the runner restarts it after each red test. */
import type { FullConfig, Suite } from '@playwright/test/reporter'
import { currentRun } from '../../fixtures/run/run.ts'
import ConformanceReporter from '../../reports/reporters/conformance.ts'

export default class RestartingReporter extends ConformanceReporter {
  override onBegin(config: FullConfig, suite: Suite): void {
    const run = currentRun()
    const { begin } = run
    Object.assign(run, {
      begin: ((cases, by) =>
        begin(cases, { ...by, redMayBeExpected: false })) satisfies typeof begin,
    })
    super.onBegin(config, suite)
  }
}
