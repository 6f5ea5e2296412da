/** A run that ends early: by Ctrl-C, by SIGTERM, by its budget, or because its time is up. */
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { Ajv } from 'ajv'
import { readJsonFile } from '../../../spec/lib/json-file.ts'
import { certify } from '../../api.ts'
import { command, interrupt, type Ended } from '../../support/cli-process.ts'
import { served } from '../../support/served.ts'
import { temporary } from '../../support/exchange.ts'

const schema = join(import.meta.dirname, '..', '..', '..', 'reports', 'report.schema.json')
const validate = new Ajv().compile(readJsonFile(schema) as object)

/** What every run that was cut short leaves: a valid report, complete up to there, the rest named as not judged. */
function expectValid(ended: Ended): void {
  expect(validate(ended.report()), JSON.stringify(validate.errors)).toBe(true)
  const written = ended.files()
  expect(written.get('junit.xml')).toMatch(/<\/testsuites>\s*$/)
  expect([...written.keys()].filter((name) => /\.(part|lock)/.test(name))).toEqual([])
}

const signals = [
  ['Ctrl-C', interrupt],
  ['SIGTERM', (child) => void child.kill('SIGTERM')],
] as const satisfies readonly (readonly [string, typeof interrupt])[]

for (const [what, end] of signals)
  test(`${what} leaves a valid report that does not look like a pass`, async ({}, info) => {
    let requests = 0
    let hangs = (): void => undefined
    const hung = new Promise<void>((resolve) => {
      hangs = resolve
    })
    const server = await served({
      id: 'hangs',
      title: 'the fourth request is never answered',
      breaks: [],
      alter: () => ({
        answer: (answer) => {
          requests += 1
          if (requests < 4) return answer
          hangs()
          return 'hang'
        },
      }),
    })
    const ended = await command(info, ['run', '--no-html'], { env: server.env, until: hung, end })
    await server.close()
    expectValid(ended)
    const report = ended.report()
    expect(report).toMatchObject({
      verdict: 'undetermined',
      exit: { code: 3, owner: 'environment', reason: 'the run was interrupted' },
    })
    expect(ended.code, ended.output).toBe(3)
    expect(ended.output).toContain('UNDETERMINED')
    const reasons = report.cases.map(({ outcome, reason }) => reason ?? outcome)
    expect(reasons.slice(0, 3)).toEqual(['satisfied', 'satisfied', 'satisfied'])
    expect(new Set(reasons.slice(4))).toEqual(new Set(['the run did not reach it']))
  })

test('a budget that is used up leaves a valid report, the rest not judged', async () => {
  const report = await certify({ maxRequests: 9 })
  expect(validate(report), JSON.stringify(validate.errors)).toBe(true)
  expect(report).toMatchObject({
    verdict: 'undetermined',
    exit: { code: 3, reason: 'the budget of 9 requests is used up (FORMFLOW_MAX_REQUESTS)' },
  })
  expect(report.traffic.requests).toBeLessThanOrEqual(9)
  expect(report.cases.filter(({ outcome }) => outcome === 'satisfied').length).toBeGreaterThan(3)
  expect(report.cases.at(-1)?.reason).toContain('the budget of 9 requests is used up')
})

test('a run of which the time is up leaves a whole report, with the secret from a file nowhere in it', async ({}, info) => {
  let requests = 0
  const server = await served({
    id: 'hangs',
    title: 'the fourth request is never answered',
    breaks: [],
    alter: () => ({
      answer: (answer) => {
        requests += 1
        return requests === 4 ? 'hang' : answer
      },
    }),
  })
  const { FORMFLOW_CLIENT_SECRET: secret = '', ...env } = server.env
  const ended = await command(
    info,
    // The request under way outlives the time that the run has.
    ['--no-html', '--max-time', '1', '--timeout', '1500'],
    { env: { ...env, FORMFLOW_CLIENT_SECRET_FILE: temporary('secret', `${secret}\n`) } },
  )
  await server.close()
  expectValid(ended)
  const report = ended.report()
  const reason = 'the run was cut short after 1 s (--max-time, FORMFLOW_MAX_TIME_S)'
  expect(report).toMatchObject({
    verdict: 'undetermined',
    exit: { code: 3, owner: 'environment', reason },
    traffic: { requests },
  })
  expect(ended.code, ended.output).toBe(3)
  expect(report.cases.at(-1)).toMatchObject({ outcome: 'inconclusive', reason })
  expect(ended.files().get('junit.xml')).toContain(`tests="${report.cases.length}"`)
  const texts = [ended.output, ...ended.files().values()]
  expect(texts.filter((text) => text.includes(secret))).toEqual([])
})
