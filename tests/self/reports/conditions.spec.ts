/** What a verdict depends on is in the first lines of every report, and in the certificate. */
import { expect, test } from '@playwright/test'
import { readSettings } from '../../../fixtures/config/index.ts'
import { overridesOf } from '../../../fixtures/config/overrides.ts'
import { environmentOf } from '../../../reports/allure/environment.ts'
import { consoleText } from '../../../reports/formats/console.ts'
import { markdownText } from '../../../reports/formats/markdown.ts'
import { conditionsOf, NOT_VERIFIED } from '../../../reports/report/conditions.ts'
import { open, proving, reportOf, satisfied, wanted } from '../../support/reports.ts'

/** Of a run with these variables, in which nobody supplied anything. */
function conditionsIn(env: Readonly<Record<string, string>>): string[] {
  const settings = readSettings(env)
  const { protectedPath, profile } = settings
  const target = { baseUrl: 'https://api.example', embedded: false, expiredToken: null }
  const overrides = overridesOf(settings)
  return conditionsOf({ target: { ...target, protectedPath }, profile, overrides })
}

const conditions: readonly (readonly [name: string, value: string, text: string])[] = [
  [
    'PROTECTED_PATH',
    '/health',
    'the protected operation is GET /health (FORMFLOW_PROTECTED_PATH), not the documented one',
  ],
  [
    'TIMEOUT_MS',
    '60000',
    'a response may take 60 s (FORMFLOW_TIMEOUT_MS), longer than clients wait',
  ],
  ['MAX_TIME_S', '90', 'nothing is sent after 90 s (FORMFLOW_MAX_TIME_S)'],
  ['MAX_REQUESTS', '50', 'at most 50 requests (FORMFLOW_MAX_REQUESTS)'],
  ['MAX_FAILED_LOGINS', '3', 'at most 3 failed logins (FORMFLOW_MAX_FAILED_LOGINS), not 20'],
  [
    'SPEC',
    '/home/me/other.json',
    'the OpenAPI document is other.json (FORMFLOW_SPEC), not the one of the suite',
  ],
]

for (const [name, value, text] of conditions)
  test(`FORMFLOW_${name}=${value} is a condition of the verdict`, () => {
    expect(conditionsIn({ [`FORMFLOW_${name}`]: value })).toEqual([text])
  })

test('usual and more careful settings are no conditions', () => {
  const more = { FORMFLOW_TIMEOUT_MS: '30000', FORMFLOW_MAX_REQUESTS: '500', FORMFLOW_STRICT: '1' }
  expect(conditionsIn({})).toEqual([])
  expect(conditionsIn(more)).toEqual([])
  expect(conditionsIn({ FORMFLOW_PROFILE: 'smoke' })).toEqual([])
})

test('what others supplied or changed is a condition', () => {
  const target = { baseUrl: 'https://a.example', embedded: false, protectedPath: '/api/template' }
  const facts = { target: { ...target, expiredToken: 'stored' }, profile: 'certify' } as const
  const connection = { peers: [], verified: false, proxy: 'p.example:8080', proxyFrom: '.env' }
  const runtime = {
    node: 'v22.11.0',
    options: [],
    preloads: ['a.js'],
    authorities: ['--use-system-ca'],
  }
  const overrides = [{ name: 'FORMFLOW_MAX_TIME_S', value: '90' }]
  expect(conditionsOf({ ...facts, connection, runtime, overrides })).toEqual([
    NOT_VERIFIED,
    'the expired token was supplied by whoever ran the suite (FORMFLOW_TOKEN_STORE)',
    'all requests went through the proxy p.example:8080, which .env names',
    'further authorities of certificates were trusted (--use-system-ca)',
    'other code was loaded before the suite (a.js)',
    'nothing is sent after 90 s (FORMFLOW_MAX_TIME_S)',
  ])
  const unencrypted = { ...facts.target, expiredToken: 'minted', baseUrl: 'http://127.0.0.1:3000' }
  const trusting = { ...runtime, preloads: [] }
  expect(conditionsOf({ ...facts, target: unencrypted, runtime: trusting, overrides: [] })).toEqual(
    [],
  )
})

const report = reportOf({
  cases: [
    [proving('a/one', 'first'), [satisfied('first')]],
    [proving('a/two', 'second'), [open('second', 'no token')]],
  ],
  requirements: [wanted('first'), wanted('second')],
  conditions: ['nothing is sent after 90 s (FORMFLOW_MAX_TIME_S)'],
})

test('the first lines of each report have the verdict, what was tested, and the conditions', () => {
  expect(report.conditions).toHaveLength(1)
  const [verdict, certified, condition] = consoleText(report, undefined, ['a reason'])
    .trim()
    .split('\n')
  expect(verdict).toBe('CONFORMANT SO FAR  1 of 2 MUST requirements tested')
  expect(certified).toBe('  not certified: a reason')
  expect(condition).toBe('  condition: nothing is sent after 90 s (FORMFLOW_MAX_TIME_S)')
  const [title, , facts] = markdownText(report, ['a reason']).split('\n')
  expect(title).toBe('## CONFORMANT SO FAR: Formflow API, POST /api/token')
  expect(facts).toMatch(
    /^\*\*1 of 2 MUST .*; not certified: a reason; condition: nothing is sent after/,
  )
  expect(environmentOf(report, ['a reason'])).toMatchObject({
    Verdict: 'conformant so far',
    'MUST tested': '1 of 2',
    Certificate: 'not certified: a reason',
    Conditions: 'nothing is sent after 90 s (FORMFLOW_MAX_TIME_S)',
  })
})
