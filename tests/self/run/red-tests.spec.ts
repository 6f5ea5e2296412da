/** Red tests: shown as failed by every reporter, although their worker expected the failure and was not restarted. */
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { stripVTControlCharacters } from 'node:util'
import { expect, test, type TestInfo } from '@playwright/test'
import type {
  JSONReport,
  JSONReportSpec,
  JSONReportSuite,
  TestCase,
} from '@playwright/test/reporter'
import { variationNamed } from '../../../fixtures/run/variation.ts'
import { showRed } from '../../../reports/reporters/red-tests.ts'
import { playwright, root } from '../../cli/lib/programs.ts'
import { bare } from '../../support/cli-process.ts'
import { served } from '../../support/served.ts'
import { unzipped } from '../../support/zip.ts'

/** Those that are red, one that is skipped, and one that is green. */
const red = ['client-id', 'client-secret', 'organization-id'].map(
  (id) => `missing-credentials/${id}`,
)
const skipped = 'invalid-credentials/told-apart'
const selected = [...red, skipped, 'valid-credentials/control']

/** Three red cases, as a refusal has to be JSON in a strict run, and a case too many for the budget. */
const fault = 'refusal-page-typed-json'
const broken = {
  FORMFLOW_STRICT: '1',
  FORMFLOW_MAX_FAILED_LOGINS: '0',
  FORMFLOW_HTML: '0',
  FORMFLOW_VARIATION: fault,
}

const reporters = ['list', 'line', 'dot', 'github', 'html', 'json', 'junit', 'blob']

interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly file: (...names: readonly string[]) => Buffer
}

async function ran(
  info: Pick<TestInfo, 'outputPath'>,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  folder = 'run',
): Promise<Ran> {
  const at = (...names: readonly string[]): string => info.outputPath(folder, ...names)
  const grep = selected.map((id) => `@${id}(?= |$)`).join('|')
  const all = ['test', '--project=server', '--grep', grep, ...args]
  const child = spawn(process.execPath, [playwright, ...all], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      ...bare,
      ...broken,
      FORMFLOW_REPORTS_DIR: at('reports'),
      PLAYWRIGHT_HTML_OPEN: 'never',
      PLAYWRIGHT_HTML_OUTPUT_DIR: at('html'),
      PLAYWRIGHT_JSON_OUTPUT_NAME: at('by-runner.json'),
      PLAYWRIGHT_JUNIT_OUTPUT_NAME: at('by-runner.xml'),
      PLAYWRIGHT_BLOB_OUTPUT_DIR: at('blob'),
      ...env,
    },
  })
  const [output, code] = await Promise.all([
    text(child.stdout),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ])
  const stdout = stripVTControlCharacters(output)
  return { code, stdout, file: (...names) => readFileSync(at(...names)) }
}

/** Every test of a report of the runner. */
const specsIn = ({ suites }: Pick<JSONReport, 'suites'>): JSONReportSpec[] =>
  suites.flatMap(({ specs, suites: inner = [] }: JSONReportSuite) => [
    ...specs,
    ...specsIn({ suites: inner }),
  ])

const resultsIn = (file: Buffer) =>
  specsIn(JSON.parse(file.toString('utf8')) as JSONReport).flatMap(({ ok, tests }) =>
    tests.map(({ expectedStatus, status, results, annotations }) => ({
      ok,
      expectedStatus,
      status,
      results: results.map((result) => result.status),
      workers: results.map(({ workerIndex }) => workerIndex),
      types: annotations.map(({ type }) => type),
    })),
  )

test('each reporter of the runner shows the failures, in one worker', async ({}, info) => {
  const { code, stdout, file } = await ran(info, [`--reporter=${reporters.join(',')}`])
  expect(code, stdout).toBe(1)
  const results = resultsIn(file('by-runner.json'))
  expect(results.map(({ status }) => status).toSorted()).toEqual([
    'expected',
    'skipped',
    'unexpected',
    'unexpected',
    'unexpected',
  ])
  for (const { ok, status, ...result } of results) {
    expect(ok).toBe(status !== 'unexpected')
    expect(result.expectedStatus).toBe(status === 'skipped' ? 'skipped' : 'passed')
    expect(result.workers).toEqual([0])
    expect(result.types).not.toContain('fail')
  }
  // List, line and dot end with it, and github has it in its notice.
  expect(stdout.match(/\b3 failed/g)).toHaveLength(4)
  expect(stdout.match(/^.*✘.*@missing-credentials/gm)).toHaveLength(3)
  expect(stdout.match(/::error file=.*expect\(findings\)\.toConform/g)).toHaveLength(3)
  expect(file('by-runner.xml').toString('utf8')).toContain('tests="5" failures="3" skipped="1"')
  const html = file('html', 'index.html').toString('utf8')
  const [, data = ''] = /data:application\/zip;base64,([A-Za-z0-9+/=]+)/.exec(html) ?? []
  const shown = unzipped(Buffer.from(data, 'base64')).map(String).join('\n')
  expect(shown).toContain('"stats":{"total":5,"expected":1,"unexpected":3,"flaky":0,"skipped":1')
  const [blob = ''] = readdirSync(info.outputPath('run', 'blob'))
  const ends = unzipped(file('blob', blob))
    .flatMap((content) => content.toString('utf8').split('\n'))
    .filter((line) => line.includes('"method":"onTestEnd"'))
  expect(ends.filter((line) => line.includes('"expectedStatus":"failed"'))).toEqual([])
  expect(ends.filter((line) => line.includes('"status":"failed"'))).toHaveLength(3)
})

test('without the reporter of the run a red test is red all the same', async ({}, info) => {
  const { code, file } = await ran(info, ['--reporter=json'], { PW_TEST_REPORTER: 'dot' })
  expect(code).toBe(1)
  const failed = resultsIn(file('by-runner.json')).filter(({ status }) => status === 'unexpected')
  expect(failed).toHaveLength(3)
  for (const { expectedStatus } of failed) expect(expectedStatus).toBe('passed')
  // Nobody promised to show an expected failure as red, so the worker expected none and was restarted.
  expect(new Set(failed.flatMap(({ workers }) => workers)).size).toBe(3)
})

test('reports are those of a run whose worker is restarted', async ({}, info) => {
  const server = await served(await variationNamed(fault))
  const env = { ...server.env, FORMFLOW_VARIATION: '' }
  const PW_TEST_REPORTER = join(root, 'tests/support/restarting-reporter.ts')
  const fast = await ran(info, [], env, 'fast')
  const restarted = await ran(info, [], { ...env, PW_TEST_REPORTER }, 'restarted')
  await server.close()
  expect([fast.code, restarted.code]).toEqual([1, 1])
  const textOf = (file: Buffer): string => withoutTimes(file.toString('utf8'))
  const junit = textOf(fast.file('reports', 'junit.xml'))
  expect(junit).toContain('failures="3"')
  expect(junit).toBe(textOf(restarted.file('reports', 'junit.xml')))
  const allure = (run: string): string[] => {
    const folder = info.outputPath(run, 'reports', 'allure-results')
    return readdirSync(folder)
      .map((name) => textOf(readFileSync(join(folder, name))))
      .toSorted()
  }
  const results = allure('fast')
  expect(results.filter((result) => result.includes('"status":"failed"')).length).toBe(3)
  expect(results).toEqual(allure('restarted'))
})

/** Without the times of a run and ids that are new in each. */
const withoutTimes = (content: string): string =>
  content
    .replaceAll(/[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}|[\da-f]{32}/g, '<id>')
    .replaceAll(/"(start|stop|startedAt)":\s*\d+/g, '"$1":0')
    .replaceAll(/(time|timestamp)="[^"]*"/g, '$1=""')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z|\w{3}, \d\d \w{3} \d{4} [\d:]+ GMT/g, '<time>')
    .replaceAll(/\b\d+ ms/g, '0 ms')

test('an expected failure is no expected status, and a skipped test stays skipped', () => {
  const tests = ['passed', 'skipped'].map((expectedStatus) => ({ expectedStatus }) as TestCase)
  showRed(tests)
  expect(tests.map(({ expectedStatus }) => expectedStatus)).toEqual(['passed', 'skipped'])
  for (const status of ['failed', 'skipped', 'passed'] as const)
    for (const one of tests) {
      Object.assign(one, { expectedStatus: status })
      expect(one.expectedStatus).toBe(status === 'failed' ? 'passed' : status)
    }
})
