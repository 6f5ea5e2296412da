/** `diff` from the command line: its input, its errors and its exit codes. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from '@playwright/test'
import { faultless } from '../../../fixtures/run/in-memory.ts'
import type { Diff } from '../../../reports/diff/model.ts'
import { judgedAgain } from '../../support/evidence.ts'
import { evidenceText, variationNamed } from '../../support/diff-runs.ts'
import { inProcess } from '../../support/cli-in-process.ts'
import { temporary } from '../../support/exchange.ts'

const good = evidenceText(faultless)
const bad = evidenceText(variationNamed('token-type-lower-case'))

/** A folder of reports, as a run writes it. */
function folder(name: string, files: Readonly<Record<string, string>>): string {
  const path = test.info().outputPath(name)
  mkdirSync(path, { recursive: true })
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text)
  return path
}

const reportText = (evidence: string): string => JSON.stringify(judgedAgain(evidence).report)

test('two evidence files: a regression gives exit 1 in every format, and --html writes a page', async () => {
  const [old, now] = [temporary('old.ndjson', await good), temporary('new.ndjson', await bad)]
  const page = join(dirname(old), 'page.html')
  const text = await inProcess(['diff', old, now, '--html', page])
  expect([text.code, text.stderr]).toEqual([1, ''])
  expect(text.stdout).toMatch(
    /^\d REGRESSIONS\n.*\n {2}token-type-bearer was satisfied and is now violated\n/,
  )
  expect(text.stdout).toMatch(/\nexit 1\n$/)
  expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>/)
  const json = await inProcess(['diff', old, now, '--json'])
  const { regressions, observed } = JSON.parse(json.stdout) as Diff
  expect([json.code, regressions.length > 0, observed.compared]).toEqual([1, true, true])
  const markdown = await inProcess(['diff', old, now, '--markdown'])
  expect([markdown.code, markdown.stdout.slice(0, 3)]).toEqual([1, '# ❌'])
  const back = await inProcess(['diff', now, old])
  expect([back.code, back.stdout.slice(0, 13)]).toEqual([0, 'NO REGRESSION'])
})

test('a report uses the evidence beside it, if it is of the same run', async () => {
  const text = await good
  const same = folder('same', { 'report.json': reportText(text), 'evidence.ndjson': text })
  const foreign = folder('foreign', {
    'report.json': reportText(text),
    'evidence.ndjson': text.replace('2026-01-15T12:00:00.000Z', '2026-01-16T12:00:00.000Z'),
  })
  const alone = folder('alone', { 'report.json': reportText(text) })
  const output = async (old: string): Promise<string> =>
    (await inProcess(['diff', join(old, 'report.json'), join(same, 'report.json')])).stdout
  expect(await output(same)).toContain('NOTHING CHANGED')
  expect(await output(same)).toContain('Observed facts (0)')
  expect(await output(foreign)).toContain(
    'old: the evidence.ndjson beside report.json is of another run',
  )
  expect(await output(alone)).toContain('old: there is no evidence.ndjson beside report.json')
})

test('a report and evidence: outcomes are compared, with a warning about the judgement', async () => {
  const text = await good
  const alone = folder('alone', { 'report.json': reportText(text) })
  const { code, stdout } = await inProcess([
    'diff',
    join(alone, 'report.json'),
    temporary('new.ndjson', text),
  ])
  expect(code).toBe(0)
  expect(stdout).toContain('different judgement: judged in its run → judged again by this suite')
  expect(stdout).toContain('Observed facts: not compared')
})

test('cases unknown to this suite are named, and their responses are compared anyway', async () => {
  const text = await good
  const renamed = text.replaceAll('valid-credentials/reordered', 'valid-credentials/gone')
  const [old, now] = [temporary('old.ndjson', renamed), temporary('new.ndjson', renamed)]
  const { code, stderr, stdout } = await inProcess(['diff', old, now])
  expect([code, stderr]).toEqual([
    0,
    'cases unknown to this suite, not judged: valid-credentials/gone\n'.repeat(2),
  ])
  expect(stdout).toContain('NOTHING CHANGED')
})

const first = (text: string): string => text.slice(0, text.indexOf('\n') + 1)

for (const [what, spoil, problem] of [
  ['is empty', () => '', 'it is not JSON'],
  ['is something else', () => '{"a":1}', '/ must have required property'],
  [
    'is a report of another form',
    (_: string, report: string) => report.replace('"schemaVersion":1', '"schemaVersion":2'),
    '/schemaVersion must be equal to constant',
  ],
  ['is evidence cut off', (text: string) => text.slice(0, 9000), 'it is not JSON'],
  [
    'is evidence of no target',
    (text: string) => text.replace('https://formflow.example', 'nowhere'),
    'line 1: /target/baseUrl must match pattern',
  ],
  [
    'is evidence with an invalid exchange',
    (text: string) => `${first(text)}{"kind":"exchange","case":"a/b","exchange":{}}\n`,
    'an exchange of a/b: / must have',
  ],
  [
    'is evidence with an invalid response',
    (text: string) => text.replace('"headers":[["date"', '"headers":[["date",1],["date"'),
    'an exchange of valid-credentials/control: /response/headers/0/1 must be string',
  ],
] as const)
  test(`a file that ${what} gives exit 2 and one line`, async () => {
    const text = await good
    const file = temporary('odd.file', spoil(text, reportText(text)))
    const { code, stdout, stderr } = await inProcess(['diff', file, temporary('new.ndjson', text)])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(
      /^odd\.file: [^\n]*; diff takes report\.json or evidence\.ndjson of two runs\n$/,
    )
    expect(stderr).toContain(problem)
  })

test('a missing file, a page that cannot be written and two formats at once give exit 2', async () => {
  const file = temporary('old.ndjson', await good)
  const missing = await inProcess(['diff', file, join(dirname(file), 'nobody.json')])
  expect([missing.code, missing.stderr]).toEqual([
    2,
    expect.stringContaining('nobody.json: it cannot be read (ENOENT)'),
  ])
  const page = await inProcess([
    'diff',
    file,
    file,
    '--html',
    join(dirname(file), 'no', 'page.html'),
  ])
  expect([page.code, page.stderr]).toEqual([
    2,
    expect.stringMatching(/^--html .*page\.html: it cannot be written \(ENOENT\)\n$/),
  ])
  const both = await inProcess(['diff', file, file, '--json', '--markdown'])
  expect([both.code, both.stderr]).toEqual([
    2,
    expect.stringContaining('use either --json or --markdown, not both'),
  ])
})
