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

test('a right response satisfies every requirement that applies to it', () => {
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

test('every requirement has at most one finding', () => {
  const ids = findingsOf(opening, [opened, refused]).map(({ requirement }) => requirement)
  expect(ids).toEqual([...new Set(ids)])
})

test('a requirement that did not apply and is not proven here has no finding', () => {
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

test('a tolerated response satisfies, with a remark', () => {
  expect(about(findingsOf(swapped, [{ status: 400 }]), 'unknown-client-refused')).toMatchObject({
    outcome: 'satisfied',
    remark: expect.stringMatching(/^400: a server may check the format/),
  })
})

test('a response that decides nothing is inconclusive, and a violation comes first', () => {
  const open = about(findingsOf(opening, [{ status: 404 }, refused]), 'tampered-signature-refused')
  expect(open).toMatchObject({
    outcome: 'inconclusive',
    reason: expect.stringMatching(
      /fresh token was answered 404, so a refusal proves nothing: nothing is at the path/,
    ),
  })
  const accepted = findingsOf(opening, [{ status: 404 }, opened])
  expect(about(accepted, 'tampered-signature-refused')?.outcome).toBe('violated')
})

const unjudged: readonly (readonly [
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
    'got no response',
    [opened, { failure: { kind: 'timeout', message: 'late' } }],
    /^tampered signature got no response \(timeout\)$/,
  ],
  ['ended early', [opened], /^no response is about it$/],
]

for (const [what, scenes, reason, why] of unjudged)
  test(`a case that ${what} leaves what it proves inconclusive, never a pass`, () => {
    expect(about(findingsOf(opening, scenes, why), 'tampered-signature-refused')).toEqual({
      requirement: 'tampered-signature-refused',
      case: opening.id,
      outcome: 'inconclusive',
      violations: [],
      reason: expect.stringMatching(reason),
    })
  })

test('a case that was not performed has findings only for what it proves', () => {
  const findings = findingsOf(opening, [], { owner: 'suite', reason: 'why' })
  expect(findings.map(({ requirement }) => requirement)).toEqual(provenBy(opening))
})

test('of a case that was performed in part, that part is examined', () => {
  const why: NotPerformed = { owner: 'configuration', reason: 'no token' }
  const findings = findingsOf(opening, [{ status: 500 }], why)
  expect(about(findings, 'no-server-error')?.outcome).toBe('violated')
  expect(about(findings, 'tampered-signature-refused')).toMatchObject({ reason: 'no token' })
})

test('the same performance gives the same findings', () => {
  const scenes = [opened, { status: 418 }]
  expect(findingsOf(opening, scenes)).toEqual(findingsOf(opening, scenes))
})

test('evidence of a step that the case does not have is thrown, and is not a finding', () => {
  const { exchange } = sight({ step: { name: 'a step of an older version' } })
  const performance = { caseId: control.id, exchanges: [exchange] }
  expect(() => examine(control, performance, contract)).toThrow(
    'valid-credentials/control has no step "a step of an older version"',
  )
})
