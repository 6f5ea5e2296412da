/** What is certified and what is not, and the content of the statement. */
import { expect, test } from '@playwright/test'
import { statementOf, VALID_DAYS } from '../../../reports/certificate/build.ts'
import { compareWithEvidence } from '../../../reports/certificate/compare.ts'
import { certificateFiles, certificateLine } from '../../../reports/certificate/files.ts'
import { statementProblem } from '../../../reports/certificate/read.ts'
import type { Statement } from '../../../reports/certificate/statement.ts'
import { readEvidence } from '../../../reports/evidence/evidence.ts'
import type { Report, ReportedBaseline } from '../../../reports/report/report.ts'
import { judgedAgain } from '../../support/evidence.ts'
import { open, proving, reportOf, satisfied, violated, wanted } from '../../support/reports.ts'
import { golden } from '../../support/golden.ts'
import { facts, privateKey, reference } from '../../support/certificates.ts'

const requirements = [
  wanted('one'),
  wanted('two'),
  wanted('advice', 'SHOULD'),
  wanted('idle', 'SHOULD'),
  wanted('hint', 'MAY'),
  wanted('invisible', 'MUST', { excluded: 'not visible from outside' }),
]
const testCase = proving('a/all', 'one', 'two', 'advice', 'hint')

/** A run with these findings. */
const found = (two: Parameters<typeof reportOf>[0]['cases'][0][1], more = {}): Report =>
  reportOf({ requirements, cases: [[testCase, two]], ...more })

const all = [satisfied('one'), satisfied('two'), satisfied('advice'), satisfied('hint')]
const good = found(all)

const stated = (report: Report, more: Partial<typeof facts> = {}): Statement => {
  const statement = statementOf(report, { ...facts, ...more })
  expect(statementProblem(statement)).toBeUndefined()
  return statement
}

const baseline = (requirement: string): ReportedBaseline => ({
  file: 'baseline.json',
  sha256: 'e'.repeat(64),
  entries: [
    { requirement, reason: 'an old proxy', owner: 'Ada', expires: '2027-01-31', state: 'known' },
  ],
})

const stopped = (owner: 'environment' | 'suite') => ({ stopped: { owner, reason: 'it broke' } })

const refusals: readonly (readonly [
  report: Report,
  more: Partial<typeof facts>,
  reasons: readonly string[],
])[] = [
  [good, {}, []],
  [{ ...good, profile: 'exhaustive' }, {}, []],
  [{ ...good, baseline: baseline('advice') }, {}, []],
  [{ ...good, profile: 'smoke' }, {}, ['the profile smoke tests too little for a certificate']],
  [{ ...good, profile: 'gate' }, {}, ['the profile gate tests too little for a certificate']],
  [good, { cases: { asked: 1, of: 3 } }, ['only 1 of 3 cases of the profile were selected']],
  [
    { ...good, baseline: baseline('one') },
    {},
    ['1 MUST requirement is listed as known failures in baseline.json: one'],
  ],
  [
    found([satisfied('one'), violated('two', 'bad'), satisfied('advice'), satisfied('hint')]),
    {},
    ['1 MUST requirement is violated: two'],
  ],
  [
    found([satisfied('one'), open('two', 'no answer'), satisfied('advice'), satisfied('hint')]),
    {},
    ['1 MUST requirement is not tested: two'],
  ],
  [found(all.slice(1), { strict: true }), {}, ['2 MUST requirements are not tested: one, idle']],
  [found(all, stopped('environment')), {}, ['the run is undetermined; environment: it broke']],
  [found(all, stopped('suite')), {}, ['the run is undetermined; suite: it broke']],
  [
    { ...good, exit: { code: 2, owner: 'configuration', reason: 'an entry is stale' } },
    {},
    ['the run ended with exit code 2; configuration: an entry is stale'],
  ],
  [
    reportOf({ requirements: [wanted('advice', 'SHOULD')], cases: [], ...stopped('environment') }),
    {},
    ['the run is undetermined; environment: it broke', 'there is no MUST requirement'],
  ],
]

for (const [at, [report, more, reasons]] of refusals.entries())
  test(`${reasons.length === 0 ? 'certified' : reasons.join(', ')} (${at + 1})`, () => {
    const { result, formflow } = stated(report, more).predicate
    expect(formflow.reasons).toEqual(reasons)
    expect([formflow.status, result]).toEqual(
      reasons.length === 0 ? ['certified', 'PASSED'] : ['not certified', 'FAILED'],
    )
  })

test('a reason names four of many requirements, the list of requirements has all', () => {
  const ids = Array.from({ length: 30 }, (_, nth) => `r-${nth + 1}`)
  const report = reportOf({
    requirements: ids.map((id) => wanted(id)),
    cases: [[proving('a/all', ...ids), ids.map((id) => violated(id, 'bad'))]],
  })
  const { formflow, failedTests } = stated(report).predicate
  expect(formflow.reasons).toEqual([
    '30 MUST requirements are violated: r-1, r-2, r-3, r-4 and 26 more',
  ])
  expect(failedTests).toEqual(ids)
})

test('a violated SHOULD is a warning, and with --strict a failure', () => {
  const findings = [...all.slice(0, 2), violated('advice', 'bad'), satisfied('hint')]
  const lax = stated(found(findings)).predicate
  expect([lax.result, lax.warnedTests, lax.formflow.status]).toEqual([
    'WARNED',
    ['advice'],
    'certified',
  ])
  const strict = stated(found(findings, { strict: true })).predicate
  expect([strict.result, strict.warnedTests, strict.failedTests]).toEqual([
    'FAILED',
    [],
    ['advice', 'idle'],
  ])
})

test('every requirement is in exactly one list, and has its outcome', () => {
  for (const name of ['conformant', 'non-conformant', 'not-judged', 'undetermined']) {
    const report = golden(name)
    const { passedTests, warnedTests, failedTests, formflow } = stated(report).predicate
    const listed = [...passedTests, ...warnedTests, ...failedTests, ...formflow.notJudged]
    expect(listed.toSorted()).toEqual(report.requirements.map(({ id }) => id).toSorted())
    expect(formflow.requirements.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
      ...report.requirements.map(({ id, outcome }) => `${id} ${outcome}`),
      ...report.excluded.map(({ id }) => `${id} excluded`),
    ])
  }
})

test('it is valid for three months from its issue', () => {
  const { issued, expires } = stated(good).predicate.formflow
  expect([issued, expires]).toEqual(['2026-01-15T12:00:00.000Z', '2026-04-15T12:00:00.000Z'])
  expect(VALID_DAYS).toBe(90)
})

test('digests, known failures and conditions are in the statement', () => {
  const more = {
    variation: 'late',
    askedTwice: ['a/all'],
    attempts: { runs: 3, history: true },
    overrides: [{ name: 'FORMFLOW_STRICT', value: '1' }],
  }
  const { subject, predicate } = stated({ ...good, baseline: baseline('advice') }, more)
  expect(subject.map(({ name, digest }) => `${name} ${digest.sha256.slice(0, 2)}`)).toEqual([
    'report.json bb',
    'evidence.ndjson cc',
  ])
  expect(predicate.configuration.map(({ digest }) => digest.sha256)).toEqual([
    good.contract.sha256,
    facts.suiteSha256,
  ])
  const { target, run, overrides, baseline: known } = predicate.formflow
  expect([target.variation, run.askedTwice, run.attempts, overrides]).toEqual([
    more.variation,
    more.askedTwice,
    more.attempts,
    more.overrides,
  ])
  expect(known).toEqual(baseline('advice'))
})

const fuzz: NonNullable<Report['fuzz']> = {
  runs: 20,
  seed: -5,
  tried: 15,
  repeated: 2,
  leftOut: [
    { reason: 'the budget is used up', bodies: 2 },
    { reason: 'time', bodies: 1 },
  ],
  shrinking: 4,
  found: [],
}

test('fuzzing is in the statement as numbers', () => {
  const { run } = stated({ ...good, fuzz }).predicate.formflow
  expect(run.fuzz).toEqual({ seed: -5, runs: 20, tried: 15, leftOut: 3, found: 0 })
})

test('what fuzzing left open does not contradict the evidence', async () => {
  const { report, evidence } = await reference()
  const left = {
    ...report,
    requirements: report.requirements.map((requirement) =>
      requirement.id === 'no-hang'
        ? ({ ...requirement, outcome: 'inconclusive' } as const)
        : requirement,
    ),
  }
  const differences = (certified: Report): readonly string[] =>
    compareWithEvidence(
      stated(certified).predicate.formflow,
      readEvidence(evidence).head,
      judgedAgain(evidence),
    ).differences
  expect(differences(left)).toEqual([
    'no-hang is satisfied in the evidence, inconclusive in the certificate',
  ])
  expect(differences({ ...left, fuzz })).toEqual([])
})

test('the last line of a run has the status, and whether it is signed', () => {
  const line = (report: Report, key?: typeof privateKey): string =>
    certificateLine(certificateFiles(report, facts, key))
  expect(line(good, privateKey)).toBe('certificate: certified until 2026-04-15; signed')
  expect(line({ ...good, profile: 'smoke', exit: { code: 3, owner: 'environment' } })).toBe(
    'certificate: not certified: the profile smoke tests too little for a certificate (and 1 more reason); not signed (set FORMFLOW_SIGNING_KEY_FILE to sign)',
  )
})
