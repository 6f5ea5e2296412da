/** A run that ends at the first violated MUST. */
import { expect, test } from '@playwright/test'
import { endAtFailure } from '../../../fixtures/run/fail-fast.ts'
import type { Result } from '../../../fixtures/run/result.ts'
import { requirements } from '../../../spec/requirements/index.ts'
import type { Finding, Level, NotPerformed } from '../../../spec/model.ts'
import { command } from '../../support/cli-process.ts'
import { present } from '../../support/exchange.ts'

const violated = (level: Level, change: Partial<Finding> = {}): Result => {
  const { id } = present(requirements.find((one) => one.level === level))
  const violation = { where: 'body', expected: 'good', actual: 'bad' }
  const finding: Finding = {
    requirement: id,
    case: 'a/b',
    outcome: 'violated',
    violations: [violation],
    ...change,
  }
  return { performance: { caseId: 'a/b', exchanges: [] }, findings: [finding] }
}

/** @param pending ids of cases that count only once a control has worked; `works`: it does */
async function reasonFor(
  result: Result,
  strict = false,
  { pending = [] as readonly string[], works = false } = {},
) {
  let left = pending
  let stopped: NotPerformed | undefined
  const stop = (reason: NotPerformed): void => {
    stopped = reason
  }
  const confirm = async (): Promise<void> => {
    if (works) left = []
  }
  await endAtFailure({ pending: () => left, confirm, stop }, [result], strict)
  return stopped
}

test('a violated MUST ends the run, and advice does so in a strict run', async () => {
  expect((await reasonFor(violated('MUST')))?.reason).toContain('--fail-fast')
  expect(await reasonFor(violated('SHOULD'))).toBeUndefined()
  expect(await reasonFor(violated('SHOULD'), true)).toBeDefined()
  expect(await reasonFor(violated('MUST', { outcome: 'satisfied' }))).toBeUndefined()
})

test('what a baseline excuses does not end it, nor what no control confirms', async () => {
  const known = { requirement: 'a', reason: 'b', owner: 'c', expires: '2027-01-31' }
  expect(await reasonFor(violated('MUST', { known }))).toBeUndefined()
  const pending = ['a/b']
  expect(await reasonFor(violated('MUST'), false, { pending })).toBeUndefined()
  expect(await reasonFor(violated('MUST'), false, { pending, works: true })).toBeDefined()
})

test('the rest is not tested, and every report is there', async ({}, info) => {
  const { code, output, report, files } = await command(info, [
    'run',
    '--no-html',
    '--fail-fast',
    '--fault',
    'expiry-not-checked',
  ])
  expect(code, output).toBe(1)
  const { cases, traffic, exit, requirements: reported } = report()
  expect(exit).toMatchObject({ code: 1, owner: 'target' })
  expect(cases.filter(({ outcome }) => outcome === 'violated')).toHaveLength(1)
  const at = cases.findIndex(({ outcome }) => outcome === 'violated')
  const later = cases.slice(at + 1)
  expect(later.length).toBeGreaterThan(50)
  for (const { id, outcome, reason } of later)
    expect([id, outcome, reason]).toEqual([
      id,
      'inconclusive',
      expect.stringContaining('--fail-fast'),
    ])
  expect(traffic.requests).toBeLessThan(30)
  expect(reported.find(({ id }) => id === 'expired-token-refused')?.outcome).toBe('violated')
  for (const name of ['junit.xml', 'report.md', 'evidence.ndjson', 'certificate.json'])
    expect([...files().keys()]).toContain(name)
})
