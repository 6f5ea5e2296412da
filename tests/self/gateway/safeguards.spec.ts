/** What a run does not send: intrusive cases to production, and anything after the deadline. */
import { expect, test } from '@playwright/test'
import { cases, casesIn } from '../../../fixtures/cases/index.ts'
import { intrusion } from '../../../fixtures/cases/intrusive.ts'
import { certifyInMemory, faultless } from '../../../fixtures/run/in-memory.ts'
import { stillClock } from '../../../fixtures/http/rate-limit.ts'
import type { Target } from '../../../fixtures/gateway/request/target.ts'
import { looksLikeProduction } from '../../../fixtures/gateway/request/production.ts'
import { faults } from '../../../fixtures/server/faults/index.ts'
import { caseOf, present, sight } from '../../support/exchange.ts'

const testHosts = [
  'localhost:4010',
  'api.localhost',
  '127.0.0.1',
  '127.9.9.9:80',
  '[::1]',
  '10.1.2.3',
  '172.31.0.1',
  '192.168.1.1',
  '[fd00::1]',
  'formflow',
  'staging.example.com',
  'api-stage.example.com',
  'dev2.example.com',
  'api.qa.example.com',
  'example.test',
  'formflow.internal',
]
const live = [
  'api.example.com',
  'latest.example.com',
  'devices.example.com',
  'contest.example.com',
  '172.32.0.1',
  '8.8.8.8',
  '[2001:db8::1]',
]
for (const host of [...testHosts, ...live])
  test(`${host} ${live.includes(host) ? 'looks' : 'does not look'} like production`, () => {
    expect(looksLikeProduction(new URL(`https://${host}/gateway`))).toBe(live.includes(host))
  })

test('whether a case is intrusive is read from the case', () => {
  const map = new Map(cases.map((testCase) => [testCase.id, intrusion(testCase)]))
  expect(map.get('valid-credentials/control')).toBeUndefined()
  expect(map.get('stability/parallel')).toBe('sends requests at the same time')
  expect(map.get('malformed-bodies/oversize')).toBe('sends a large body')
  for (const { id, cost } of cases)
    expect(map.get(id) === 'guesses with the real clientId', id).toBe(cost.failedLogins > 0)
  const { step } = sight()
  const sending = (bytes: number) => caseOf('a/b', [{ ...step, body: `{{repeat ${bytes} x}}` }])
  expect(intrusion(sending(65_536))).toBeUndefined()
  expect(intrusion(sending(65_537))).toBe('sends a large body')
})

/** A server that is not ours, and is reached at this address. */
const at =
  (address: string) =>
  (target: Target): Target => ({ ...target, baseUrl: new URL(address), embedded: false })
const production = { target: at('https://api.formflow.example'), allowIntrusive: false }

test('on production intrusive cases are not tested, with the reason and the fix; the others are', async () => {
  const { notPerformed, verdict, failedLogins, requests } = await certifyInMemory(
    faultless,
    production,
  )
  const intrusive = casesIn('certify').filter((testCase) => intrusion(testCase) !== undefined)
  expect(notPerformed.map(({ caseId }) => caseId)).toEqual(intrusive.map(({ id }) => id))
  for (const { owner, reason } of notPerformed) {
    expect(owner).toBe('configuration')
    expect(reason).toMatch(/^api\.formflow\.example looks like production, and this .*--allow-/)
  }
  expect(failedLogins).toBe(0)
  expect(requests).toBeGreaterThan(50)
  expect(verdict).toMatchObject({ verdict: 'conformant', exit: { code: 0 } })
  const refused = verdict.requirements.find(({ id }) => id === 'wrong-secret-refused')
  expect(refused).toMatchObject({ outcome: 'inconclusive' })
})

for (const [what, options] of [
  ['with --allow-intrusive', { ...production, allowIntrusive: true }],
  ['for tests', { target: at('https://staging.example'), allowIntrusive: false }],
  ['that is embedded', { allowIntrusive: false }],
] as const)
  test(`a target ${what} gets everything`, async () => {
    const { notPerformed } = await certifyInMemory(faultless, options)
    expect(notPerformed).toEqual([])
  })

test('production gets no generated body', async () => {
  const { requests, fuzz } = await certifyInMemory(faultless, {
    ...production,
    planned: casesIn('smoke').slice(0, 1),
    fuzz: { runs: 20, seed: 1 },
  })
  expect(requests).toBe(1)
  expect(fuzz).toMatchObject({ tried: 0 })
})

/** The requests of a minute are sent at once; then the pace waits, and the time is up. */
const within = (maxTimeS: number) => ({ perMinute: 30, maxTimeS })

test('when the time is up nothing more is sent, and the verdict is undetermined', async () => {
  const { verdict, notPerformed, requests } = await certifyInMemory(faultless, {
    ...within(45),
    perMinute: 40,
  })
  expect(requests).toBe(40)
  expect(verdict).toMatchObject({
    verdict: 'undetermined',
    exit: {
      code: 3,
      owner: 'environment',
      reason: 'the run was cut short after 45 s (--max-time, FORMFLOW_MAX_TIME_S)',
    },
  })
  const performed = casesIn('certify').length - notPerformed.length
  expect(performed).toBeGreaterThan(20)
  const last = casesIn('certify').slice(performed)
  expect(notPerformed.map(({ caseId }) => caseId)).toEqual(last.map(({ id }) => id))
})

test('a pause ends when the time is up', async () => {
  const clock = stillClock(0)
  await certifyInMemory(faultless, { ...within(45), clock })
  expect(clock.now()).toBe(45_000)
})

test('a violation that was found in time counts', async () => {
  const fault = present(faults.find(({ id }) => id === 'created-instead-of-ok'))
  const { verdict } = await certifyInMemory(fault, within(45))
  expect(verdict).toMatchObject({ verdict: 'non-conformant', exit: { code: 1, owner: 'target' } })
})

test('a run that is done in time is not cut short', async () => {
  const { verdict, notPerformed } = await certifyInMemory(faultless, within(600))
  expect([verdict.exit.code, notPerformed]).toEqual([0, []])
})

test('bodies that are generated too late are left out', async () => {
  const { fuzz, verdict } = await certifyInMemory(faultless, {
    ...within(45),
    planned: casesIn('smoke').slice(0, 1),
    fuzz: { runs: 60, seed: 1 },
  })
  expect(fuzz).toMatchObject({ tried: 29 })
  expect(verdict.exit.code).toBe(3)
})
