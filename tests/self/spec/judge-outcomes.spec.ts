/** A requirement after all cases: the worst finding counts, and what was not judged has a reason. */
import { expect, test } from '@playwright/test'
import { judge, type Judgement, type Verdict } from '../../../spec/verdict/judge.ts'
import type { Outcome } from '../../../spec/model.ts'
import { all, finding, good, planned, proving, verdictOf } from '../../support/judge-inputs.ts'

const outcomeOf = ({ requirements }: Verdict, id: string): Judgement | undefined =>
  requirements.find((judgement) => judgement.id === id)

const outcomes: readonly (readonly [findings: readonly Outcome[], worst: Outcome])[] = [
  [['satisfied', 'satisfied'], 'satisfied'],
  [['satisfied', 'inapplicable'], 'satisfied'],
  [['satisfied', 'inconclusive'], 'inconclusive'],
  [['inconclusive', 'violated'], 'violated'],
  [['satisfied', 'violated'], 'violated'],
  [['inapplicable', 'inapplicable'], 'inapplicable'],
]

for (const [found, worst] of outcomes)
  test(`${found.join(' and ')} make ${worst}, in any order`, () => {
    for (const order of [found, found.toReversed()]) {
      const findings = order.map((outcome, at) => finding('first-must', outcome, `c/${at}`, 'why'))
      const { requirements } = judge(all, [], findings, { strict: false })
      expect(requirements[0]).toMatchObject({ outcome: worst, cases: ['c/0', 'c/1'] })
    }
  })

test('a planned case that did not run leaves its requirement inconclusive and is named', () => {
  const verdict = verdictOf([finding('first-must', 'satisfied')])
  expect(outcomeOf(verdict, 'first-must')?.outcome).toBe('satisfied')
  expect(outcomeOf(verdict, 'second-must')).toMatchObject({
    outcome: 'inconclusive',
    reason: 'not run: c/two',
  })
})

test('one of two proving cases is not enough', () => {
  const both = [...planned, proving('c/three', 'first-must')]
  const { requirements } = judge(all, both, good, { strict: false })
  expect(requirements[0]).toMatchObject({ outcome: 'inconclusive', reason: 'not run: c/three' })
})

test('a requirement without findings has a reason', () => {
  expect(outcomeOf(verdictOf(good), 'a-may')).toEqual({
    id: 'a-may',
    level: 'MAY',
    outcome: 'inapplicable',
    cases: [],
    reason: 'no response of this run is about it',
  })
})

test('the reason of an inconclusive requirement is that of the finding', () => {
  const verdict = verdictOf([
    finding('first-must', 'inconclusive', 'c/one', 'it was stopped by the rate limit'),
  ])
  expect(outcomeOf(verdict, 'first-must')).toMatchObject({
    reason: 'it was stopped by the rate limit',
  })
})

test('with requireAll a MUST that was not tested ends a run with 3, and is named', () => {
  const half = [finding('first-must', 'satisfied')]
  const strict = { strict: false, requireAll: true }
  expect(judge(all, planned, half, { strict: false }).exit).toEqual({ code: 0, owner: 'none' })
  expect(judge(all, planned, half, strict)).toMatchObject({
    verdict: 'conformant',
    exit: {
      code: 3,
      owner: 'environment',
      reason: '--require-all: 1 MUST not tested: second-must',
    },
  })
  expect(judge(all, planned, good, strict).exit.code, 'all tested').toBe(0)
  const worse = [...half, finding('second-must', 'violated')]
  expect(judge(all, planned, worse, strict).exit.code, 'a violation comes first').toBe(1)
})

test('excluded requirements are not in the verdict', () => {
  expect(verdictOf(good).requirements.map(({ id }) => id)).toEqual([
    'first-must',
    'second-must',
    'a-should',
    'a-may',
  ])
})
