/** Findings -> verdict and exit code. */
import { expect, test } from '@playwright/test'
import { failing, isCounted, type Circumstances } from '../../../spec/verdict/judge.ts'
import type { Finding, NotPerformed, Outcome } from '../../../spec/model.ts'
import { requirements } from '../../../spec/requirements/index.ts'
import { finding, good, verdictOf } from '../../support/judge-inputs.ts'

const stop = (owner: NotPerformed['owner']): NotPerformed => ({ owner, reason: `the ${owner}` })
const broken = [...good, finding('first-must', 'violated', 'c/two')]

const verdicts: readonly (readonly [
  what: string,
  findings: readonly Finding[],
  circumstances: Partial<Circumstances>,
  result: string,
])[] = [
  ['every MUST satisfied', good, {}, 'conformant 0 none'],
  ['a MUST violated once and satisfied elsewhere', broken, {}, 'non-conformant 1 target'],
  ['a SHOULD violated', [...good, finding('a-should', 'violated')], {}, 'conformant 0 none'],
  [
    'a SHOULD violated, strictly',
    [...good, finding('a-should', 'violated')],
    { strict: true },
    'non-conformant 1 target',
  ],
  [
    'a MAY violated, strictly',
    [...good, finding('a-may', 'violated')],
    { strict: true },
    'conformant 0 none',
  ],
  ['one MUST judged and one not', good.slice(0, 1), {}, 'conformant 0 none'],
  ['no finding at all', [], {}, 'undetermined 4 suite'],
  ['no MUST judged', [finding('a-should', 'satisfied')], {}, 'undetermined 4 suite'],
  ['only open questions', [finding('first-must', 'inconclusive')], {}, 'undetermined 4 suite'],
  [
    'a violation of an excluded MUST',
    [...good, finding('unchecked-must', 'violated')],
    {},
    'conformant 0 none',
  ],
  [
    'a run stopped by the configuration',
    [],
    { stopped: stop('configuration') },
    'undetermined 2 configuration',
  ],
  [
    'a run stopped by the environment',
    good,
    { stopped: stop('environment') },
    'undetermined 3 environment',
  ],
  ['a run stopped by the suite', good, { stopped: stop('suite') }, 'undetermined 4 suite'],
  ['a run stopped by the target', good, { stopped: stop('target') }, 'undetermined 1 target'],
  [
    'a violation before the environment stopped the run',
    broken,
    { stopped: stop('environment') },
    'non-conformant 1 target',
  ],
  [
    'a violation before the suite broke',
    broken,
    { stopped: stop('suite') },
    'undetermined 4 suite',
  ],
]

for (const [what, findings, circumstances, result] of verdicts)
  test(`${what} is ${result}`, () => {
    const { verdict, exit } = verdictOf(findings, circumstances)
    expect(`${verdict} ${exit.code} ${exit.owner}`).toBe(result)
  })

test('a run that stopped early has the reason', () => {
  const stopped = stop('environment')
  expect(verdictOf([], { stopped }).exit.reason).toBe('the environment')
  expect(verdictOf([]).exit.reason).toBe('no MUST requirement was judged')
  expect(verdictOf(good).exit).not.toHaveProperty('reason')
})

test('judged counts what was decided, and strict counts SHOULD too', () => {
  const findings = [finding('first-must', 'violated'), finding('a-should', 'satisfied')]
  expect(verdictOf(findings).must).toEqual({ judged: 1, total: 2 })
  expect(verdictOf(findings, { strict: true }).must).toEqual({ judged: 2, total: 3 })
})

test('a violated MUST fails, strictly a SHOULD too, and a known violation is excused', () => {
  const items = [
    { id: 'must', level: 'MUST', outcome: 'violated' },
    { id: 'known', level: 'MUST', outcome: 'violated', known: true },
    { id: 'should', level: 'SHOULD', outcome: 'violated' },
    { id: 'may', level: 'MAY', outcome: 'violated' },
    { id: 'open', level: 'MUST', outcome: 'inconclusive' },
    { id: 'good', level: 'MUST', outcome: 'satisfied' },
  ] as const
  const idsBy = (strict: boolean): string[][] => {
    const { red, excused } = failing(items, ({ level }) => level, strict)
    return [red, excused].map((all) => all.map(({ id }) => id))
  }
  expect(idsBy(false)).toEqual([['must'], ['known']])
  expect(idsBy(true)).toEqual([['must', 'should'], ['known']])
})

test('a requirement about some servers counts as MUST unless no response is about it', () => {
  const ids = requirements.filter((data) => data.conditional).map(({ id }) => id)
  expect(ids.toSorted()).toEqual([
    'challenge-well-formed',
    'data-not-shared-by-caches',
    'extra-members-grant-nothing',
    'keys-public',
    'no-markup-echo',
    'no-token-in-trace',
    'protected-body-json',
    'registered-claims-typed',
    'retry-after-well-formed',
    'rsa-key-length',
    'signature-nonce-fresh',
    'token-crit-valid',
    'token-id-unique',
  ])
  const counted = (id: string, outcome: Outcome): boolean =>
    isCounted({ id, level: 'MUST', outcome }, false)
  for (const id of ids) {
    expect(counted(id, 'inapplicable')).toBe(false)
    for (const outcome of ['satisfied', 'violated', 'inconclusive'] as const)
      expect(counted(id, outcome)).toBe(true)
  }
  expect(counted('expired-token-refused', 'inapplicable')).toBe(true)
})

test('an optional requirement counts as MUST only if it was tested', () => {
  const counted = (id: string, outcome: 'satisfied' | 'violated' | 'inconclusive'): boolean =>
    isCounted({ id, level: 'MUST', outcome }, false)
  const optional = requirements.filter((data) => data.optional).map(({ id }) => id)
  expect(optional).toEqual(['clients-kept-apart', 'data-by-token-alone'])
  const outcomes = ['satisfied', 'violated', 'inconclusive'] as const
  expect(outcomes.map((outcome) => counted('clients-kept-apart', outcome))).toEqual([
    true,
    true,
    false,
  ])
  expect(counted('expired-token-refused', 'inconclusive')).toBe(true)
  expect(counted('of-another-version', 'inconclusive')).toBe(true)
})
