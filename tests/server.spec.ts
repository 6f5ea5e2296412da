/** Each case of the profile against the target; then, if asked for, bodies that nobody wrote. */
import { casesIn } from '../fixtures/cases/index.ts'
import { readSettings } from '../fixtures/env.ts'
import { expect } from '../fixtures/expect.ts'
import { fuzzingCase } from '../fixtures/fuzz/chapter.ts'
import { labels } from '../fixtures/labels.ts'
import { test } from '../fixtures/test.ts'

const { profile, fuzz } = readSettings()

for (const each of casesIn(profile)) {
  test.describe(each.chapter, () => {
    test(each.title, labels(each), async ({ perform, record }) => {
      const performance = await perform(each)
      const findings = await record(each, performance)
      expect(findings).toConform()
    })
  })
}

if (fuzz) {
  const each = fuzzingCase(fuzz)
  test.describe(each.chapter, () => {
    test(each.title, labels(each), async ({ contract }, info) => {
      const { fuzzThroughDoor } = await import('../fixtures/fuzz/through-door.ts')
      const findings = await fuzzThroughDoor(fuzz, contract, info)
      expect(findings).toConform()
    })
  })
}
