/** Hostile and broken targets: bounded, nobody wrongly accused, and a message that says whose problem it is. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { MAX_BODY } from '../../fixtures/transport.ts'
import { robustnessRow } from '../../reports/formats/robustness-page.ts'
import { observe } from '../robustness/observe.ts'
import { situations } from '../robustness/situations.ts'

/** A table as it is, whatever a formatter does to its columns. */
const flat = (text: string): string => text.replaceAll(/ {2,}|-{2,}/g, (run) => run[0] ?? '')

const page = flat(readFileSync(join(import.meta.dirname, '../../docs/robustness.md'), 'utf8'))

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
    const row = robustnessRow({ ...situation, message: seen.message })
    expect(page.includes(flat(row)), `run npm run docs: ${row}`).toBe(true)
    expect(seen.read).toBeLessThan(MAX_BODY + BUFFERED)
    expect(seen.secrets.filter((secret) => seen.told.includes(secret))).toEqual([])
  })
