/** The plan: exact, for it is a rehearsal; and nothing of it reaches anybody. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, test } from '@playwright/test'
import { detection } from '../../../fixtures/cases/load.ts'
import { faults } from '../../../fixtures/server/faults/index.ts'
import type { Plan } from '../../../fixtures/run/plan.ts'
import { inProcess } from '../../support/cli-in-process.ts'
import { tokenWith } from '../../support/scripted-target.ts'
import { temporary } from '../../support/exchange.ts'

async function planned(args: readonly string[], env = {}): Promise<Plan> {
  const { code, stdout, stderr } = await inProcess(['plan', '--json', ...args], env)
  expect([code, stderr]).toEqual([0, ''])
  return JSON.parse(stdout) as Plan
}

const elsewhere = { FORMFLOW_BASE_URL: 'https://staging.formflow.example/gateway' }

test('a profile costs what its cases cost, and the pace decides how long it takes', async () => {
  const { requests, failedLogins, seconds, must, limits, leftOut } = await planned([], elsewhere)
  expect(requests).toBeGreaterThan(60)
  expect(limits).toEqual({ requestsPerMinute: 60, requests: 120, failedLogins: 20, seconds: null })
  expect(seconds).toBe(61 * Math.floor((requests - 1) / 60))
  expect(failedLogins).toBeGreaterThan(10)
  expect(leftOut.map(({ cases }) => cases)).toEqual([
    ['expired-tokens/expired'],
    ['second-client/kept-apart'],
  ])
  expect(must.total - must.judged).toBeLessThan(4)
})

test('the plan compares the profiles: requests, minutes of the limit, and known faults that are found', async () => {
  const { profiles } = await planned([], elsewhere)
  expect(profiles.map(({ profile }) => profile)).toEqual(['smoke', 'gate', 'certify', 'exhaustive'])
  expect(profiles.slice(0, 3).map(({ windows, seconds }) => [windows, seconds])).toEqual([
    [1, 0],
    [1, 0],
    [2, 61],
  ])
  for (const { profile, requests, windows, found, faults: of } of profiles) {
    expect(windows).toBe(Math.ceil(requests / 60))
    expect([found, of]).toEqual([detection.found[profile], faults.length])
  }
  const { stdout } = await inProcess(['plan'], elsewhere)
  expect(stdout).toContain('Profiles at 60 requests a minute\n')
  expect(stdout).toMatch(
    / {2}gate +up to \d+ requests +at least 0 s \(1 window of a minute\) +finds \d+ of \d+/,
  )
  const near = await inProcess(['plan'], {})
  expect(near.stdout).toMatch(/\nProfiles\n {2}smoke +up to 12 requests +finds/)
})

test('without a base URL the embedded server is planned for, unpaced and with a minted token', async () => {
  const plan = await planned(['--profile', 'smoke'])
  expect(plan).toMatchObject({ baseUrl: null, profile: 'smoke', seconds: 0, leftOut: [] })
  expect(plan).toMatchObject({ expiredToken: 'minted', limits: { requests: 12 } })
  expect(plan.requests).toBeLessThanOrEqual(12)
})

test('for every budget the plan shows what it leaves out', async () => {
  const reasonsWith = async (...args: string[]): Promise<string[]> =>
    (await planned(args)).leftOut.map(({ reason }) => reason)
  expect(await reasonsWith('--max-requests', '30')).toEqual([
    'the budget of 30 requests is used up (FORMFLOW_MAX_REQUESTS)',
  ])
  expect(await reasonsWith('--max-failed-logins', '2')).toEqual([
    'the budget of 2 failed logins is used up (FORMFLOW_MAX_FAILED_LOGINS)',
    expect.stringContaining('the rest of the plan left no request for it'),
  ])
  expect(await reasonsWith('--max-time', '5', '--rate-limit', '40')).toEqual([
    'the run was cut short after 5 s (--max-time, FORMFLOW_MAX_TIME_S)',
  ])
})

test('generated bodies and a choice of cases are counted', async () => {
  const plan = await planned(['--grep', '@wrong-types/', '--fuzz', '50'])
  expect(plan.chapters.map(({ chapter }) => chapter)).toEqual(['Wrong types'])
  const both = await planned(['--grep', '@wrong-types/|@fuzzing/bodies', '--fuzz', '50'])
  expect(both).toMatchObject({ drawn: 50, requests: plan.requests + 50, cases: plan.cases + 1 })
})

test('an expired token is looked for where a run would look', async () => {
  const dead = tokenWith({ sub: 'a', exp: Math.floor(Date.now() / 1000) - 4000 })
  const alive = tokenWith({ sub: 'a', exp: Math.floor(Date.now() / 1000) + 4000 })
  const line = JSON.stringify({ baseUrl: elsewhere.FORMFLOW_BASE_URL, token: dead })
  const FORMFLOW_TOKEN_STORE = temporary('tokens', `${line}\n`)
  const wayWith = async (more: object): Promise<unknown> =>
    (await planned([], { ...elsewhere, ...more })).expiredToken
  expect(await wayWith({})).toBeNull()
  expect(await wayWith({ FORMFLOW_EXPIRED_TOKEN: dead })).toBe('configured')
  expect(await wayWith({ FORMFLOW_EXPIRED_TOKEN: alive })).toBeNull()
  expect(await wayWith({ FORMFLOW_TOKEN_STORE })).toBe('stored')
  expect(readFileSync(FORMFLOW_TOKEN_STORE, 'utf8'), 'nothing is kept').toBe(`${line}\n`)
})

test('nothing is sent', async () => {
  let connections = 0
  const server = createServer(() => (connections += 1)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const plan = await planned(['--base-url', `http://127.0.0.1:${port}`])
  server.close()
  expect(plan.requests).toBeGreaterThan(60)
  expect(connections).toBe(0)
})

test('for people the plan shows what it costs, what it leaves out, and what it cannot judge', async () => {
  const { stdout } = await inProcess(['plan', '--max-time', '300'], {
    FORMFLOW_BASE_URL: 'https://api.formflow.example',
  })
  expect(stdout).toMatch(/^PLAN {2}no request was sent\n/)
  expect(stdout).toMatch(/^ {2}requests {7}\d+ \(limit 120\)$/m)
  expect(stdout).toMatch(
    /^ {2}duration {7}at least 61 s at 60 requests a minute, stopped after 300 s$/m,
  )
  expect(stdout).toMatch(/^ {2}expired token {2}none available before the run$/m)
  expect(stdout).toContain('api.formflow.example looks like production')
  expect(stdout).toMatch(/^ {2}not tested: .*wrong-secret-refused/m)
})
