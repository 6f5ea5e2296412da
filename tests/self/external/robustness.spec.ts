/** Hostile and broken targets: bounded, nobody wrongly accused, and a message that says whose problem it is. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { MAX_BODY } from '../../../fixtures/http/transport.ts'
import { robustnessRow } from '../../docs/pages/robustness.ts'
import { budgetOf, observe, type Observed } from '../../robustness/observe.ts'
import type { Situation } from '../../robustness/model.ts'
import { situations } from '../../robustness/situations.ts'
import type { Profile } from '../../../spec/model.ts'

/** A table as it is, whatever a formatter does to its columns. */
const flat = (text: string): string => text.replaceAll(/ {2,}|-{2,}/g, (run) => run[0] ?? '')

const page = flat(readFileSync(join(import.meta.dirname, '../../../docs/robustness.md'), 'utf8'))

/** What a kernel and a stream may hold beyond what was asked for. */
const BUFFERED = 4 * 65_536

/** The right owner and words, within the bound, no request astray and no secret told. */
async function play(situation: Situation, profile: Profile): Promise<Observed> {
  const seen = await observe(situation, profile)
  const { most, smoke } = situation
  const { owner, code, message } = (profile === 'smoke' && smoke) || situation
  expect([seen.owner, seen.code], seen.message).toEqual([owner, code])
  expect(seen.message).toMatch(message)
  expect(seen.requests).toBeLessThanOrEqual(most === 'plan' ? budgetOf(situation, profile) : most)
  expect(seen.astray, 'requests where none belongs').toBe(0)
  expect(seen.read).toBeLessThan(MAX_BODY + BUFFERED)
  expect(seen.secrets.filter((secret) => seen.told.includes(secret))).toEqual([])
  return seen
}

for (const situation of situations.filter((each) => each.process !== 'only'))
  test(`${situation.title}: ${situation.owner}`, async () => {
    const unavailable = situation.unavailable?.()
    test.skip(unavailable !== undefined, unavailable)
    const smoke = await play(situation, 'smoke')
    // Where the control is the end of it nothing else was sent, whatever the profile would have sent.
    const both = smoke.beyondControl && !situation.planned
    const certify = both ? await play(situation, 'certify') : smoke
    const { message } = situation.smoke ? certify : smoke
    const row = robustnessRow({ ...situation, message })
    expect(page.includes(flat(row)), `run npm run docs: ${row}`).toBe(true)
  })
