/** What a run prints with --verbose and --json, and which cases --failed selects. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Report } from '../../../reports/report/report.ts'
import { commandLine } from '../../cli/lib/programs.ts'
import { inProcess } from '../../support/cli-in-process.ts'
import { bare } from '../../support/cli-process.ts'
import { temporary } from '../../support/exchange.ts'
import { golden } from '../../support/golden.ts'

test('--verbose shows exchanges, --failed selects what failed, --json prints report.json alone', async ({}, info) => {
  const reports = info.outputPath('reports')
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [commandLine, 'run', '--no-html', ...args], {
      cwd: info.outputPath(),
      encoding: 'utf8',
      env: { ...bare, FORMFLOW_REPORTS_DIR: reports },
    })
  const fault = ['--fault', 'expiry-not-checked']
  const first = run(...fault, '--verbose', '--grep', '@(expired-tokens/expired|methods/get)')
  expect(first.status, first.stderr).toBe(1)
  for (const part of [
    'exit 1\n\n',
    '\n--- expired token\n',
    '\nGET /api/template?',
    '\nmethods/get  ',
  ])
    expect(first.stdout).toContain(part)
  const second = run(...fault, '--failed', '--json')
  expect(second.status, second.stderr).toBe(1)
  const report = JSON.parse(second.stdout) as Report
  expect(report.cases.map(({ id }) => id)).toEqual(['expired-tokens/expired'])
})

test('--failed needs a run in which something failed', async ({}, info) => {
  const env = { FORMFLOW_REPORTS_DIR: info.outputPath() }
  const planned = () => inProcess(['plan', '--failed'], env)
  expect((await planned()).stderr).toMatch(
    /report\.json: it .*; --failed takes the cases of the last run\n$/,
  )
  writeFileSync(join(info.outputPath(), 'report.json'), JSON.stringify(golden('conformant')))
  expect(await planned()).toMatchObject({ code: 2, stdout: '' })
  expect((await planned()).stderr).toMatch(/^no case failed in the run of 2026-01-15T/)
  const both = await inProcess(['plan', '--failed', '--grep', 'a'], env)
  expect(both.stderr).toBe('use either --grep or --failed, not both (see --help)\n')
})

test('--failed selects exactly the ids, and names a case that the profile does not have', async ({}, info) => {
  const [first, ...others] = golden('conformant').cases
  const withCase = (id: string): void =>
    writeFileSync(
      temporary('report.json', ''),
      JSON.stringify({
        ...golden('conformant'),
        cases: [{ ...first, id, outcome: 'violated' }, ...others],
      }),
    )
  const env = { FORMFLOW_REPORTS_DIR: info.outputPath() }
  withCase('methods/get')
  const { stdout } = await inProcess(['plan', '--failed', '--json'], env)
  expect(JSON.parse(stdout)).toMatchObject({ cases: 1, chapters: [{ chapter: 'Methods' }] })
  withCase('methods/none')
  expect((await inProcess(['plan', '--failed'], env)).stderr).toContain(
    'the profile certify has no case methods/none; use the profile of the last run',
  )
})

test('--verbose and --json exclude each other', async () => {
  const { code, stderr } = await inProcess(['run', '--verbose', '--json'])
  expect([code, stderr]).toEqual([2, 'use either --verbose or --json, not both (see --help)\n'])
})

for (const args of [['--version'], ['-V'], ['version']])
  test(`${args.join(' ')} prints the versions of suite and contract`, async () => {
    const { code, stdout } = await inProcess(args)
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^formflow-token-conformance \d+\.\d+\.\d+\ncontract Formflow API \S+, sha256 [0-9a-f]{12}\nNode \d/,
    )
  })

test('help without dashes shows all commands', async () => {
  expect(await inProcess(['help'])).toEqual(await inProcess(['--help']))
})
