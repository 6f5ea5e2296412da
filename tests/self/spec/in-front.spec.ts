/** What a verdict is worth where something in front of the API answered in its place, or a MUST of security is open. */
import { expect, test } from '@playwright/test'
import { caseById } from '../../../fixtures/cases/index.ts'
import { requirement } from '../../../spec/requirements/index.ts'
import { examine } from '../../../spec/verdict/examine.ts'
import { notTestedText } from '../../../spec/verdict/not-tested.ts'
import type { Case, Exchange, Finding } from '../../../spec/model.ts'
import { contract, present, sight, tokenFacts, type Scene } from '../../support/exchange.ts'

const missing = caseById('missing-credentials/organization-id')
const tampered = caseById('protected-operation/tampered-signature')
const SIGN = 'a page with status 403'

interface Sent extends Scene {
  readonly inFront?: true
}

const exchangesOf = (testCase: Case, scenes: readonly Sent[]): Exchange[] =>
  scenes.map(({ inFront, ...scene }, at) => {
    const { exchange } = sight({ ...scene, step: present(testCase.steps[at]) })
    return inFront
      ? { ...exchange, response: { ...present(exchange.response), intermediary: SIGN } }
      : exchange
  })

function findingsOf(
  testCase: Case,
  first: readonly Sent[],
  second?: readonly Sent[],
): Map<string, Finding> {
  const performance = {
    caseId: testCase.id,
    exchanges: exchangesOf(testCase, first),
    ...(second ? { repeated: exchangesOf(testCase, second) } : {}),
  }
  return new Map(
    examine(testCase, performance, contract).map((finding) => [finding.requirement, finding]),
  )
}

const blocked: Sent = { status: 403, body: '<html>Blocked.</html>', inFront: true }
const violated = (findings: ReadonlyMap<string, Finding>): readonly string[] =>
  [...findings.values()]
    .filter(({ outcome }) => outcome === 'violated')
    .map((finding) => finding.requirement)

test('a response of something in front violates nothing, and tests nothing', () => {
  const findings = findingsOf(missing, [blocked])
  expect(violated(findings)).toEqual([])
  expect(findings.get('organization-id-required')).toEqual({
    requirement: 'organization-id-required',
    case: missing.id,
    outcome: 'inapplicable',
    violations: [],
    reason: `not tested, something in front of the API answered: ${missing.steps[0]?.name} got 403, ${SIGN}`,
  })
})

test('the same response of the API itself is a violation', () => {
  const { inFront: _, ...scene } = blocked
  expect(violated(findingsOf(missing, [scene]))).toContain('organization-id-required')
})

test('a token in it is a violation all the same', () => {
  const seals = [
    {
      mark: '‹token 1›',
      kind: 'token',
      where: 'body',
      length: 400,
      of: 400,
      form: 'plain',
      usable: true,
    },
  ] as const
  const secrets = [{ ...tokenFacts(), granted: true }] as const
  expect(violated(findingsOf(missing, [{ ...blocked, seals, secrets }]))).toEqual([
    'refusal-carries-no-token',
  ])
})

test('one of two steps that prove a requirement was answered by something in front: satisfied, with a remark', () => {
  const steps = ['one', 'two'].map((name) => ({ ...present(missing.steps[0]), name }))
  const findings = findingsOf({ ...missing, steps }, [{ status: 400 }, blocked])
  expect(findings.get('organization-id-required')).toMatchObject({
    outcome: 'satisfied',
    remark: expect.stringMatching(
      /^not tested, something in front of the API answered: two got 403/,
    ),
  })
})

test('a refusal that goes on with the data is no refusal', () => {
  const body = { text: '{}', bytes: 90, utf8: true, shortened: true, holdsData: true } as const
  const findings = findingsOf(tampered, [
    { status: 200, body: '' },
    { status: 401, body },
  ])
  expect(findings.get('tampered-signature-refused')?.violations).toEqual([
    {
      where: 'body of the response to tampered signature',
      expected: '401 and nothing of the protected data',
      actual: '401, and then the protected data',
      step: 'tampered signature',
    },
  ])
})

test('a step that proves nothing and is answered otherwise the second time is instability', () => {
  const opened: Sent = { status: 200, body: '' }
  const refused: Sent = { status: 401, body: '{}' }
  const differs = (first: readonly Sent[], second: readonly Sent[]): string | undefined =>
    findingsOf(tampered, first, second).get('stable-answers')?.outcome
  expect(differs([opened, refused], [opened, refused])).toBe('satisfied')
  expect(differs([{ status: 404 }, refused], [opened, refused])).toBe('violated')
  expect(differs([{ status: 404 }, refused], [{ status: 405 }, refused])).toBe('violated')
  expect(differs([{ status: 206, body: '' }, refused], [opened, refused])).toBe('satisfied')
  expect(differs([{ status: 429 }, refused], [opened, refused])).toBe('satisfied')
  expect(differs([{ status: 502 }, refused], [opened, refused])).toBe('inconclusive')
  expect(differs([blocked, refused], [opened, refused])).toBe('inconclusive')
  expect(differs([opened, refused], [blocked, refused])).toBe('inconclusive')
})

const finding = (caseId: string, changes: Partial<Finding>): Finding => ({
  requirement: 'organization-id-required',
  case: caseId,
  outcome: 'inapplicable',
  violations: [],
  ...changes,
})

const NOT = 'not tested, something in front of the API answered: request got 403, x'
const open = ['expired-token-refused', 'organization-id-required', 'clients-kept-apart'].map(
  requirement,
)

test('the verdict names what was planned and not tested, and nothing else', () => {
  expect(notTestedText([finding('a', { reason: 'no response' })], [])).toBeUndefined()
  expect(notTestedText([finding('a', { reason: NOT })], [])).toBe(
    'something in front of the API answered 1 case',
  )
  const two = [
    finding('a', { reason: NOT }),
    finding('a', { remark: NOT }),
    finding('b', { outcome: 'satisfied', remark: NOT }),
  ]
  expect(notTestedText(two, [])).toBe('something in front of the API answered 2 cases')
  expect(notTestedText([], open)).toBe('not tested: expired-token-refused, clients-kept-apart')
  expect(notTestedText([finding('a', { reason: NOT })], open)).toBe(
    'something in front of the API answered 1 case; not tested: expired-token-refused, clients-kept-apart',
  )
})

test('a long list is cut, with its number', () => {
  const many = Array.from({ length: 9 }, () => requirement('expired-token-refused'))
  expect(notTestedText([], many)).toMatch(
    /^not tested: (expired-token-refused, ){5}expired-token-refused and 3 more security requirements$/,
  )
})
