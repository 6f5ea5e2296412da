/** Listed first: takes out of every result what the runner adds for other purposes than a report. */
import { inert } from '../../spec/lib/sanitize.ts'
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter'

export default class Tidy implements Reporter {
  /** The runner attaches a prompt with the test's source to every red test; no reader of a certificate needs it. */
  onTestEnd(test: TestCase, result: TestResult): void {
    // Their words become attributes of XML, and the writers of XML let through what no XML may hold.
    for (const annotation of [...test.annotations, ...result.annotations])
      if (annotation.description !== undefined)
        annotation.description = inert(annotation.description)
    for (const error of result.errors) {
      // A finding is about the target: where our code asserted it helps nobody. A crash of ours keeps its stack.
      if (!error.message?.includes('toConform')) continue
      delete error.stack
      delete error.snippet
      delete error.location
    }
    result.attachments = result.attachments.filter(({ name }) => name !== 'error-context')
  }
}
