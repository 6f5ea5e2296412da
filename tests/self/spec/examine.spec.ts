/** Exchanges of a case -> findings. */
import { expect, test } from '@playwright/test'
import { caseById } from '../../../fixtures/cases/index.ts'
import { examine } from '../../../spec/verdict/examine.ts'
import { provenBy } from '../../../spec/proves.ts'
import type { Case, Exchange, Finding, NotPerformed } from '../../../spec/model.ts'
import { contract, present, sight, type Scene } from '../../support/exchange.ts'

const control = caseById('valid-credentials/control')
const opening = caseById('protected-operation/tampered-signature')
const swapped = caseById('invalid-credentials/swapped-client-and-secret')

/** One exchange for each scene, in the order of the case's steps. */
function findingsOf(
  testCase: Case,
  scenes: readonly Scene[],
  notPerformed?: NotPerformed,
): Finding[] {
  const exchanges = scenes.map((scene, at): Exchange => {
    const step = present(testCase.steps[at])
    return sight({ ...scene, step }).exchange
  })
  const performance = { caseId: testCase.id, exchanges, ...(notPerformed ? { notPerformed } : {}) }
  return examine(testCase, Object.freeze(performance), contract)
}

const about = (findings: readonly Finding[], id: string): Finding | undefined =>
  findings.find(({ requirement }) => requirement === id)

const opened: Scene = { status: 200, body: '' }
const refused: Scene = { status: 401, body: '' }

test('a good answer satisfies every requirement that looks at it, and proves its own', () => {
  const findings = findingsOf(control, [{}])
  expect(findings.filter(({ outcome }) => outcome !== 'satisfied')).toEqual([])
  expect(about(findings, 'success-status')).toEqual({
    requirement: 'success-status',
    case: control.id,
    outcome: 'satisfied',
    violations: [],
  })
  expect(findings.length).toBeGreaterThan(15)
})

test('every requirement becomes one finding at most', () => {
  const ids = findingsOf(opening, [opened, refused]).map(({ requirement }) => requirement)
  expect(ids).toEqual([...new Set(ids)])
})

test('a requirement that had nothing to look at and is not proven here is not mentioned', () => {
  expect(about(findingsOf(control, [{}]), 'challenge-on-401')).toBeUndefined()
  expect(about(findingsOf(swapped, [refused]), 'token-signed')).toBeUndefined()
})

test('the violations of all exchanges are collected in order', () => {
  const finding = about(findingsOf(opening, [{ status: 500 }, { status: 503 }]), 'no-server-error')
  expect(finding?.outcome).toBe('violated')
  expect(finding?.violations.map(({ where, actual }) => `${where} ${actual}`)).toEqual([
    'status of fresh token 500',
    'status of tampered signature 503',
  ])
})

test('a tolerated answer satisfies, with a remark that says why', () => {
  expect(about(findingsOf(swapped, [{ status: 400 }]), 'unknown-client-refused')).toMatchObject({
    outcome: 'satisfied',
    remark: expect.stringMatching(/^400: swapped values need not/),
  })
})

test('an answer that settles nothing is inconclusive, and a violation weighs more', () => {
  const open = about(findingsOf(opening, [{ status: 404 }, refused]), 'tampered-signature-refused')
  expect(open).toMatchObject({
    outcome: 'inconclusive',
    reason: expect.stringMatching(/fresh token was answered 404, so a refusal proves nothing: the/),
  })
  const accepted = findingsOf(opening, [{ status: 404 }, opened])
  expect(about(accepted, 'tampered-signature-refused')?.outcome).toBe('violated')
})

const silent: readonly (readonly [
  what: string,
  scenes: readonly Scene[],
  reason: RegExp,
  why?: NotPerformed,
])[] = [
  [
    'was not performed',
    [],
    /^the budget is used up$/,
    { owner: 'environment', reason: 'the budget is used up' },
  ],
  [
    'got no answer',
    [opened, { failure: { kind: 'timeout', message: 'late' } }],
    /^tampered signature got no answer \(timeout\)$/,
  ],
  ['ended early', [opened], /^no answer to look at$/],
]

for (const [what, scenes, reason, why] of silent)
  test(`what a case that ${what} was to prove is inconclusive, and never a pass`, () => {
    expect(about(findingsOf(opening, scenes, why), 'tampered-signature-refused')).toEqual({
      requirement: 'tampered-signature-refused',
      case: opening.id,
      outcome: 'inconclusive',
      violations: [],
      reason: expect.stringMatching(reason),
    })
  })

test('of a case that was not performed, nothing but its own requirements is told', () => {
  const findings = findingsOf(opening, [], { owner: 'suite', reason: 'why' })
  expect(findings.map(({ requirement }) => requirement)).toEqual(provenBy(opening))
})

test('a part of a case that was performed is examined', () => {
  const why: NotPerformed = { owner: 'configuration', reason: 'no token' }
  const findings = findingsOf(opening, [{ status: 500 }], why)
  expect(about(findings, 'no-server-error')?.outcome).toBe('violated')
  expect(about(findings, 'tampered-signature-refused')).toMatchObject({ reason: 'no token' })
})

test('the same performance gives the same findings', () => {
  const scenes = [opened, { status: 418 }]
  expect(findingsOf(opening, scenes)).toEqual(findingsOf(opening, scenes))
})

test('evidence of a step that the case does not have is thrown, and is no finding', () => {
  const { exchange } = sight({ step: { name: 'a step of long ago' } })
  const performance = { caseId: control.id, exchanges: [exchange] }
  expect(() => examine(control, performance, contract)).toThrow(
    'valid-credentials/control has no step "a step of long ago"',
  )
})
