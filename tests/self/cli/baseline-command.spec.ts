/** `baseline`: what it prints about a report, and the entries that it makes of one. */
import { expect, test } from '@playwright/test'
import { baselineOf } from '../../../fixtures/baseline/read.ts'
import { newBaseline } from '../../../reports/report/new-baseline.ts'
import type { Report } from '../../../reports/report/report.ts'
import type { Known } from '../../../spec/model.ts'
import { inProcess } from '../../support/cli-in-process.ts'
import {
  proving,
  reportOf,
  satisfied,
  violated,
  wanted,
  entry,
  listing,
} from '../../support/reports.ts'
import { temporary } from '../../support/exchange.ts'

const NO_STORE = 'token-no-store'
const JSON_REFUSED = 'malformed-json-refused'
const SCHEMA = 'success-schema'
const testCase = proving('malformed-bodies/truncated', JSON_REFUSED)
const two = proving('malformed-bodies/plain-text', JSON_REFUSED)
const control = proving('valid-credentials/control', SCHEMA, NO_STORE)

function found(strict = false, ...entries: readonly Known[]): Report {
  return reportOf({
    requirements: [wanted(JSON_REFUSED), wanted(SCHEMA), wanted(NO_STORE, 'SHOULD')],
    strict,
    cases: [
      [control, [violated(SCHEMA, 'absent'), violated(NO_STORE, 'max-age=60')]],
      [testCase, [violated(JSON_REFUSED, '200'), violated(SCHEMA, 'absent')]],
      [two, [satisfied(JSON_REFUSED), violated(SCHEMA, 'absent')]],
    ],
    ...(entries.length > 0 ? { baseline: listing(...entries) } : {}),
  })
}

const fresh = { expires: '2026-02-14', reason: 'new', owner: 'new' }
const places = (report: Report): string[] =>
  newBaseline(report, fresh).known.map(({ requirement, case: id = 'any', reason, expires }) =>
    [requirement, id, reason, expires].join(' '),
  )

test('a requirement that is violated in all its cases is one entry, otherwise every case is one', () => {
  expect(places(found())).toEqual([
    `${JSON_REFUSED} ${testCase.id} new 2026-02-14`,
    `${SCHEMA} any new 2026-02-14`,
  ])
})

test('a violated SHOULD is listed with --strict', () => {
  expect(places(found(true))).toHaveLength(3)
  expect(places(found(true))[2]).toBe(`${NO_STORE} ${control.id} new 2026-02-14`)
})

test('valid entries are kept, entries that do not fit are left out', () => {
  const report = found(
    false,
    entry(SCHEMA, testCase.id),
    entry(NO_STORE),
    entry(JSON_REFUSED, two.id),
    entry(SCHEMA, 'valid-credentials/repeated'),
    entry(NO_STORE, two.id),
  )
  expect(places(report)).toEqual([
    `${SCHEMA} ${testCase.id} FF-7 2026-01-31`,
    `${NO_STORE} any FF-7 2026-01-31`,
    `${SCHEMA} valid-credentials/repeated FF-7 2026-01-31`,
    `${JSON_REFUSED} ${testCase.id} new 2026-02-14`,
    `${SCHEMA} ${control.id} new 2026-02-14`,
    `${SCHEMA} ${two.id} new 2026-02-14`,
  ])
  expect(newBaseline(report, fresh)).toMatchObject({
    kept: 3,
    renewed: 0,
    added: 3,
    removed: [`${JSON_REFUSED} in ${two.id} (stale)`, `${NO_STORE} in ${two.id} (unmatched)`],
    unfinished: false,
  })
})

test('an expired entry is extended only with a new reason, and not if it is satisfied', () => {
  const over = { expires: '2026-01-14' }
  const report = found(false, entry(SCHEMA, undefined, over), entry(JSON_REFUSED, two.id, over))
  const ready = newBaseline(report, { expires: '2026-02-14' })
  expect(ready).toMatchObject({ kept: 0, renewed: 1, added: 1, unfinished: true })
  expect(ready.known[0]).toEqual({
    ...entry(SCHEMA),
    reason: '<why it is still open after 2026-01-14; before: FF-7>',
    expires: '2026-02-14',
  })
  expect(ready.removed).toEqual([`${JSON_REFUSED} in ${two.id} (expired)`])
})

const written = (report: Report): string => temporary('report.json', JSON.stringify(report))

test('the output of --write is refused until every entry has a reason and an owner', async () => {
  const report = written(found())
  const bare = await inProcess(['baseline', report, '--write'])
  expect([bare.code, bare.stderr]).toEqual([
    0,
    'entries: 2 new, 0 kept, 0 to be renewed\n' +
      'replace every text that starts with <; a run refuses the file until then\n',
  ])
  expect(() => baselineOf('known.json', Buffer.from(bare.stdout))).toThrow('line 6: "reason"')
  const given = ['--owner', 'Platform', '--reason', 'FF-7', '--expires', '2027-01-31']
  const full = await inProcess(['baseline', report, '--write', ...given])
  expect([full.code, full.stderr]).toEqual([0, 'entries: 2 new, 0 kept, 0 to be renewed\n'])
  const { entries } = baselineOf('known.json', Buffer.from(full.stdout))
  const same = { expires: '2027-01-31' }
  expect(entries).toEqual([entry(JSON_REFUSED, testCase.id, same), entry(SCHEMA, undefined, same)])
})

test('--expires takes a date or a number of days', async () => {
  const report = written(found())
  const lastDay = async (...given: readonly string[]): Promise<number> => {
    const { stdout } = await inProcess(['baseline', report, '--write', ...given])
    const [first] = (JSON.parse(stdout) as { known: Known[] }).known
    return (
      (Date.parse(first?.expires ?? '') - Date.parse(new Date().toISOString().slice(0, 10))) /
      86_400_000
    )
  }
  const days = [await lastDay(), await lastDay('--expires', '7')]
  // The day may change between the two.
  expect([29, 30]).toContain(days[0])
  expect([6, 7]).toContain(days[1])
})

test('an undetermined run is reported as such', async () => {
  const stopped = { owner: 'environment', reason: 'it went down' } as const
  const report = written(
    reportOf({ requirements: [wanted(SCHEMA)], cases: [[control, undefined]], stopped }),
  )
  const { stdout, stderr } = await inProcess(['baseline', report, '--write'])
  expect(JSON.parse(stdout)).toEqual({ known: [] })
  expect(stderr).toContain(
    'the verdict of that run is undetermined; only the violations that it found are listed\n',
  )
})

test('without --write it shows the state of every entry, and violations without an entry', async () => {
  const { code, stdout, stderr } = await inProcess([
    'baseline',
    written(found(false, entry(SCHEMA), entry(JSON_REFUSED, two.id))),
  ])
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toBe(`Run of 2026-01-15T12:00:00.000Z against https://api.example/gateway
Baseline known.json, 2 entries: 1 known, 1 stale; sha256 abababababab

  State  Requirement             Case                         Last day                Owner
  known  success-schema          any                          2026-01-31, in 16 days  Platform
    FF-7
  stale  malformed-json-refused  malformed-bodies/plain-text  2026-01-31, in 16 days  Platform
    FF-7

Violated, and not excused (1): malformed-json-refused (MUST)
\`baseline --write\` prints entries for them
`)
  const bare = await inProcess(['baseline', written(found())])
  expect(bare.stdout).toContain('\nThe run had no baseline\n')
})

test('by default it reads the report of the last run', async () => {
  const file = written(found())
  const folder = file.slice(0, -'/report.json'.length)
  const { stdout } = await inProcess(['baseline'], { FORMFLOW_REPORTS_DIR: folder })
  expect(stdout).toContain('Violated, and not excused (2)')
})

test('an unusable option or file gives exit 2 and one line', async () => {
  const report = written(found())
  for (const [args, message] of [
    [[report, '--owner', 'a'], '--owner needs --write'],
    [[report, '--write', '--expires', '2027-02-29'], '--expires must be a date such as'],
    [[report, '--write', '--expires', 'soon'], '--expires must be a date such as'],
    [['nowhere/report.json'], 'nowhere/report.json: it cannot be read (ENOENT); baseline takes'],
    [[temporary('a.json', '{')], 'a.json: it is not JSON; baseline takes'],
    [[temporary('b.json', '{}')], "b.json: / must have required property 'schemaVersion'"],
    [[report, 'more'], 'unexpected argument "more"'],
  ] as const) {
    const { code, stdout, stderr } = await inProcess(['baseline', ...args])
    expect.soft([code, stdout], message).toEqual([2, ''])
    expect.soft(stderr).toMatch(/^[^\n]+\n$/)
    expect.soft(stderr).toContain(message)
  }
})
