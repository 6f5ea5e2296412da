/** Outcomes of two runs: regressions, other changes, and runs that are not comparable. */
import { expect, test } from '@playwright/test'
import { compare } from '../../../reports/diff/compare.ts'
import type { Diff, RequirementChangeKind } from '../../../reports/diff/model.ts'
import type { Report } from '../../../reports/report/report.ts'
import type { Level, Outcome, VerdictWord } from '../../../spec/model.ts'
import { open, proving, reportOf, satisfied, violated, wanted } from '../../support/reports.ts'
import { reported } from '../../support/diff-runs.ts'

type State = Outcome | 'known'

/** A report with one requirement in this state, or without it. */
function having(
  state: State | undefined,
  level: Level = 'MUST',
  more: Partial<Report> = {},
): Report {
  const base = reportOf({ requirements: [], cases: [] })
  const outcome = state === 'known' ? 'violated' : state
  const single = outcome && {
    ...wanted('one', level),
    outcome,
    cases: [],
    ...(state === 'known' ? { known: true as const } : {}),
  }
  return { ...base, verdict: 'conformant', requirements: single ? [single] : [], ...more }
}

const between = (old: Report, now: Report): Diff => compare(reported(old), reported(now))

const kindOf = (old?: State, now?: State, level: Level = 'MUST', strict = false) => {
  const diff = between(having(old, level), having(now, level, { strict }))
  const [change] = diff.requirements
  return [change?.kind, diff.regressions.map(({ kind }) => kind).join()]
}

const kinds: readonly (readonly [
  old: State | undefined,
  now: State | undefined,
  kind: RequirementChangeKind | undefined,
  regression: string,
])[] = [
  ['satisfied', 'satisfied', undefined, ''],
  ['violated', 'violated', undefined, ''],
  ['inapplicable', 'inconclusive', undefined, ''],
  ['satisfied', 'violated', 'regression', 'violated'],
  ['violated', 'satisfied', 'fixed', ''],
  ['known', 'satisfied', 'fixed', ''],
  ['inapplicable', 'satisfied', 'now judged', ''],
  ['inconclusive', 'violated', 'now judged', ''],
  ['satisfied', 'inconclusive', 'no longer judged', 'not judged'],
  ['violated', 'inapplicable', 'no longer judged', 'not judged'],
  ['satisfied', 'known', 'known', ''],
  ['violated', 'known', 'known', ''],
  ['known', 'violated', 'no longer known', ''],
  [undefined, 'satisfied', 'added', ''],
  [undefined, 'violated', 'added', ''],
  ['satisfied', undefined, 'removed', ''],
]
for (const [old, now, kind, regression] of kinds)
  test(`${old ?? 'absent'} → ${now ?? 'absent'} is ${kind ?? 'no change'}${regression && ', a regression'}`, () => {
    expect(kindOf(old, now)).toEqual([kind, regression])
  })

test('a violated SHOULD is worse, and a regression only with --strict', () => {
  expect(kindOf('satisfied', 'violated', 'SHOULD')).toEqual(['worse', ''])
  expect(kindOf('satisfied', 'violated', 'MAY', true)).toEqual(['worse', ''])
  expect(kindOf('satisfied', 'violated', 'SHOULD', true)).toEqual(['regression', 'violated'])
  expect(kindOf('satisfied', 'inapplicable', 'SHOULD')).toEqual(['no longer judged', ''])
  expect(kindOf('satisfied', 'inapplicable', 'SHOULD', true)).toEqual([
    'no longer judged',
    'not judged',
  ])
})

test('a worse verdict is a regression by itself', () => {
  const words: readonly VerdictWord[] = ['conformant', 'undetermined', 'non-conformant']
  for (const [was, old] of words.entries())
    for (const [is, now] of words.entries()) {
      const sides = [old, now].map((verdict) => having('satisfied', 'MUST', { verdict }))
      const { regressions } = between(sides[0] as Report, sides[1] as Report)
      expect(regressions, `${old} → ${now}`).toHaveLength(is > was ? 1 : 0)
    }
})

test('in the other direction, new violations are gone', () => {
  const testCase = proving('a/one', 'one')
  const requirements = [wanted('one')]
  const good = reportOf({ requirements, cases: [[testCase, [satisfied('one')]]] })
  const bad = reportOf({ requirements, cases: [[testCase, [violated('one', 'worse')]]] })
  const there = between(good, bad).cases
  const back = between(bad, good).cases
  expect(there).toMatchObject([{ id: 'a/one', old: 'satisfied', new: 'violated', gone: [] }])
  expect(there[0]?.appeared).toHaveLength(1)
  expect(back).toEqual(
    there.map(({ old, new: now, appeared, gone, ...same }) => ({
      ...same,
      old: now,
      new: old,
      appeared: gone,
      gone: appeared,
    })),
  )
})

test('new violations of a case are reported once, and not when only ids and times differ', () => {
  const testCase = proving('a/one', 'one')
  const requirements = [wanted('one')]
  const seen = (...actual: readonly string[]): Report =>
    reportOf({ requirements, cases: [[testCase, [violated('one', ...actual)]]] })
  const old = seen('id 0b7e4f52-8a3c-4f7e-9d0a-1c2b3d4e5f60', 'same')
  const now = seen('id f3c2a190-1b2c-4d3e-8f90-a1b2c3d4e5f6', 'same')
  expect(between(old, now).cases).toEqual([])
  const [change] = between(old, seen('same', 'other', 'other')).cases
  expect(change?.appeared.map(({ actual }) => actual)).toEqual(['other'])
  expect(change?.gone.map(({ actual }) => actual)).toEqual([
    'id 0b7e4f52-8a3c-4f7e-9d0a-1c2b3d4e5f60',
  ])
})

test('cases that are new, gone or not judged are reported', () => {
  const requirements = [wanted('one')]
  const [a, b, c] = ['a/a', 'a/b', 'a/c'].map((id) => proving(id, 'one'))
  if (!a || !b || !c) throw new Error('three cases were made')
  const old = reportOf({
    requirements,
    cases: [
      [a, [satisfied('one')]],
      [b, [satisfied('one')]],
    ],
  })
  const now = reportOf({
    requirements,
    cases: [
      [b, [open('one', 'reset')]],
      [c, [satisfied('one')]],
    ],
  })
  expect(between(old, now).cases.map(({ id, old: was, new: is }) => [id, was, is])).toEqual([
    ['a/a', 'satisfied', null],
    ['a/b', 'satisfied', 'inconclusive'],
    ['a/c', null, 'satisfied'],
  ])
})

test('different conditions are reported, but not the port of the embedded server', () => {
  const base = having('satisfied')
  const { target, contract, suite } = base
  const report: Report = {
    ...base,
    target: { ...target, baseUrl: 'https://other.example', expiredToken: null },
    contract: { ...contract, sha256: '0'.repeat(64) },
    suite: { ...suite, version: '9.9.9' },
    profile: 'smoke',
  }
  const { unlike } = between(base, report)
  expect(unlike.map(({ what }) => what)).toEqual([
    'target',
    'OpenAPI document',
    'profile',
    'expired token',
    'suite',
  ])
  const embedded = (port: number): Report => ({
    ...base,
    target: { ...target, embedded: true, baseUrl: `http://127.0.0.1:${port}` },
  })
  expect(between(embedded(1), embedded(2)).unlike).toEqual([])
  expect(between(base, { ...base, strict: true }).unlike).toHaveLength(1)
})

test('without evidence on both sides facts are not compared, for a reason', () => {
  const { observed } = between(having('satisfied'), having('satisfied'))
  expect(observed).toEqual({
    compared: false,
    reason:
      'old: there is no evidence.ndjson beside report.json; new: there is no evidence.ndjson beside report.json',
  })
})
