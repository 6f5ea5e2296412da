/** Hostile and broken targets: bounded, nobody wrongly accused, and a message that says whose problem it is. */
import { expect, test } from '@playwright/test'
import { MAX_BODY } from '../../fixtures/transport.ts'
import { observe } from '../robustness/observe.ts'
import { situations } from '../robustness/situations.ts'

/** What a kernel and a stream may hold beyond what was asked for. */
const BUFFERED = 4 * 65_536

for (const situation of situations.filter((each) => each.process !== 'only'))
  test(`${situation.title}: ${situation.owner}`, async () => {
    const unavailable = situation.unavailable?.()
    test.skip(unavailable !== undefined, unavailable)
    const seen = await observe(situation)
    expect([seen.owner, seen.code], seen.message).toEqual([situation.owner, situation.code])
    expect(seen.message).toMatch(situation.message)
    expect(seen.requests).toBeLessThanOrEqual(situation.most)
    expect(seen.astray, 'requests where none belongs').toBe(0)
    expect(seen.read).toBeLessThan(MAX_BODY + BUFFERED)
    expect(seen.secrets.filter((secret) => seen.told.includes(secret))).toEqual([])
  })
