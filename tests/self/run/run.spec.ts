/** The main job from the outside: exit codes, verdicts, and that all reports agree. */
import { existsSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { expect, test } from '@playwright/test'
import { join } from 'node:path'
import { readSettings } from '../../../fixtures/config/index.ts'
import { casesOfRun } from '../../../fixtures/fuzz/chapter.ts'
import { MAX_REQUESTS } from '../../../fixtures/run/in-memory.ts'
import { planOf } from '../../../fixtures/run/plan.ts'
import { faults } from '../../../fixtures/server/faults/index.ts'
import {
  allOf,
  changeAnswer,
  setHeader,
  withStatus,
  type Variation,
} from '../../../fixtures/server/variation.ts'
import { changeMembers } from '../../../fixtures/server/vary-requests.ts'
import type { Report } from '../../../reports/report/report.ts'
import { readJsonFile } from '../../../spec/lib/json-file.ts'
import { requirement } from '../../../spec/requirements/index.ts'
import { command, type Ended } from '../../support/cli-process.ts'
import {
  casesInMarkdown,
  casesInReport,
  inConsole,
  inMarkdown,
  fileNumbers,
  listNumbers,
  textNumbers,
} from '../../support/report-numbers.ts'
import {
  casesInAllure,
  casesInCtrf,
  casesInJunit,
  inCtrf,
  inSarif,
} from '../../support/file-numbers.ts'
import { served } from '../../support/served.ts'
import { present } from '../../support/exchange.ts'

const conforms = new Ajv().compile(
  readJsonFile(
    join(import.meta.dirname, '..', '..', '..', 'reports', 'report.schema.json'),
  ) as object,
)

/** What two runs against the same target have to agree on. */
const essence = ({ verdict, exit, must, requirements, cases }: Report): unknown => ({
  verdict,
  exit,
  must,
  requirements,
  cases: cases.map(({ id, outcome, violations, remarks }) => ({
    id,
    outcome,
    violations,
    remarks,
  })),
})

/** Requirements that every report names as violated, among the MUSTs. */
function named({ report, files, output }: Ended): Record<string, string[]> {
  const musts = report()
    .requirements.filter(({ level }) => level === 'MUST')
    .map(({ id }) => id)
  const inText = (text: string): string[] =>
    musts.filter((id) => text.includes(`${id} (MUST): `) || text.includes(`${id} (MUST) `))
  const written = files()
  const failed = [...written]
    .filter(([name]) => name.endsWith('-result.json'))
    .map(([, text]) => JSON.parse(text) as { status: string; statusDetails: { message?: string } })
    .filter(({ status }) => status === 'failed')
  const [, violations = ''] = /^Violated[^]*?\n([^]*?)\n\n(?=\S)/m.exec(output) ?? []
  return {
    report: report()
      .requirements.filter(({ outcome, level }) => outcome === 'violated' && level === 'MUST')
      .map(({ id }) => id),
    console: inText(violations),
    junit: inText(
      [...(written.get('junit.xml') ?? '').matchAll(/<failure[^]*?<\/failure>/g)]
        .map(([text]) => text)
        .join('\n'),
    ),
    allure: inText(failed.map(({ statusDetails }) => statusDetails.message).join('\n')),
  }
}

test('the embedded server is conformant, and a server elsewhere, below a path prefix, gets the same findings', async ({}, info) => {
  const once = await command(info, ['run', '--no-html'], { folder: 'once' })
  expect(once.output).toContain('CONFORMANT')
  expect(once.code, once.output).toBe(0)
  const report = once.report()
  expect(conforms(report), JSON.stringify(conforms.errors)).toBe(true)
  expect(report.must.judged).toBe(report.must.total)
  expect(report.traffic.requests).toBeLessThanOrEqual(MAX_REQUESTS)
  const settings = readSettings({})
  const planned = await planOf(settings, casesOfRun(settings), {})
  const { requests, failedLogins } = report.traffic
  expect({ requests, failedLogins, must: report.must }, 'as planned').toEqual({
    requests: planned.requests,
    failedLogins: planned.failedLogins,
    must: planned.must,
  })
  const server = await served(undefined, '/gateway/v1')
  const env = { ...server.env, ...server.secondEnv }
  const elsewhere = await command(info, ['run', '--no-html'], { folder: 'elsewhere', env })
  await server.close()
  expect(elsewhere.output).toContain(server.baseUrl)
  expect(elsewhere.code, elsewhere.output).toBe(0)
  expect(elsewhere.report().target.expiredToken).toBe('configured')
  expect(essence(elsewhere.report())).toEqual(essence(report))
})

test('with a fault every report names exactly its requirements', async ({}, info) => {
  const fault = present(faults.find(({ id }) => id === 'number-as-client-id-converted'))
  const server = await served(fault)
  const ended = await command(info, ['run', '--no-html'], { env: server.env })
  await server.close()
  expect(ended.code, ended.output).toBe(1)
  const musts = fault.breaks.filter((broken) => requirement(broken).level === 'MUST').toSorted()
  const reported = Object.entries(named(ended)).map(([where, ids]) => [where, ids.toSorted()])
  expect(reported).toEqual(['report', 'console', 'junit', 'allure'].map((where) => [where, musts]))
})

test('a wrong secret is the configuration’s fault, and nothing is sent after the control', async ({}, info) => {
  const server = await served()
  const env = { ...server.env, FORMFLOW_CLIENT_SECRET: 'another-secret-of-some-length' }
  const ended = await command(info, ['run', '--no-html', '--profile', 'smoke'], { env })
  await server.close()
  expect(ended.code, ended.output).toBe(2)
  expect(ended.output).toContain('FORMFLOW_CLIENT_SECRET 29 characters')
  expect(ended.report()).toMatchObject({
    verdict: 'undetermined',
    traffic: { requests: 1, failedLogins: 1 },
  })
})

test('a target that does not listen is the environment’s fault', async ({}, info) => {
  const server = await served()
  await server.close()
  const env = { ...server.env, GITHUB_STEP_SUMMARY: info.outputPath('no', 'summary.md') }
  const ended = await command(info, ['run', '--no-html', '--profile', 'smoke'], { env })
  expect(ended.code, ended.output).toBe(3)
  expect(ended.output).toContain('ECONNREFUSED')
  const unsaid = 'nothing was appended to GITHUB_STEP_SUMMARY: it cannot be written (ENOENT)'
  expect(ended.output).toContain(unsaid)
  expect(ended.report()).toMatchObject({ verdict: 'undetermined', must: { judged: 0 } })
})

/** Accepts too much in one place, lets the token be stored, and lies elsewhere than its certifier thinks. */
const mixed: Variation = {
  id: 'mixed',
  title: 'a missing secret is a failed login, and a browser may store a token',
  breaks: [],
  alter: allOf(
    changeMembers((members) => ({ clientSecret: '', ...members })),
    changeAnswer(withStatus(200), setHeader('cache-control', 'private')),
  ),
}

test('the numbers of every file are those of report.json', async ({}, info) => {
  const server = await served(mixed)
  const summary = info.outputPath('summary.md')
  const foreign = info.outputPath('foreign.xml')
  const ended = await command(
    info,
    ['run', '--no-html', '--grep', '@(missing-credentials/client-|protected-operation/fresh)'],
    {
      env: {
        ...server.env,
        FORMFLOW_PROTECTED_PATH: '/nowhere',
        GITHUB_STEP_SUMMARY: summary,
        PLAYWRIGHT_JUNIT_OUTPUT_FILE: foreign,
      },
    },
  )
  expect(existsSync(foreign), 'a variable of other Playwright jobs').toBe(false)
  await server.close()
  const written = ended.files()
  const textOf = (name: string): string => present(written.get(name))
  const report = ended.report()
  const cases = casesInReport(report)
  expect(Object.entries(cases).filter(([, count]) => count > 0)).toHaveLength(3)
  const numbers = textNumbers(report)
  expect(listNumbers(report), 'without a baseline').toEqual(numbers)
  expect([numbers.violated, numbers.remarked, numbers['not tested']].includes(0)).toBe(false)
  expect(inConsole(ended.output)).toEqual(numbers)
  expect(inMarkdown(textOf('report.md'))).toEqual(numbers)
  expect(inSarif(textOf('report.sarif'))).toEqual(fileNumbers(report))
  expect(inCtrf(textOf('ctrf-report.json'))).toMatchObject({ ...fileNumbers(report) })
  expect(casesInMarkdown(textOf('report.md'))).toEqual(cases)
  expect(casesInCtrf(textOf('ctrf-report.json'))).toEqual(cases)
  expect(casesInJunit(textOf('junit.xml'))).toEqual(cases)
  expect(casesInAllure(written)).toEqual(cases)
  expect(readFileSync(summary, 'utf8')).toBe(`\n${textOf('report.md')}`)
})
