/** The main job from the outside: exit codes, verdicts, and that every report tells the same. */
import { Ajv } from 'ajv'
import { expect, test } from '@playwright/test'
import { join } from 'node:path'
import { readSettings } from '../../fixtures/env.ts'
import { casesOfRun } from '../../fixtures/fuzz/chapter.ts'
import { planOf } from '../../fixtures/plan.ts'
import { faults } from '../../fixtures/server/faults/index.ts'
import type { Report } from '../../reports/report.ts'
import { readJsonFile } from '../../spec/data.ts'
import { requirement } from '../../spec/requirements/index.ts'
import { command, type Ended } from './command.ts'
import { served } from './server.ts'

const conforms = new Ajv().compile(
  readJsonFile(join(import.meta.dirname, '..', '..', 'reports', 'report.schema.json')) as object,
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

/** Requirements that each telling names as violated, among the MUSTs. */
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
  const [, told = ''] = /^Violated[^]*?\n([^]*?)\n\n(?=\S)/m.exec(output) ?? []
  return {
    report: report()
      .requirements.filter(({ outcome, level }) => outcome === 'violated' && level === 'MUST')
      .map(({ id }) => id),
    console: inText(told),
    junit: inText(
      [...(written.get('junit.xml') ?? '').matchAll(/<failure[^]*?<\/failure>/g)]
        .map(([text]) => text)
        .join('\n'),
    ),
    allure: inText(failed.map(({ statusDetails }) => statusDetails.message).join('\n')),
  }
}

test('the embedded server is conformant, twice with the same findings', async ({}, info) => {
  const once = await command(info, ['run', '--no-html'], { folder: 'once' })
  expect(once.output).toContain('CONFORMANT')
  expect(once.code, once.output).toBe(0)
  const report = once.report()
  expect(conforms(report), JSON.stringify(conforms.errors)).toBe(true)
  expect(report.must.judged).toBe(report.must.total)
  expect(report.traffic.requests).toBeLessThanOrEqual(120)
  const settings = readSettings({})
  const planned = await planOf(settings, casesOfRun(settings), {})
  const { requests, failedLogins } = report.traffic
  expect({ requests, failedLogins, must: report.must }, 'as planned').toEqual({
    requests: planned.requests,
    failedLogins: planned.failedLogins,
    must: planned.must,
  })
  const again = await command(info, ['run', '--no-html'], { folder: 'again' })
  expect(essence(again.report())).toEqual(essence(report))
})

test('a server elsewhere, below a path prefix, gets the same verdict', async ({}, info) => {
  const server = await served(undefined, '/gateway/v1')
  const ended = await command(info, ['run', '--no-html'], { env: server.env })
  await server.close()
  expect(ended.output).toContain(server.baseUrl)
  expect(ended.code, ended.output).toBe(0)
  expect(ended.report().must.judged).toBe(ended.report().must.total)
  expect(ended.report().target.expiredToken).toBe('configured')
})

for (const id of ['number-as-client-id-converted', 'expiry-not-checked']) {
  test(`with the fault ${id} every report names exactly its requirements`, async ({}, info) => {
    const fault = faults.find((each) => each.id === id)
    if (!fault) throw new Error(`no fault is called ${id}`)
    const server = await served(fault)
    const ended = await command(info, ['run', '--no-html'], { env: server.env })
    await server.close()
    expect(ended.code, ended.output).toBe(1)
    const musts = fault.breaks.filter((each) => requirement(each).level === 'MUST').toSorted()
    const told = Object.entries(named(ended)).map(([where, ids]) => [where, ids.toSorted()])
    expect(told).toEqual(['report', 'console', 'junit', 'allure'].map((where) => [where, musts]))
  })
}

test('a wrong secret is the configuration’s fault, and nothing is sent after the control', async ({}, info) => {
  const server = await served()
  const env = { ...server.env, FORMFLOW_CLIENT_SECRET: 'another-secret-of-some-length' }
  const ended = await command(info, ['run', '--no-html', '--profile', 'smoke'], { env })
  await server.close()
  expect(ended.code, ended.output).toBe(2)
  expect(ended.output).toContain('FORMFLOW_CLIENT_SECRET 29 characters')
  expect(ended.report()).toMatchObject({ verdict: 'undetermined', traffic: { requests: 1 } })
})

test('a target that does not listen is the environment’s fault', async ({}, info) => {
  const server = await served()
  await server.close()
  const ended = await command(info, ['run', '--no-html', '--profile', 'smoke'], { env: server.env })
  expect(ended.code, ended.output).toBe(3)
  expect(ended.output).toContain('ECONNREFUSED')
  expect(ended.report()).toMatchObject({ verdict: 'undetermined', must: { judged: 0 } })
})

test('the counts of JUnit and Allure are those of report.json', async ({}, info) => {
  const ended = await command(info, ['run', '--no-html', '--grep', '@malformed-bodies/'])
  const report = ended.report()
  const written = ended.files()
  const results = [...written.keys()].filter((name) => name.endsWith('-result.json'))
  expect(report.cases.length).toBeGreaterThan(20)
  expect(results).toHaveLength(report.cases.length)
  expect(written.get('junit.xml')).toContain(`tests="${report.cases.length}" failures="0"`)
})
