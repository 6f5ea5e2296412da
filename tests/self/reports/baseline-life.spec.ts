/** A known failure from the run that finds it to the run without it: in memory, in evidence, and in a process. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { baselineOf, inForce } from '../../../fixtures/baseline/read.ts'
import { caseById, casesIn } from '../../../fixtures/cases/index.ts'
import { certifyInMemory } from '../../../fixtures/run/in-memory.ts'
import { faults } from '../../../fixtures/server/faults/index.ts'
import { evidenceText, readEvidence } from '../../../reports/evidence/evidence.ts'
import { baselinePage } from '../../docs/pages/baseline.ts'
import { rejudge } from '../../../reports/evidence/rejudge.ts'
import { buildReport } from '../../../reports/report/build.ts'
import type { Report } from '../../../reports/report/report.ts'
import { requirements } from '../../../spec/requirements/index.ts'
import { lifeOfABaseline } from '../../docs/baseline.ts'
import { command } from '../../support/cli-process.ts'
import { judgedAgain, materialOf } from '../../support/evidence.ts'
import { inProcess } from '../../support/cli-in-process.ts'
import { served } from '../../support/served.ts'
import { contract, present, temporary } from '../../support/exchange.ts'

/** A page without the spaces and dashes that a formatter adds to tables. */
const flat = (text: string): string => text.replaceAll(/ {2,}|-{2,}/g, (spaces) => spaces[0] ?? '')

test('docs/baseline.md is what `npm run docs` writes, with the outcome of each run', async () => {
  const life = await lifeOfABaseline()
  const { found, known, stale, expired } = life
  const outcome = ({ verdict, exit, baseline }: Report): unknown => [
    verdict,
    exit.code,
    baseline?.entries.map(({ state }) => state),
  ]
  expect([found, known, stale, expired].map(outcome)).toEqual([
    ['non-conformant', 1, undefined],
    ['non-conformant', 0, ['known']],
    ['conformant', 2, ['stale']],
    ['non-conformant', 1, ['expired']],
  ])
  const written = readFileSync(join(import.meta.dirname, '../../../docs/baseline.md'), 'utf8')
  expect(flat(written) === flat(baselinePage(life)), 'run npm run docs').toBe(true)
})

const fault = present(faults.find(({ id }) => id === 'truncated-json-completed'))
const known = {
  requirement: 'malformed-json-refused',
  case: 'malformed-bodies/truncated',
  reason: 'FF-7: fixed with the next release',
  owner: 'Platform',
  expires: '2026-01-15',
}
const file = JSON.stringify({ known: [known] })

test('evidence has the baseline, so that the verdict is the same on another day; another baseline wins', async () => {
  const planned = casesIn('certify').filter(({ chapter }) => chapter === 'Malformed bodies')
  const certified = await certifyInMemory(fault, { planned })
  const found = materialOf(certified)
  const ids = planned.map(({ id }) => id)
  const listed = inForce(baselineOf('known.json', Buffer.from(file)), found.startedAt, ids)
  const material = { ...found, planned, baseline: listed }
  const live = buildReport(material)
  const text = evidenceText(material)
  expect(live).toMatchObject({ exit: { code: 0 }, baseline: { entries: [{ state: 'known' }] } })
  expect(judgedAgain(text).report).toEqual(live)
  const [head = ''] = text.split('\n')
  expect(JSON.parse(head)).toMatchObject({
    baseline: { file: 'known.json', sha256: listed.sha256, entries: [known], day: '2026-01-15' },
  })
  const none = { ...listed, entries: [] }
  const { report } = rejudge(readEvidence(text), contract, requirements, caseById, none)
  expect(report).toMatchObject({ exit: { code: 1 }, baseline: { entries: [] } })

  const evidence = temporary('evidence.ndjson', text)
  const codeWith = async (entry: object): Promise<unknown> => {
    const path = temporary('other.json', JSON.stringify({ known: [entry] }))
    const { code, stdout } = await inProcess(['judge', evidence, '--json', '--baseline', path])
    return [code, (JSON.parse(stdout) as Report).baseline?.entries[0]?.state]
  }
  expect((await inProcess(['judge', evidence])).code, 'on any later day').toBe(0)
  const satisfied = { requirement: 'body-required', case: 'malformed-bodies/empty' }
  expect(await codeWith({ ...known, ...satisfied })).toEqual([1, 'stale'])
  expect(await codeWith({ ...known, expires: '2026-01-14' })).toEqual([1, 'expired'])
  const variable = { FORMFLOW_BASELINE: temporary('unread.json', '{') }
  expect((await inProcess(['judge', evidence], variable)).code, 'no variable changes it').toBe(0)
})

test('a run with a known failure is green in every report, with the reason', async ({}, info) => {
  const server = await served(fault)
  const later = file.replace('2026-01-15', '2999-12-31')
  const ended = await command(info, ['run', '--no-html', '--grep', `@${known.case}`], {
    env: { ...server.env, FORMFLOW_BASELINE: temporary('known.json', later) },
  })
  await server.close()
  expect(ended.code, ended.output).toBe(0)
  expect(ended.output).toContain('NON-CONFORMANT, as known')
  expect(ended.report()).toMatchObject({
    verdict: 'non-conformant',
    exit: { code: 0, owner: 'none' },
    cases: [{ id: known.case, outcome: 'known' }],
  })
  const files = ended.files()
  const junit = files.get('junit.xml') ?? ''
  expect(junit).toContain('tests="1" failures="0" errors="0" skipped="0"')
  expect(junit).toContain(
    `known: ${known.requirement}: ${known.reason} (Platform, until 2999-12-31)\n`,
  )
  expect(files.get(join('allure-results', 'environment.properties'))).toContain('1 known')
  const again = await inProcess(['judge', join(ended.reports, 'evidence.ndjson'), '--json'])
  const { baseline, exit } = JSON.parse(again.stdout) as Report
  expect([again.code, baseline, exit]).toEqual([0, ended.report().baseline, ended.report().exit])
})
