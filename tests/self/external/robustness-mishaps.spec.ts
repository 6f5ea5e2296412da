/** Ordinary mishaps around a run, and the runner started directly: right, or one clear line and a code that is not 0. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { root } from '../../cli/lib/programs.ts'
import { mishapRow } from '../../docs/pages/robustness.ts'
import { machineMishaps } from '../../robustness/mishaps.ts'
import { runnerMishaps } from '../../robustness/runner-mishaps.ts'

/** The formatter pads the cells. */
const flat = (text: string): string => text.replaceAll(/ +/g, ' ')
const page = flat(readFileSync(join(root, 'docs/robustness.md'), 'utf8'))

for (const mishap of [...machineMishaps, ...runnerMishaps])
  test(`${mishap.id}: exit code ${mishap.code}`, async ({}, info) => {
    const { code, message } = await mishap.observe(info)
    expect({ code, message }).toEqual({
      code: mishap.code,
      message: expect.stringMatching(mishap.message),
    })
    expect(message).not.toContain('\n')
    const row = mishapRow({ ...mishap, message })
    expect(page.includes(flat(row)), `run npm run docs: ${row}`).toBe(true)
  })
