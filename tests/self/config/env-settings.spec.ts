/** Settings from variables: what is accepted, and the one line for what is not. */
import { resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { casesIn, profiles } from '../../../fixtures/cases/index.ts'
import { ConfigurationError, readSettings, type Settings } from '../../../fixtures/config/index.ts'
import { generateCredentials } from '../../../fixtures/server/world.ts'

const accepted: readonly (readonly [name: string, value: string, settings: Partial<Settings>])[] = [
  [
    'BASE_URL',
    'https://api.example/gateway/',
    { baseUrl: new URL('https://api.example/gateway/') },
  ],
  ['BASE_URL', 'http://[::1]:4010', { baseUrl: new URL('http://[::1]:4010') }],
  ['PROFILE', 'smoke', { profile: 'smoke' }],
  ['RATE_LIMIT', '0', { rateLimit: 0 }],
  ['MAX_REQUESTS', '0012', { maxRequests: 12 }],
  ['MAX_FAILED_LOGINS', '0', { maxFailedLogins: 0 }],
  ['MAX_TIME_S', '30', { maxTimeS: 30 }],
  ['ALLOW_INTRUSIVE', '1', { allowIntrusive: true }],
  ['TIMEOUT_MS', '1', { timeoutMs: 1 }],
  ['STRICT', 'true', { strict: true }],
  ['HTML', '0', { html: false }],
  ['REPORTS_DIR', 'elsewhere', { reportsDir: resolve('elsewhere') }],
  ['PROTECTED_PATH', '/api/items', { protectedPath: '/api/items' }],
  ['SPEC', 'a.json', { spec: resolve('a.json') }],
  ['TOKEN_STORE', 'a', { tokenStore: resolve('a') }],
  ['HISTORY', 'a.jsonl', { history: resolve('a.jsonl') }],
  ['MAX_WAIT_S', '86400', { maxWaitS: 86_400 }],
  ['VARIATION', 'a-fault', { variation: 'a-fault' }],
]

test('FORMFLOW_FUZZ and FORMFLOW_SEED, which the command sets, go together', () => {
  const fuzzIn = (FORMFLOW_FUZZ: string, FORMFLOW_SEED: string) =>
    readSettings({ FORMFLOW_FUZZ, FORMFLOW_SEED }).fuzz
  expect(fuzzIn('10000', '-2147483648')).toEqual({ runs: 10_000, seed: -2_147_483_648 })
  expect(fuzzIn('', '7')).toBeUndefined()
  expect(() => fuzzIn('1', '')).toThrow('FORMFLOW_FUZZ needs FORMFLOW_SEED')
  for (const seed of ['2147483648', '-2147483649', '1.5'])
    expect(() => fuzzIn('1', seed), seed).toThrow('FORMFLOW_SEED must be a whole number')
  for (const runs of ['0', '10001'])
    expect(() => fuzzIn(runs, '1'), runs).toThrow('FORMFLOW_FUZZ must be a whole number')
})

for (const [name, value, settings] of accepted)
  test(`FORMFLOW_${name}=${value} is accepted`, () => {
    expect(readSettings({ [`FORMFLOW_${name}`]: value })).toEqual({
      ...readSettings({}),
      ...settings,
    })
  })

test('an empty variable is as good as none', () => {
  const empty = accepted.map(([name]) => [`FORMFLOW_${name}`, ''])
  expect(readSettings(Object.fromEntries(empty))).toEqual(readSettings({}))
})

/** The words of the refusal, which is always one line. */
function refusal(env: Readonly<Record<string, string>>): string {
  try {
    readSettings(env)
  } catch (error) {
    if (!(error instanceof ConfigurationError) || /\p{C}/u.test(error.message)) throw error
    return error.message
  }
  return 'accepted'
}

for (const [name, value, message] of [
  ['BASE_URL', 'api.example', 'must be an http or https URL'],
  ['BASE_URL', 'localhost:4010', 'must be an http or https URL'],
  ['BASE_URL', `http://a/${'a'.repeat(2000)}`, 'must be at most 2000 characters long; found a'],
  ['PROTECTED_PATH', `/${'a'.repeat(2000)}`, 'must be at most 2000 characters long; found a'],
  ['BASE_URL', 'ftp://api.example', 'must be an http or https URL'],
  ['BASE_URL', 'https://api.example/?a=1', 'found https://api.example?…'],
  ['BASE_URL', 'https://api.example/#a', 'found https://api.example#…'],
  ['BASE_URL', 'https://user:password@api.example', 'found a URL with credentials in it'],
  ['PROFILE', 'full', 'must be one of smoke, gate, certify, exhaustive; found full'],
  ['RATE_LIMIT', '-1', 'must be a whole number from 0 to 999999999; found -1'],
  ['RATE_LIMIT', '1.5', 'must be a whole number'],
  ['MAX_REQUESTS', '1e3', 'must be a whole number'],
  ['MAX_FAILED_LOGINS', 'many', 'must be a whole number'],
  ['TIMEOUT_MS', '0', 'must be a whole number from 1'],
  ['TIMEOUT_MS', '3000000000', 'must be a whole number from 1 to 999999999'],
  ['MAX_WAIT_S', '86401', 'must be a whole number from 0 to 86400'],
  ['MAX_TIME_S', '0', 'must be a whole number from 1 to 86400'],
  ['MAX_TIME_S', '86401', 'must be a whole number from 1 to 86400'],
  ['ALLOW_INTRUSIVE', 'yes', 'must be 0 or 1; found yes'],
  ['STRICT', 'yes', 'must be 0 or 1; found yes'],
  ['HTML', '2', 'must be 0 or 1; found 2'],
  ['PROTECTED_PATH', 'api/items', 'must be a path that starts with /'],
  ['PROTECTED_PATH', '/a b', 'must be a path that starts with /'],
  ['PROTECTED_PATH', '/a\r\nx: y', 'must be a path that starts with /'],
] as const)
  test(`FORMFLOW_${name}=${JSON.stringify(value).slice(0, 60)} is refused by name`, () => {
    const line = refusal({ [`FORMFLOW_${name}`]: value })
    expect(line).toContain(`FORMFLOW_${name} ${message.startsWith('found') ? 'must be' : message}`)
    expect(line).toContain(message)
  })

test('a fault is for the embedded server alone', () => {
  const env = { FORMFLOW_VARIATION: 'a-fault', FORMFLOW_BASE_URL: 'https://api.example' }
  expect(refusal(env)).toMatch(/unset FORMFLOW_BASE_URL/)
})

test('a secret that stands in the wrong variable is never repeated', () => {
  const names = accepted.map(([name]) => `FORMFLOW_${name}`)
  const lines = Array.from({ length: 20 }).flatMap(() => {
    const { clientSecret } = generateCredentials()
    // As a scheme is spelt: a URL parser takes all before the colon for one.
    const spelt = `a${clientSecret.replaceAll(/[^a-zA-Z\d+-]/g, '')}`
    const shapes = [clientSecret, `${spelt}:x`, `https://api.example/?${clientSecret}`]
    const runs = [clientSecret, spelt].flatMap((text) =>
      Array.from({ length: 20 }, (_, at) => text.slice(at, at + 8).toLowerCase()),
    )
    return names
      .flatMap((name) => shapes.map((value) => refusal({ [name]: value })))
      .filter((line) => runs.some((run) => line.toLowerCase().includes(run)))
  })
  expect(lines).toEqual([])
})

test('every profile may guess as often as its cases do, unless the variable is set', () => {
  for (const profile of profiles) {
    const guesses = casesIn(profile).reduce((sum, { cost }) => sum + cost.failedLogins, 0)
    const { maxFailedLogins } = readSettings({ FORMFLOW_PROFILE: profile })
    expect(guesses).toBeLessThanOrEqual(maxFailedLogins)
  }
})
