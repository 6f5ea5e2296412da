/** Runs that are refused before they send anything: one line, exit code 2, and never a value. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { root } from '../../cli/lib/programs.ts'
import { refusalRow } from '../../docs/pages/robustness.ts'
import { refusalOf, refusals, SECRETS } from '../../robustness/refusals.ts'

/** The formatter pads the cells. */
const flat = (text: string): string => text.replaceAll(/ +/g, ' ')
const page = flat(readFileSync(join(root, 'docs/robustness.md'), 'utf8'))

for (const refusal of refusals)
  test(`a run is refused for ${refusal.title}`, async () => {
    const { code, message } = await refusalOf(refusal)
    expect([code, message]).toEqual([2, expect.stringMatching(refusal.message)])
    expect(message).not.toContain('\n')
    for (const secret of SECRETS) expect(message).not.toContain(secret)
    const row = refusalRow({ ...refusal, message })
    expect(page.includes(flat(row)), `run npm run docs: ${row}`).toBe(true)
  })
