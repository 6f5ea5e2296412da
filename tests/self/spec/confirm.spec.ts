/** A case that was performed twice: what counts, what flips, and who may be blamed for it. */
import { expect, test } from '@playwright/test'
import { caseById } from '../../../fixtures/cases/index.ts'
import { examine } from '../../../spec/verdict/examine.ts'
import type { Finding } from '../../../spec/model.ts'
import { contract, sight, type Scene } from '../../support/exchange.ts'

const valid = caseById('valid-credentials/pretty-printed')
const missing = caseById('missing-credentials/client-id')

/** Findings of one case by requirement, for the scene of each performance. */
function findingsOf(testCase: typeof valid, first: Scene, second: Scene): Map<string, Finding> {
  const exchange = (scene: Scene) => sight({ ...scene, step: testCase.steps[0] ?? {} }).exchange
  const performance = {
    caseId: testCase.id,
    exchanges: [exchange(first)],
    repeated: [exchange(second)],
  }
  return new Map(
    examine(testCase, performance, contract).map((finding) => [finding.requirement, finding]),
  )
}

const failing = (kind: 'reset' | 'timeout' | 'truncated'): Scene => ({
  failure: { kind, message: kind },
})

test('what is violated both times is violated, and the answers are stable', () => {
  const findings = findingsOf(missing, { status: 500, body: '' }, { status: 500, body: '' })
  expect(findings.get('no-server-error')?.outcome).toBe('violated')
  expect(findings.get('client-id-required')?.outcome).toBe('violated')
  expect(findings.get('stable-answers')).toMatchObject({ outcome: 'satisfied', violations: [] })
})

for (const [what, first, told] of [
  ['a server error', { status: 500 }, '500 the first time'],
  ['a refusal where success was due', { status: 401 }, '401 the first time'],
  ['an answer that broke off', failing('truncated'), 'truncated the first time'],
] as const)
  test(`${what} that does not come again is instability, and accuses of nothing else`, () => {
    const findings = findingsOf(valid, first, {})
    expect(findings.get('stable-answers')).toMatchObject({
      outcome: 'violated',
      violations: [
        {
          where: 'status of request, sent again after a working control',
          expected: '200 both times',
          actual: told,
        },
      ],
    })
    const others = [...findings.values()].filter(
      ({ requirement }) => requirement !== 'stable-answers',
    )
    expect(others.filter(({ outcome }) => outcome !== 'satisfied')).toEqual([])
    expect(findings.get('success-status')?.outcome).toBe('satisfied')
  })

for (const [what, first, told] of [
  ['a 502', { status: 502 }, '502'],
  ['a 503', { status: 503 }, '503'],
  ['a 504', { status: 504 }, '504'],
  ['a reset', failing('reset'), 'reset'],
  ['a time-out', failing('timeout'), 'timeout'],
] as const)
  test(`${what} that does not come again may be anybody's, and accuses nobody`, () => {
    const findings = findingsOf(missing, first, { status: 400, body: '' })
    expect(findings.get('stable-answers')).toMatchObject({
      outcome: 'inconclusive',
      reason: expect.stringContaining(`request was answered ${told}, then 400`),
    })
    const violated = [...findings.values()].filter(({ outcome }) => outcome === 'violated')
    expect(violated).toEqual([])
  })

test('another wrong answer the second time counts as it is, and the change with it', () => {
  const findings = findingsOf(missing, { status: 500 }, { status: 200 })
  expect(findings.get('client-id-required')?.outcome).toBe('violated')
  expect(findings.get('no-server-error')?.outcome).toBe('satisfied')
  expect(findings.get('stable-answers')?.outcome).toBe('violated')
})
