/** The runner started by hand, by another job or an editor, without the command `run`: right, or one clear line. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type TestInfo } from '@playwright/test'
import { casesIn } from '../../../fixtures/cases/index.ts'
import { MANIFEST } from '../../../fixtures/run/reports-folder.ts'
import type { Report } from '../../../reports/report/report.ts'
import { playwright, root } from '../../cli/lib/programs.ts'
import { bare } from '../../support/cli-process.ts'

interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  readonly reports: string
  readonly report: () => Report
}

const planned = casesIn('certify').length

const one = ['--grep', '@valid-credentials/control']

function ran(
  info: Pick<TestInfo, 'outputPath'>,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Ran {
  const reports = info.outputPath('reports')
  // Without a project the runner empties the output folders of all of them, also that of the tests that run just now.
  const all = ['test', ...args, '--output', info.outputPath('output')]
  const { status, stdout, stderr } = spawnSync(process.execPath, [playwright, ...all], {
    cwd: root,
    encoding: 'utf8',
    env: { ...bare, FORMFLOW_REPORTS_DIR: reports, ...env },
  })
  return {
    code: status,
    stdout,
    stderr,
    reports,
    report: () => JSON.parse(readFileSync(join(reports, 'report.json'), 'utf8')) as Report,
  }
}

/** Nobody listens there. */
const dead = {
  FORMFLOW_BASE_URL: 'http://127.0.0.1:1',
  FORMFLOW_CLIENT_ID: 'client-of-nobody',
  FORMFLOW_CLIENT_SECRET: 'gZ3-kq8.Lw0-pT7x',
  FORMFLOW_ORGANIZATION_ID: 'org-of-nobody',
}

for (const [what, args] of [
  ['with a blank before the project', ['--project', 'server']],
  ['with the file alone', ['tests/server.spec.ts']],
] as const)
  test(`${what} the runner certifies, and replaces the reports of the run before`, ({}, info) => {
    const reports = info.outputPath('reports')
    mkdirSync(join(reports, 'allure-results'), { recursive: true })
    writeFileSync(join(reports, MANIFEST), '')
    writeFileSync(join(reports, 'certificate.json'), 'of another run')
    writeFileSync(join(reports, 'allure-results', 'a-result.json'), '{}')
    const { code, stderr, report } = ran(info, [...args, ...one])
    expect(code, stderr).toBe(0)
    expect(stderr).toContain(`1 of ${planned} cases`)
    expect(report().cases.map(({ id }) => id)).toEqual(['valid-credentials/control'])
    const results = readdirSync(join(reports, 'allure-results'))
    expect(results.filter((name) => name.endsWith('-result.json'))).toHaveLength(1)
    expect(readFileSync(join(reports, 'certificate.json'), 'utf8')).not.toBe('of another run')
    expect(readFileSync(join(reports, 'junit.xml'), 'utf8')).toContain('tests="1"')
  })

for (const reporter of ['dot', 'list', 'github', 'json'])
  test(`with --reporter=${reporter} nothing tested is no success`, ({}, info) => {
    const { code, stdout, stderr, report } = ran(
      info,
      ['--project=server', `--reporter=${reporter}`, ...one],
      dead,
    )
    expect(code, stderr).toBe(3)
    expect(stderr).toContain('Nothing was tested')
    expect(report().verdict).toBe('undetermined')
    // What a program reads is that reporter’s output alone.
    if (reporter === 'json') expect(() => JSON.parse(stdout) as unknown).not.toThrow()
  })

test('each case is sent once, however often its test is repeated', ({}, info) => {
  const { code, stderr, report, reports } = ran(info, [
    '--project=server',
    '--repeat-each=3',
    '--workers=3',
    ...one,
  ])
  expect(code, stderr).toBe(0)
  expect(report().traffic.requests).toBe(1)
  expect(report().cases).toHaveLength(1)
  const results = readdirSync(join(reports, 'allure-results'))
  expect(results.filter((name) => name.endsWith('-result.json'))).toHaveLength(1)
})

test('--last-failed tests again what failed', ({}, info) => {
  const env = { FORMFLOW_VARIATION: 'expiry-not-checked' }
  const chapter = ['--grep', 'Expired tokens|@valid-credentials/control']
  const first = ran(info, ['--project=server', ...chapter], env)
  expect(first.code, first.stderr).toBe(1)
  const failed = first.report().cases.filter(({ outcome }) => outcome === 'violated')
  const second = ran(info, ['--project=server', '--last-failed'], env)
  expect(second.code, second.stderr).toBe(1)
  expect(second.report().cases.map(({ id }) => id)).toEqual(failed.map(({ id }) => id))
})

for (const [what, args, env, line] of [
  ['a shard', ['--shard=1/2'], {}, 'a certification takes no --shard: one run sends all cases'],
  ['an empty base URL', [], { FORMFLOW_BASE_URL: '' }, 'FORMFLOW_BASE_URL is set but empty, as a'],
  ['a bad value', [], { FORMFLOW_PROFILE: 'none' }, 'FORMFLOW_PROFILE must be one of smoke,'],
] as const)
  test(`${what} is refused in one line`, ({}, info) => {
    const { code, stderr, reports } = ran(
      info,
      ['--project=server', '--reporter=json', ...args],
      env,
    )
    expect(code).toBe(2)
    expect(stderr.split('\n').filter((text) => text !== '')).toEqual([
      expect.stringContaining(line),
    ])
    expect(existsSync(join(reports, 'report.json'))).toBe(false)
  })

test('a list of the tests starts no run', ({}, info) => {
  const { code, stdout, reports } = ran(info, ['--project=server', '--list'], dead)
  expect(code).toBe(0)
  expect(stdout).toContain(`Total: ${planned} tests in 1 file`)
  expect(existsSync(reports)).toBe(false)
})

test('tests of another project start no run', ({}, info) => {
  const { code, stdout, reports } = ran(info, ['tests/self/spec/json-pointer.spec.ts'], dead)
  expect(code, stdout).toBe(0)
  expect(existsSync(reports)).toBe(false)
})
