/** Where fuzzing ends: by seed, by budget, by deadlines, by answers that do not come twice. */
import { expect, test } from '@playwright/test'
import { allowance } from '../../fixtures/fuzz/chapter.ts'
import { certifyInMemory, faultless } from '../../fixtures/in-memory.ts'
import { faults } from '../../fixtures/server/faults/index.ts'
import type { Variation } from '../../fixtures/server/variation.ts'
import { fuzzed, SEED } from './pasted.ts'
import { present } from './support.ts'

test('the same seed and the same server come to the same, another seed tries others', async () => {
  const fault = present(faults.find(({ id }) => id === 'mistyped-members-answered-422'))
  const [once, again, other] = [
    await fuzzed(fault, 60),
    await fuzzed(fault, 60),
    await fuzzed(fault, 60, 7),
  ]
  expect(again.fuzz).toEqual(once.fuzz)
  expect(again.findings).toEqual(once.findings)
  expect(other.fuzz).not.toEqual(once.fuzz)
})

test('bodies that the budget does not allow are listed, and nothing about them passes', async () => {
  const fuzz = { runs: 100, seed: SEED }
  const ended = await certifyInMemory(faultless, {
    planned: [],
    fuzz,
    maxRequests: 21 - allowance(fuzz),
  })
  const { tried, repeated, leftOut } = present(ended.fuzz)
  expect([ended.requests, tried]).toEqual([21, 20])
  expect(leftOut).toEqual([
    { reason: expect.stringContaining('budget of 21 requests'), bodies: 80 - repeated },
  ])
  expect(ended.verdict.exit).toMatchObject({ code: 3, owner: 'environment' })
  const open = ended.findings.filter(({ outcome }) => outcome === 'inconclusive')
  expect(open.map((each) => each.requirement)).toContain('malformed-json-refused')
})

test('a server that hangs is not asked to hang for hours', async () => {
  const fault = present(faults.find(({ id }) => id === 'truncated-json-hangs'))
  const { fuzz, violated } = await fuzzed(fault, 200)
  expect(violated).toContain('no-hang')
  const [left] = present(fuzz).leftOut
  expect(left?.reason).toBe('10 bodies were not answered within the deadline')
  expect(left?.bodies).toBeGreaterThan(50)
})

test('an answer that does not come twice is told as unstable, and accuses nobody', async () => {
  let crashes = 1
  const once: Variation = {
    ...faultless,
    alter: (own) => ({
      validate: (value, request) => {
        if (value === null && crashes-- > 0) throw new Error('unhandled')
        return own.validate(value, request)
      },
    }),
  }
  const { violated, findings, fuzz } = await fuzzed(once, 100)
  expect(present(fuzz).found.map(({ paste }) => paste.steps[0]?.text)).toEqual(['null'])
  expect(violated).toEqual([])
  expect(findings.find(({ reason }) => reason?.startsWith('unstable: '))?.outcome).toBe(
    'inconclusive',
  )
})
