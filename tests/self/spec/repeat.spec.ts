/** A case that was performed twice: what counts, and whose fault a difference is. */
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

test('what is violated both times is violated, and the responses are stable', () => {
  const findings = findingsOf(missing, { status: 500, body: '' }, { status: 500, body: '' })
  expect(findings.get('no-server-error')?.outcome).toBe('violated')
  expect(findings.get('client-id-required')?.outcome).toBe('violated')
  expect(findings.get('stable-answers')).toMatchObject({ outcome: 'satisfied', violations: [] })
})

for (const [what, first, text] of [
  ['a server error', { status: 500 }, '500 the first time'],
  ['a refusal instead of a success', { status: 401 }, '401 the first time'],
  ['an incomplete response', failing('truncated'), 'truncated the first time'],
] as const)
  test(`${what} only the first time is instability, and no other violation`, () => {
    const findings = findingsOf(valid, first, {})
    expect(findings.get('stable-answers')).toMatchObject({
      outcome: 'violated',
      violations: [
        {
          where: 'status of request, sent again after a successful control',
          expected: '200 both times',
          actual: text,
        },
      ],
    })
    const rest = [...findings.values()].filter(
      ({ requirement }) => requirement !== 'stable-answers',
    )
    expect(rest.filter(({ outcome }) => outcome !== 'satisfied')).toEqual([])
    expect(findings.get('success-status')?.outcome).toBe('satisfied')
  })

for (const [what, first, text] of [
  ['a 502', { status: 502 }, '502'],
  ['a 503', { status: 503 }, '503'],
  ['a 504', { status: 504 }, '504'],
  ['a reset', failing('reset'), 'reset'],
  ['a time-out', failing('timeout'), 'timeout'],
] as const)
  test(`${what} only the first time may be the network's, and is no violation`, () => {
    const findings = findingsOf(missing, first, { status: 400, body: '' })
    expect(findings.get('stable-answers')).toMatchObject({
      outcome: 'inconclusive',
      reason: expect.stringContaining(`request was answered ${text}, then 400`),
    })
    const violated = [...findings.values()].filter(({ outcome }) => outcome === 'violated')
    expect(violated).toEqual([])
  })

test('a different wrong response the second time is a violation, and so is the difference', () => {
  const findings = findingsOf(missing, { status: 500 }, { status: 200 })
  expect(findings.get('client-id-required')?.outcome).toBe('violated')
  expect(findings.get('no-server-error')?.outcome).toBe('satisfied')
  expect(findings.get('stable-answers')?.outcome).toBe('violated')
})
