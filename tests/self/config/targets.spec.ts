/** `formflow.config.json`: what may be in it, and the environment that a target gives a run. */
import { writeFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type TestInfo } from '@playwright/test'
import {
  environmentFor,
  readTargets,
  secretVariables,
  TARGET_KEYS,
  targetNamed,
} from '../../../fixtures/targets/read.ts'
import { targetsSchema } from '../../../fixtures/targets/schema.ts'
import { readSecrets, readSettings } from '../../../fixtures/config/index.ts'
import { validator } from '../../../spec/lib/validator.ts'
import { present } from '../../support/exchange.ts'

const SECRET = 'sEcr3t-of-staging-1'

const staging = {
  baseUrl: 'https://staging.example.com',
  clientId: 'client',
  clientSecret: { env: 'STAGING_SECRET' },
  organizationId: 'organization',
  profile: 'smoke',
  rateLimit: 30,
  strict: true,
  history: 'history/staging.jsonl',
}

function fileOf(info: TestInfo, content: unknown): string {
  const file = info.outputPath('formflow.config.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

test('a target gives a run its variables, and takes away those of another target', ({}, info) => {
  const file = fileOf(info, { targets: { staging } })
  const read = readTargets(file)
  const env = environmentFor(targetNamed(read, 'staging'), file, {
    STAGING_SECRET: SECRET,
    FORMFLOW_BASE_URL: 'https://production.example.com',
    FORMFLOW_EXPIRED_TOKEN: 'of production',
    FORMFLOW_CLIENT_SECRET_FILE: '/run/secrets/production',
    FORMFLOW_TIMEOUT_MS: '5000',
  })
  expect(env['FORMFLOW_EXPIRED_TOKEN']).toBeUndefined()
  expect(readSecrets(env).credentials).toEqual({
    clientId: 'client',
    clientSecret: SECRET,
    organizationId: 'organization',
  })
  const settings = readSettings(env)
  expect(settings).toMatchObject({ profile: 'smoke', rateLimit: 30, strict: true, timeoutMs: 5000 })
  expect(settings.baseUrl?.host).toBe('staging.example.com')
  expect(settings.history).toBe(info.outputPath('history/staging.jsonl'))
  expect(secretVariables(read.targets)).toEqual(['STAGING_SECRET'])
})

test('a secret may be in a file, relative to the file of targets', ({}, info) => {
  writeFileSync(info.outputPath('secret'), `${SECRET}\n`)
  const file = fileOf(info, { targets: { a: { ...staging, clientSecret: { file: 'secret' } } } })
  const env = environmentFor(targetNamed(readTargets(file), 'a'), file, {})
  expect(env['FORMFLOW_CLIENT_SECRET']).toBe(SECRET)
})

const wrong: readonly (readonly [what: string, content: unknown, message: RegExp])[] = [
  ['no JSON', '{', /it is not JSON$/],
  ['a list', [], /it must be an object$/],
  ['no target', { targets: {} }, /targets must be an object with a name/],
  [
    'another member',
    { targets: { a: {} }, secret: 1 },
    /it may have \$schema, parallel and targets only$/,
  ],
  ['a name with a path', { targets: { '../a': {} } }, /a name has letters/],
  ['two names for one folder', { targets: { a: {}, A: {} } }, /same name but for letter case$/],
  [
    'an unknown member',
    { targets: { a: { baseURL: 'x' } } },
    /targets\.a has an unknown member; did you mean baseUrl\?$/,
  ],
  [
    'a literal secret',
    { targets: { a: { clientSecret: SECRET } } },
    /targets\.a\.clientSecret is a secret and must be \{"env"/,
  ],
  [
    'a literal token',
    { targets: { a: { expiredToken: SECRET } } },
    /targets\.a\.expiredToken is a secret/,
  ],
  [
    'a reference with more',
    { targets: { a: { clientSecret: { env: 'A', file: 'b' } } } },
    /is a secret and must be/,
  ],
  ['a list as a value', { targets: { a: { profile: [] } } }, /targets\.a\.profile must be a text/],
  ['too many at once', { targets: { a: {} }, parallel: 65 }, /parallel must be a whole number/],
]

for (const [what, content, message] of wrong)
  test(`a file with ${what} is refused, and no value of it is repeated`, ({}, info) => {
    const file = fileOf(info, content)
    let found = ''
    try {
      readTargets(file)
    } catch (error) {
      found = (error as Error).message
    }
    expect(found).toMatch(message)
    expect(found).not.toContain(SECRET)
    expect(what === 'no JSON' || validate(content) !== null).toBe(true)
  })

test('a reference that leads nowhere names its place', ({}, info) => {
  const file = fileOf(info, { targets: { staging } })
  const target = targetNamed(readTargets(file), 'staging')
  expect(() => environmentFor(target, file, {})).toThrow(
    /targets\.staging\.clientSecret of .* refers to the variable STAGING_SECRET, which is not set$/,
  )
  expect(() => targetNamed(readTargets(file), 'stagign')).toThrow(/did you mean staging\?/)
})

const validate = validator(targetsSchema())

/** UPDATE_GOLDEN=1 writes it again, after a change of the variables. */
test('the schema for editors is that of the table, accepts what is right, and knows every member', () => {
  const file = join(
    import.meta.dirname,
    '..',
    '..',
    '..',
    'fixtures',
    'targets',
    'config.schema.json',
  )
  if (process.env['UPDATE_GOLDEN'] === '1')
    writeFileSync(file, `${JSON.stringify(targetsSchema(), null, 2)}\n`)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(targetsSchema())
  expect(validate({ $schema: 'x', parallel: 2, targets: { staging } })).toBeFalsy()
  expect(TARGET_KEYS).toEqual(expect.arrayContaining(['baseUrl', 'clientSecret', 'variation']))
  expect(present(TARGET_KEYS.find((key) => key === 'profile'))).toBe('profile')
})
