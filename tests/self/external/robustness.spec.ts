/** Hostile and broken targets: the run is limited, accuses nobody wrongly, and names the owner of the problem. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { MAX_BODY } from '../../../fixtures/http/transport.ts'
import { robustnessRow } from '../../docs/pages/robustness.ts'
import { budgetOf, observe, type Observed } from '../../robustness/observe.ts'
import type { Situation } from '../../robustness/model.ts'
import { situations } from '../../robustness/situations.ts'
import type { Profile } from '../../../spec/model.ts'

/** A table without the padding of the formatter. */
const flat = (text: string): string => text.replaceAll(/ {2,}|-{2,}/g, (part) => part[0] ?? '')

const page = flat(readFileSync(join(import.meta.dirname, '../../../docs/robustness.md'), 'utf8'))

/** Bytes that the kernel and streams may buffer. */
const BUFFERED = 4 * 65_536

/** Expects the right owner and message, within the limit, without stray requests and secrets. */
async function run(situation: Situation, profile: Profile): Promise<Observed> {
  const seen = await observe(situation, profile)
  const { most, smoke } = situation
  const { owner, code, message } = (profile === 'smoke' && smoke) || situation
  expect([seen.owner, seen.code], seen.message).toEqual([owner, code])
  expect(seen.message).toMatch(message)
  expect(seen.requests).toBeLessThanOrEqual(most === 'plan' ? budgetOf(situation, profile) : most)
  expect(seen.astray, 'requests where none belongs').toBe(0)
  expect(seen.read).toBeLessThan(MAX_BODY + BUFFERED)
  expect(seen.secrets.filter((secret) => seen.text.includes(secret))).toEqual([])
  return seen
}

for (const situation of situations.filter(({ process }) => process !== 'only'))
  test(`${situation.title}: ${situation.owner}`, async () => {
    const unavailable = situation.unavailable?.()
    test.skip(unavailable !== undefined, unavailable)
    const smoke = await run(situation, 'smoke')
    // If the control ended the run, the profile makes no difference.
    const both = smoke.passedControl && !situation.planned
    const certify = both ? await run(situation, 'certify') : smoke
    const { message } = situation.smoke ? certify : smoke
    const row = robustnessRow({ ...situation, message })
    expect(page.includes(flat(row)), `run npm run docs: ${row}`).toBe(true)
  })
