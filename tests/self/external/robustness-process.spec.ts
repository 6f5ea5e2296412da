/** Some situations end to end: exit code, output, complete files, and no secret in them. */
import { expect, test } from '@playwright/test'
import { observeByProcess } from '../../robustness/by-process.ts'
import { budgetOf } from '../../robustness/observe.ts'
import { situations } from '../../robustness/situations.ts'
import { reportProblems } from '../../support/report-schemas.ts'

/** Text without the line breaks of the terminal. */
const unwrapped = (text: string): string => text.replaceAll(/\s+/g, ' ')

for (const situation of situations.filter(({ process }) => process !== undefined))
  test(`${situation.title}: exit code ${situation.code}`, async ({}, info) => {
    const { ended, ...seen } = await observeByProcess(situation, info)
    expect([seen.owner, seen.code], ended.output).toEqual([situation.owner, situation.code])
    expect(seen.message).toMatch(situation.message)
    expect(seen.requests).toBeLessThanOrEqual(
      situation.most === 'plan' ? budgetOf(situation, 'smoke') : situation.most,
    )
    expect(seen.astray, 'requests where none belongs').toBe(0)
    expect(reportProblems(ended.report())).toEqual([])
    const { reason } = ended.report().exit
    expect(unwrapped(ended.output)).toContain(unwrapped(reason ?? ''))
    const written = [ended.output, ...ended.files().values()]
    expect(seen.secrets.filter((secret) => written.some((text) => text.includes(secret)))).toEqual(
      [],
    )
    expect([...ended.files().keys()].filter((name) => /\.(part|lock)/.test(name))).toEqual([])
  })
