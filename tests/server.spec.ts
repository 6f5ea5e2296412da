/** Each case of the run against the target. */
import { testSettings } from '../fixtures/config/index.ts'
import { loadPrivate } from '../fixtures/cases/private.ts'
import { expect } from '../fixtures/expect.ts'
import { casesOfRun } from '../fixtures/fuzz/chapter.ts'
import { labels } from '../fixtures/labels.ts'
import { chosen } from '../fixtures/run/chosen.ts'
import { test } from '../fixtures/test.ts'

await chosen()
loadPrivate(testSettings().casesDir)

for (const testCase of casesOfRun(testSettings())) {
  test.describe(testCase.chapter, () => {
    test(testCase.title, labels(testCase), async ({ certify }) => {
      expect(await certify(testCase)).toConform()
    })
  })
}
