/** Removes from every result what Playwright adds for developers of tests. Listed first, before all other reporters. */
import { inert } from '../../spec/lib/sanitize.ts'
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter'

export default class StripReporter implements Reporter {
  onTestEnd(test: TestCase, result: TestResult): void {
    // Reporters of others write them as attributes, with characters that XML forbids.
    for (const annotation of [...test.annotations, ...result.annotations])
      if (annotation.description !== undefined)
        annotation.description = inert(annotation.description)
    for (const error of result.errors) {
      // A finding is about the target, so the place in our code helps nobody. An error of the suite keeps its stack.
      if (!error.message?.includes('toConform')) continue
      delete error.stack
      delete error.snippet
      delete error.location
    }
    // A prompt with the source of the test, which Playwright attaches to every red one.
    result.attachments = result.attachments.filter(({ name }) => name !== 'error-context')
  }
}
