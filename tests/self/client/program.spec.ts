/** Programs that crash, hang, flood, leave processes behind or give secrets away. */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { CAN_SEE } from '../../../fixtures/client/program/processes.ts'
import { runCases } from '../../../fixtures/client/run.ts'
import { examineClient } from '../../../spec/clients/examine.ts'
import {
  caseNamed,
  CONTROL_CASE,
  performed,
  program,
  script,
} from '../../support/client-programs.ts'

const violatedBy = (performance: Parameters<typeof examineClient>[1]): string[] =>
  examineClient(CONTROL_CASE, performance).flatMap(({ requirement, outcome }) =>
    outcome === 'violated' ? [requirement] : [],
  )

test('a program that does its task violates nothing', async ({}, info) => {
  const performance = await performed(info, program())
  expect(performance.program).toMatchObject({ result: 'succeeded', exitCode: 0, exposed: [] })
  expect(performance.exchanges.map(({ arrival }) => arrival?.place)).toEqual(['login', 'call'])
  expect(violatedBy(performance)).toEqual([])
})

for (const [title, more, broken] of [
  ['prints the secret', `console.log(env.FORMFLOW_CLIENT_SECRET)`, 'client-secret-not-printed'],
  [
    'prints the credentials in base64 to standard error',
    `console.error(Buffer.from(body).toString('base64'))`,
    'client-secret-not-printed',
  ],
  ['prints the token', `console.log({ token })`, 'client-token-not-printed'],
  [
    'leaves a file with the secret',
    `;(await import('node:fs')).writeFileSync(env.TMPDIR + '/config.json', body)`,
    'client-secret-not-in-files',
  ],
  [
    'leaves a file with the token',
    `;(await import('node:fs')).writeFileSync(env.TMPDIR + '/token', token)`,
    'client-token-not-in-files',
  ],
  [
    'leaves a compressed file with the secret',
    `;(await import('node:fs')).writeFileSync(env.TMPDIR + '/log.gz', (await import('node:zlib')).gzipSync(body))`,
    'client-secret-not-in-files',
  ],
  ['ends with exit code 1', `process.exitCode = 1`, 'client-call-succeeds'],
  [
    'is ended by a signal',
    `process.kill(process.pid, 'SIGKILL'); await new Promise(() => {})`,
    'client-call-succeeds',
  ],
] as const)
  test(`a program that ${title} violates ${broken} alone`, async ({}, info) => {
    expect(violatedBy(await performed(info, program(more)))).toEqual([broken])
  })

test('a file in the folder that all programs use for temporary files is found, whatever TMPDIR says', async ({}, info) => {
  const file = join(tmpdir(), `formflow-${info.testId}.json`)
  const leave = `;(await import('node:fs')).writeFileSync(${JSON.stringify(file)}, body)`
  const performance = await performed(info, program(leave))
  rmSync(file)
  expect(violatedBy(performance)).toEqual(['client-secret-not-in-files'])
})

test('the whole URL in the request line is taken for its path, as servers must', async ({}, info) => {
  const more = `const { get } = await import('node:http')
const path = env.FORMFLOW_BASE_URL + env.FORMFLOW_PROTECTED_PATH
const headers = { authorization: 'Bearer ' + token }
await new Promise((resolve) => get(env.FORMFLOW_BASE_URL, { path, headers }, resolve))
process.exit(0)`
  const performance = await performed(info, program(more))
  expect(performance.exchanges.map(({ arrival }) => arrival?.place)).toEqual([
    'login',
    'call',
    'call',
  ])
})

test('a secret in the arguments of a process is found while the process sends its request', async ({}, info) => {
  test.skip(!CAN_SEE, 'this system shows no command lines in /proc')
  const more = `const { spawnSync } = await import('node:child_process')
spawnSync(process.execPath, ['--input-type=module', '--eval',
  'await fetch(process.env.FORMFLOW_BASE_URL + "/api/token", { method: "POST", body: process.argv[1] })', body])`
  expect(violatedBy(await performed(info, program(more)))).toContain(
    'client-command-line-without-secrets',
  )
})

test('a program that cannot be started is a problem of the configuration', async ({}, info) => {
  const { notPerformed } = await performed(info, ['./there-is-no-such-program'])
  expect(notPerformed).toEqual({
    owner: 'configuration',
    reason: 'the program ./there-is-no-such-program cannot be started (ENOENT)',
  })
})

test('a program that sends no request ends the run, as a problem of the configuration', async ({}, info) => {
  const cases = [CONTROL_CASE, caseNamed('client-control/many-calls')]
  const code = `console.error('no configuration found'); process.exit(7)`
  const { results, stopped } = await runCases({
    cases,
    jobs: 1,
    perform: (testCase) => performed(info, script(code), {}, testCase),
  })
  expect(stopped).toEqual({
    owner: 'configuration',
    reason:
      'the program sent no request to FORMFLOW_BASE_URL; it ended with exit code 7: no configuration found',
  })
  expect(results.get('client-control/many-calls')?.performance.exchanges).toEqual([])
})

test('a program that does not end is ended with everything that it started', async ({}, info) => {
  const file = info.outputPath('pid')
  const code = `const { spawn } = require('node:child_process')
process.on('SIGTERM', () => {})
const child = spawn(process.execPath, ['--eval', 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)'])
require('node:fs').writeFileSync(${JSON.stringify(file)}, String(child.pid))
setInterval(() => {}, 1000)`
  const { program: record } = await performed(info, script(code), { limitMs: 3000 })
  expect(record).toMatchObject({ result: 'unknown', endedFor: 'time', killed: true })
  expect(existsSync(file)).toBe(true)
  expect(isAlive(Number(readFileSync(file, 'utf8')))).toBe(false)
})

test('a program that prints too much is ended, and the case is not judged', async ({}, info) => {
  const code = `const line = 'x'.repeat(65536); setInterval(() => process.stdout.write(line), 1)`
  const { program: record, notPerformed } = await performed(info, script(code))
  expect(record?.endedFor).toBe('output')
  expect(notPerformed?.owner).toBe('configuration')
})

test('processes that a program leaves behind are ended, and noted', async ({}, info) => {
  const file = info.outputPath('pid')
  const more = `const { spawn } = await import('node:child_process')
const child = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
child.unref()
;(await import('node:fs')).writeFileSync(${JSON.stringify(file)}, String(child.pid))`
  const { program: record } = await performed(info, program(more))
  expect(record).toMatchObject({ result: 'succeeded', leftRunning: true })
  expect(isAlive(Number(readFileSync(file, 'utf8')))).toBe(false)
})

/** A process that was killed may remain as an entry until its parent asks for its end. */
function isAlive(pid: number): boolean {
  if (!CAN_SEE) return false
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
