/** Where fuzzing ends: by seed, by budget, by deadlines, by answers that do not come twice. */
import { expect, test } from '@playwright/test'
import { allowance } from '../../../fixtures/fuzz/chapter.ts'
import { fuzz } from '../../../fixtures/fuzz/fuzz.ts'
import { certifyInMemory, faultless } from '../../../fixtures/run/in-memory.ts'
import { faults } from '../../../fixtures/server/faults/index.ts'
import type { Variation } from '../../../fixtures/server/variation.ts'
import { fuzzed, SEED } from '../../support/fuzz-runs.ts'
import { contract, present } from '../../support/exchange.ts'

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
  const options = { runs: 100, seed: SEED }
  const ended = await certifyInMemory(faultless, {
    planned: [],
    fuzz: options,
    maxRequests: 21 - allowance(options),
  })
  const { tried, repeated, leftOut } = present(ended.fuzz)
  expect([ended.requests, tried]).toEqual([21, 20])
  expect(leftOut).toEqual([
    { reason: expect.stringContaining('budget of 21 requests'), bodies: 80 - repeated },
  ])
  expect(ended.verdict.exit).toMatchObject({ code: 3, owner: 'environment' })
  const open = ended.findings.filter(({ outcome }) => outcome === 'inconclusive')
  expect(open.map((finding) => finding.requirement)).toContain('malformed-json-refused')
})

test('a server that hangs does not make the run last for hours', async () => {
  const fault = present(faults.find(({ id }) => id === 'truncated-json-hangs'))
  const { violated, ...ended } = await fuzzed(fault, 200)
  expect(violated).toContain('no-hang')
  const [left] = present(ended.fuzz).leftOut
  expect(left?.reason).toBe('10 bodies were not answered within the deadline')
  expect(left?.bodies).toBeGreaterThan(50)
})

test('a response that does not come twice is reported as unstable, and is no violation', async () => {
  let crashes = 1
  const once: Variation = {
    ...faultless,
    alter: (behaviour) => ({
      validate: (value, request) => {
        if (value === null && crashes-- > 0) throw new Error('unhandled')
        return behaviour.validate(value, request)
      },
    }),
  }
  const { violated, findings, ...ended } = await fuzzed(once, 100)
  expect(present(ended.fuzz).found.map(({ paste }) => paste.steps[0]?.text)).toEqual(['null'])
  expect(violated).toEqual([])
  expect(findings.find(({ reason }) => reason?.startsWith('unstable: '))?.outcome).toBe(
    'inconclusive',
  )
})

test('the search for the smallest body ends with its allowance, and the report shows it', async () => {
  let requests = 0
  const slow: Variation = {
    ...faultless,
    alter: (behaviour) => ({
      answer: (answer, request, world) => {
        const rare = request.body.toString().match(/[\u{10000}-\u{10ffff}]/gu) ?? []
        if (rare.length < 3) return behaviour.answer(answer, request, world)
        requests += 1
        return 'hang'
      },
    }),
  }
  const ended = await fuzzed(slow, 300)
  const [only, ...others] = present(ended.fuzz).found
  expect([only?.smallest, others]).toEqual([false, []])
  // Ten bodies, twenty of the search, every one as expensive as ten, and the smallest once more.
  expect(requests).toBeLessThanOrEqual(31)
})

test('what breaks in the suite is thrown, and is no finding', async () => {
  const setting = { runs: 5, seed: SEED, contract, counts: () => true }
  const broken = fuzz({ ...setting, attempt: () => Promise.reject(new Error('ours')) })
  await expect(broken).rejects.toThrow('ours')
})
