/** Verdict and exit code with a known failure: each state of an entry, each level, strict or not, complete or ended early. */
import { expect, test } from '@playwright/test'
import { excuseFor, type Baseline } from '../../../spec/verdict/baseline.ts'
import type { Finding, Known, NotPerformed } from '../../../spec/model.ts'
import { finding, good, verdictOf } from '../../support/judge-inputs.ts'

const DAY = '2026-01-15'

const entry = (requirement: string, id?: string, expires = DAY): Known => ({
  requirement,
  ...(id === undefined ? {} : { case: id }),
  reason: 'FF-1',
  owner: 'somebody',
  expires,
})

const listing = (...entries: readonly Known[]): Baseline => ({
  file: 'known.json',
  sha256: 'ab'.repeat(32),
  day: DAY,
  whole: true,
  entries,
})

const must = finding('first-must', 'violated')
const [, second] = good as [Finding, Finding]
const should = [...good, finding('a-should', 'violated')]
const may = [...good, finding('a-may', 'violated')]
const broken = [must, second]
const stop = (owner: NotPerformed['owner']): NotPerformed => ({ owner, reason: `the ${owner}` })

/** What is known in each row: `state / not strict / strict / ended early, not strict`. */
const rows: readonly (readonly [
  what: string,
  entry: Known,
  findings: readonly Finding[],
  result: string,
])[] = [
  [
    'a MUST, listed',
    entry('first-must'),
    broken,
    'known / non-conformant 0 / non-conformant 0 / non-conformant 3',
  ],
  [
    'a MUST, listed in its case',
    entry('first-must', 'c/one'),
    broken,
    'known / non-conformant 0 / non-conformant 0 / non-conformant 3',
  ],
  [
    'a MUST, listed in another case',
    entry('first-must', 'c/two'),
    broken,
    'unmatched / non-conformant 1 / non-conformant 1 / non-conformant 1',
  ],
  [
    'a MUST, listed until yesterday',
    entry('first-must', undefined, '2026-01-14'),
    broken,
    'expired / non-conformant 1 / non-conformant 1 / non-conformant 1',
  ],
  [
    'a MUST that is satisfied',
    entry('first-must'),
    good,
    'stale / conformant 2 / conformant 2 / undetermined 3',
  ],
  [
    'a MUST that is satisfied in its case',
    entry('first-must', 'c/one'),
    good,
    'stale / conformant 2 / conformant 2 / undetermined 3',
  ],
  [
    'a MUST that is satisfied, listed until yesterday',
    entry('first-must', undefined, '2026-01-14'),
    good,
    'expired / conformant 2 / conformant 2 / undetermined 3',
  ],
  [
    'a MUST that the case does not test',
    entry('second-must', 'c/one'),
    good,
    'unmatched / conformant 2 / conformant 2 / undetermined 3',
  ],
  [
    'a MUST in a case that was not planned',
    entry('first-must', 'c/elsewhere'),
    good,
    'not judged / conformant 0 / conformant 0 / undetermined 3',
  ],
  [
    'a MUST in a case that was not judged',
    entry('second-must', 'c/one'),
    [finding('first-must', 'inconclusive'), second],
    'not judged / conformant 0 / conformant 0 / undetermined 3',
  ],
  [
    'a MUST that no response decided',
    entry('first-must', 'c/one'),
    [finding('first-must', 'inconclusive'), second],
    'not judged / conformant 0 / conformant 0 / undetermined 3',
  ],
  [
    'a MUST that no generated body was about',
    entry('first-must', 'c/one'),
    [finding('first-must', 'inapplicable'), second],
    'not judged / conformant 0 / conformant 0 / undetermined 3',
  ],
  [
    'a requirement that this suite does not check',
    entry('unknown', 'c/one'),
    good,
    'not judged / conformant 0 / conformant 0 / undetermined 3',
  ],
  [
    'a SHOULD, listed',
    entry('a-should'),
    should,
    'known / conformant 0 / non-conformant 0 / undetermined 3',
  ],
  [
    'a SHOULD, listed until yesterday',
    entry('a-should', undefined, '2026-01-14'),
    should,
    'expired / conformant 2 / non-conformant 1 / undetermined 3',
  ],
  ['a MAY, listed', entry('a-may'), may, 'known / conformant 0 / conformant 0 / undetermined 3'],
]

for (const [what, known, findings, result] of rows)
  test(`${what}: ${result}`, () => {
    const baseline = listing(known)
    const of = (circumstances: object): string => {
      const { verdict, exit } = verdictOf(findings, { baseline, ...circumstances })
      return `${verdict} ${exit.code}`
    }
    const [{ state } = { state: '' }] = verdictOf(findings, { baseline }).known ?? []
    const early = { stopped: stop('environment') }
    expect([state, of({}), of({ strict: true }), of(early)].join(' / ')).toBe(result)
  })

test('a failure of the suite comes first, and one of the target before a baseline with wrong entries', () => {
  const baseline = listing(entry('first-must'), entry('second-must'))
  const codes = (['suite', 'target', 'configuration', 'environment'] as const).map((owner) => {
    const { verdict, exit } = verdictOf(broken, { baseline, stopped: stop(owner) })
    return [verdict, exit.code, exit.reason]
  })
  expect(codes).toEqual([
    ['undetermined', 4, 'the suite'],
    ['non-conformant', 1, 'the target'],
    ['non-conformant', 2, 'the configuration'],
    ['non-conformant', 3, 'the environment'],
  ])
  expect(verdictOf([], { baseline }).exit).toMatchObject({ code: 4 })
})

test('a known violation excuses no other requirement and no other case', () => {
  const elsewhere = finding('first-must', 'violated', 'c/two')
  for (const [findings, known] of [
    [[must, finding('second-must', 'violated', 'c/one')], entry('first-must')],
    [[must, elsewhere, second], entry('first-must', 'c/one')],
  ] as const) {
    const { exit, requirements } = verdictOf(findings, { baseline: listing(known) })
    expect(exit).toEqual({ code: 1, owner: 'target' })
    const counted = requirements.filter(
      (judgement) => judgement.outcome === 'violated' && !judgement.known,
    )
    expect(counted).toHaveLength(1)
  }
})

test('a requirement is known when every violation of it is known', () => {
  const elsewhere = finding('first-must', 'violated', 'c/two')
  const knownWith = (...entries: readonly Known[]): unknown =>
    verdictOf([must, elsewhere, second], { baseline: listing(...entries) }).requirements[0]?.known
  expect(knownWith(entry('first-must', 'c/one'))).toBeUndefined()
  expect(knownWith(entry('first-must', 'c/one'), entry('first-must', 'c/two'))).toBe(true)
  expect(knownWith(entry('first-must'))).toBe(true)
})

test('only a complete run can show that an entry without a case is stale', () => {
  const states = [true, false].map((whole) => {
    const baseline = { ...listing(entry('first-must'), entry('first-must', 'c/one')), whole }
    return verdictOf(good, { baseline }).known?.map(({ state }) => state)
  })
  expect(states).toEqual([
    ['stale', 'stale'],
    ['not judged', 'stale'],
  ])
})

test('the reason names the file, the entry and what to do', () => {
  const reasonOf = (findings: readonly Finding[], ...entries: readonly Known[]) =>
    verdictOf(findings, { baseline: listing(...entries) }).exit
  expect(reasonOf(broken, entry('first-must'))).toEqual({
    code: 0,
    owner: 'none',
    reason: 'violated, as known from known.json: first-must',
  })
  expect(reasonOf(good, entry('first-must', 'c/one'), entry('second-must'))).toEqual({
    code: 2,
    owner: 'configuration',
    reason:
      'known.json: first-must in c/one is stale: satisfied now; remove the entry (and 1 more)',
  })
  expect(reasonOf(broken, entry('first-must', undefined, '2026-01-14')).reason).toBe(
    'known.json: no longer excused: first-must (until 2026-01-14)',
  )
  expect(reasonOf(broken, entry('second-must', undefined, '2026-01-14')).reason).toBeUndefined()
  expect(reasonOf(good, entry('second-must', 'c/one')).reason).toContain(
    'second-must in c/one is unmatched: the case does not test it; remove the entry',
  )
})

test('an expired entry is named only if no other entry excuses the violation', () => {
  const baseline = listing(entry('first-must', 'c/one', '2026-01-14'), entry('first-must'))
  const elsewhere = [must, finding('second-must', 'violated', 'c/two')]
  expect(verdictOf(broken, { baseline }).exit).toMatchObject({ code: 2 })
  expect(verdictOf(elsewhere, { baseline }).exit).toEqual({ code: 1, owner: 'target' })
})

test('of two entries that excuse a violation the one for its case counts', () => {
  const [general, close] = [entry('first-must'), entry('first-must', 'c/one')]
  expect(excuseFor(listing(general, close), must)).toBe(close)
  expect(excuseFor(listing(general, close), { ...must, case: 'c/two' })).toBe(general)
  expect(excuseFor(undefined, must)).toBeUndefined()
})

test('without a baseline the verdict has no known failures', () => {
  expect(verdictOf(good)).not.toHaveProperty('known')
})
