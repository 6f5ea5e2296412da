/** Each case of the profile against the target. */
import { casesIn } from '../fixtures/cases/index.ts'
import { readSettings } from '../fixtures/env.ts'
import { expect } from '../fixtures/expect.ts'
import { labels } from '../fixtures/labels.ts'
import { test } from '../fixtures/test.ts'

for (const each of casesIn(readSettings().profile)) {
  test.describe(each.chapter, () => {
    test(each.title, labels(each), async ({ certify }) => {
      expect(await certify(each)).toConform()
    })
  })
}
