/**
 * The runner ends its worker after each test whose status is not the expected one, and starts another. So a worker expects
 * the failure of a test that is about to fail, and here the test is shown as what it is: red.
 */
import type { TestCase } from '@playwright/test/reporter'

type Status = TestCase['expectedStatus']

/**
 * Whatever reporters there are, and in whatever order: all of them, and the exit code of the runner, read this property.
 * No test of a certification expects to fail; one that was skipped stays so.
 */
export function showRed(tests: readonly TestCase[]): void {
  for (const test of tests) {
    let status = test.expectedStatus
    Object.defineProperty(test, 'expectedStatus', {
      configurable: true,
      enumerable: true,
      get: () => status,
      set: (expected: Status) => {
        status = expected === 'failed' ? 'passed' : expected
      },
    })
  }
}
