/** Which settings a certificate names. */
import { expect, test } from '@playwright/test'
import { readSettings } from '../../../fixtures/config/index.ts'
import { overridesOf } from '../../../fixtures/config/overrides.ts'
import { variables, internal } from '../../../fixtures/config/variables.ts'

const overridesIn = (env: Record<string, string>): string[] =>
  overridesOf(readSettings(env)).map(({ name, value }) => `${name}=${value}`)

test('without settings there are no overrides, whatever the profile', () => {
  expect(overridesIn({})).toEqual([])
  expect(overridesIn({ FORMFLOW_PROFILE: 'exhaustive' })).toEqual([])
  expect(overridesIn({ FORMFLOW_PROFILE: 'smoke', FORMFLOW_MAX_FAILED_LOGINS: '20' })).toEqual([])
})

test('where it is reported, and what stands elsewhere in the certificate, is no override', () => {
  const env = {
    FORMFLOW_BASE_URL: 'https://staging.example.com',
    FORMFLOW_REPORTS_DIR: '/tmp/elsewhere',
    FORMFLOW_HTML: '0',
  }
  expect(overridesIn(env)).toEqual([])
})

test('everything else that is set is an override, and of addresses and paths only that they are set', () => {
  const env = {
    FORMFLOW_BASE_URL: 'https://staging.example.com',
    FORMFLOW_RATE_LIMIT: '30',
    FORMFLOW_REQUIRE_ALL: '1',
    FORMFLOW_MAX_REQUESTS: '500',
    FORMFLOW_MAX_FAILED_LOGINS: '5',
    FORMFLOW_MAX_TIME_S: '60',
    FORMFLOW_ALLOW_INTRUSIVE: '1',
    FORMFLOW_TIMEOUT_MS: '500',
    FORMFLOW_PROXY: 'http://user:pa55word@proxy.example.com:3128',
    FORMFLOW_STRICT: '1',
    FORMFLOW_PROTECTED_PATH: '/api/other',
    FORMFLOW_SPEC: '/home/ada/mine.json',
    FORMFLOW_MAX_WAIT_S: '9',
    FORMFLOW_TOKEN_STORE: '/home/ada/tokens',
    FORMFLOW_FUZZ: '20',
    FORMFLOW_SEED: '-5',
  }
  expect(overridesIn(env).toSorted()).toEqual([
    'FORMFLOW_ALLOW_INTRUSIVE=1',
    'FORMFLOW_FUZZ=20 bodies by seed -5',
    'FORMFLOW_MAX_FAILED_LOGINS=5',
    'FORMFLOW_MAX_REQUESTS=500',
    'FORMFLOW_MAX_TIME_S=60',
    'FORMFLOW_MAX_WAIT_S=9',
    'FORMFLOW_PROTECTED_PATH=/api/other',
    'FORMFLOW_PROXY=set',
    'FORMFLOW_RATE_LIMIT=30',
    'FORMFLOW_REQUIRE_ALL=1',
    'FORMFLOW_SPEC=mine.json',
    'FORMFLOW_STRICT=1',
    'FORMFLOW_TIMEOUT_MS=500',
    'FORMFLOW_TOKEN_STORE=set',
  ])
  const known = [...variables.map(({ name }) => name), ...internal]
  const names = overridesOf(readSettings(env)).map(({ name }) => name)
  expect(
    names.filter((name) => !known.includes(name)),
    'names of variables',
  ).toEqual([])
  expect(overridesIn({ FORMFLOW_VARIATION: 'late' })).toEqual(['FORMFLOW_VARIATION=late'])
})
