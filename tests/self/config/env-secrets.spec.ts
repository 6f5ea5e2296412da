/** The configured credentials: where they come from, the message when they are missing, where they go. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { parse } from 'dotenv'
import {
  ConfigurationError,
  environment,
  handedOver,
  handOver,
  handOverToWorkers,
  readRunInput,
  readSecrets,
  readSettings,
  testSettings,
  workerInput,
  type RunInput,
} from '../../../fixtures/config/index.ts'
import { envLines } from '../../../fixtures/server/env-lines.ts'
import { generateCredentials } from '../../../fixtures/server/world.ts'
import { readRuntime } from '../../../fixtures/config/runtime.ts'
import { temporary } from '../../support/exchange.ts'
import { inFolder } from '../../support/working-folder.ts'

const credentials = {
  clientId: 'an-id',
  clientSecret: "s'#$`cret",
  organizationId: 'an-organization',
}
const env = {
  FORMFLOW_CLIENT_ID: credentials.clientId,
  FORMFLOW_CLIENT_SECRET: credentials.clientSecret,
  FORMFLOW_ORGANIZATION_ID: credentials.organizationId,
}

/** Runs with this folder as the working one, where `.env` is looked for. */
function within<Result>(prepare: (folder: string) => void, act: () => Result): Promise<Result> {
  const folder = test.info().outputPath('project')
  mkdirSync(folder)
  prepare(folder)
  return inFolder(folder, act)
}

test('credentials are read as they are, and shown by their lengths alone', () => {
  const secrets = readSecrets(env)
  expect(secrets).toEqual({
    credentials,
    provenance:
      'read: FORMFLOW_CLIENT_ID 5 characters, FORMFLOW_CLIENT_SECRET 9 characters, FORMFLOW_ORGANIZATION_ID 15 characters',
  })
  expect(readSecrets({ ...env, FORMFLOW_EXPIRED_TOKEN: 'x.y.z' }).expiredToken).toBe('x.y.z')
  expect(readSecrets({ ...env, FORMFLOW_EXPIRED_TOKEN: '' })).toEqual(secrets)
})

for (const [missing, message] of [
  [['FORMFLOW_CLIENT_SECRET'], 'FORMFLOW_CLIENT_SECRET is not set'],
  [
    Object.keys(env),
    'FORMFLOW_CLIENT_ID, FORMFLOW_CLIENT_SECRET, FORMFLOW_ORGANIZATION_ID are not set',
  ],
] as const)
  test(`without ${missing.length} of them the line names what is missing, with the fix`, () => {
    const empty = Object.fromEntries(missing.map((name) => [name, '']))
    const read = (): unknown => readSecrets({ ...env, ...empty })
    expect(read).toThrow(ConfigurationError)
    expect(read).toThrow(message)
    expect(read).toThrow(/\.env/)
    expect(read).not.toThrow(credentials.clientSecret)
  })

const { FORMFLOW_CLIENT_SECRET: _, ...withoutSecret } = env
const fromFile = (content: string | Buffer) => (): string =>
  readSecrets({ ...withoutSecret, FORMFLOW_CLIENT_SECRET_FILE: temporary('secret', content) })
    .credentials.clientSecret

for (const [content, secret] of [
  ['long-enough', 'long-enough'],
  ['long-enough\n', 'long-enough'],
  ['long-enough\r\n', 'long-enough'],
  ['\uFEFFlong-enough', 'long-enough'],
  ['long-enough\n\n', 'long-enough\n'],
  [' long-enough ', ' long-enough '],
])
  test(`a file of ${JSON.stringify(content)} contains the secret ${JSON.stringify(secret)}`, () => {
    expect(fromFile(content ?? '')()).toBe(secret)
  })

for (const [what, content, problem] of [
  ['nothing', '', 'is empty'],
  ['a newline', '\n', 'is empty'],
  ['bytes that are no text', Buffer.from('6c6f6e672d656e6f756768ff', 'hex'), 'is not UTF-8'],
  ['too much', 'x'.repeat(65_537), 'holds more than 65536 bytes'],
] as const)
  test(`a secret file with ${what} is refused in one line that repeats nothing of it`, () => {
    expect(fromFile(content)).toThrow(ConfigurationError)
    expect(fromFile(content)).toThrow(
      new RegExp(`^the file of FORMFLOW_CLIENT_SECRET_FILE ${problem}$`),
    )
  })

test('a secret file that is not there, that is a folder, or that stands beside the secret is refused', () => {
  const from =
    (FORMFLOW_CLIENT_SECRET_FILE: string, more = {}) =>
    (): unknown =>
      readSecrets({ ...withoutSecret, FORMFLOW_CLIENT_SECRET_FILE, ...more })
  expect(from('/no/such/file')).toThrow(/cannot be read \(ENOENT\)$/)
  expect(from(process.cwd())).toThrow(/is no file$/)
  const both = from(temporary('secret', 'long-enough'), { FORMFLOW_CLIENT_SECRET: 'another-one' })
  expect(both).toThrow(/are both set; unset one of them$/)
  expect(both).toThrow(ConfigurationError)
})

test('a secret that is too short to be sealed is refused, by its length', () => {
  const read = (FORMFLOW_CLIENT_SECRET: string) => (): unknown =>
    readSecrets({ ...env, FORMFLOW_CLIENT_SECRET })
  expect(read('7-chars')).toThrow(/^FORMFLOW_CLIENT_SECRET has 7 characters; /)
  expect(read('7-chars')).not.toThrow('7-chars')
  expect(read('8-chars.')).not.toThrow()
})

for (const [secret, why] of [
  ['password', 'is a common word'],
  ['Application', 'is a common word'],
  ['CHANGEME', 'is a common word'],
  ['test1234', 'is a common word'],
  ['API client secret', 'occurs in the OpenAPI document or in the texts of this suite'],
  ['organizationId', 'occurs in the OpenAPI document or in the texts of this suite'],
  ['wrong-organization-refused', 'occurs in the OpenAPI document or in the texts of this suite'],
  ['expires_in', 'occurs in the OpenAPI document or in the texts of this suite'],
] as const)
  test(`the secret ${secret} is refused before anything is sent, because it ${why}`, () => {
    const read = (): unknown => readSecrets({ ...env, FORMFLOW_CLIENT_SECRET: secret })
    expect(read).toThrow(ConfigurationError)
    expect(read).toThrow(new RegExp(`^FORMFLOW_CLIENT_SECRET ${why}; it looks like ordinary text`))
    expect(read).not.toThrow(secret)
  })

test('a secret that occurs in the document of FORMFLOW_SPEC is refused', () => {
  const FORMFLOW_SPEC = temporary('other.json', '{"description":"Wheelbarrows of Contoso"}')
  const read = (more: object) => (): unknown =>
    readSecrets({ ...env, FORMFLOW_CLIENT_SECRET: 'wheelbarrows', ...more })
  expect(read({ FORMFLOW_SPEC })).toThrow(/ occurs in the OpenAPI document /)
  expect(read({})).not.toThrow()
  expect(read({ FORMFLOW_SPEC: '/no/such/file' })).not.toThrow()
})

test('the environment wins over .env, even when it is empty, and stays as it is', async () => {
  const before = { ...process.env }
  const write = (folder: string): void =>
    writeFileSync(
      `${folder}/.env`,
      'FORMFLOW_PROFILE=smoke\nFORMFLOW_STRICT=1\nONLY_IN_FILE="a # b"\n',
    )
  const seen = await within(write, () =>
    environment({ FORMFLOW_PROFILE: 'certify', FORMFLOW_STRICT: '' }),
  )
  expect(seen).toEqual({ FORMFLOW_PROFILE: 'certify', FORMFLOW_STRICT: '', ONLY_IN_FILE: 'a # b' })
  expect({ ...process.env }).toEqual(before)
})

const malformed = [
  [
    'a line that sets nothing',
    'A=1\nFORMFLOW_BASE_URL\n',
    /^\.env line 2 does not set FORMFLOW_BASE_URL; /,
  ],
  [
    'UTF-16',
    Buffer.from('FORMFLOW_STRICT=1', 'utf16le'),
    /^\.env is not text in UTF-8; save it as/,
  ],
  ['Latin-1', Buffer.from('FORMFLOW_CLIENT_SECRET=\xe9', 'latin1'), /^\.env is not text in UTF-8/],
] as const

for (const [what, content, message] of malformed)
  test(`an .env with ${what} is reported in one line, without a value`, async () => {
    const write = (folder: string): void => writeFileSync(`${folder}/.env`, content)
    await expect(within(write, () => environment({}))).rejects.toThrow(message)
  })

test('no .env is no mistake, but one that cannot be read is', async () => {
  const real = { FORMFLOW_PROFILE: 'smoke' }
  expect(
    await within(
      () => undefined,
      () => environment(real),
    ),
  ).toEqual(real)
})

test('an .env that cannot be read is the configuration’s fault', async () => {
  const read = (): unknown => environment({})
  await within(
    (folder) => mkdirSync(`${folder}/.env`),
    () => {
      expect(read).toThrow(ConfigurationError)
      expect(read).toThrow(/^\.env cannot be read \(EISDIR\)$/)
    },
  )
})

test('a run takes the secrets out of the environment, and adds one variable for its workers', () => {
  const before = { ...process.env }
  const settings = readSettings({ FORMFLOW_STRICT: '1' })
  const address = { url: 'http://127.0.0.1:1', key: 'key' }
  try {
    Object.assign(process.env, env, {
      FORMFLOW_EXPIRED_TOKEN: 'x.y.z',
      FORMFLOW_CLIENT_SECRET_FILE: '/run/secrets/formflow',
      FORMFLOW_SIGNING_KEY_FILE: '/run/secrets/signing.pem',
    })
    const input = { settings, runtime: readRuntime({}, []) }
    expect(runInputOf(input)).toEqual(input)
    handOverToWorkers({ ...address, settings })
    expect(workerInput()).toEqual({ ...address, settings: { profile: 'certify', strict: true } })
    expect(testSettings()).toEqual({ profile: 'certify', strict: true })
    const added = Object.keys(process.env).filter((name) => !(name in before))
    expect(added.toSorted()).toEqual([
      'FORMFLOW_CLIENT_ID',
      'FORMFLOW_ORGANIZATION_ID',
      'FORMFLOW_WORKER',
    ])
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
  }
  expect(workerInput).toThrow(/npm run conformance/)
  expect(testSettings()).toMatchObject({ strict: false })
})

/** Hands the input over, and takes what a run finds. */
function runInputOf(input: RunInput): RunInput | undefined {
  handOver(input)
  return handedOver()
}

test('the input of a run is read once, with the secrets only where there is a target', () => {
  const url = { FORMFLOW_BASE_URL: 'https://api.example' }
  expect(readRunInput({ ...env, ...url })).toMatchObject({ secrets: { credentials } })
  expect(readRunInput(env)).not.toHaveProperty('secrets')
  expect(() => readRunInput(url)).toThrow(/FORMFLOW_CLIENT_ID, .* are not set/)
})

test('secrets of the documented class survive the lines that serve prints', () => {
  for (let round = 0; round < 200; round += 1) {
    const generated = generateCredentials()
    const read = parse(envLines('http://127.0.0.1:1/a', generated, 'x.y.z'))
    expect(readSecrets(read)).toMatchObject({ credentials: generated, expiredToken: 'x.y.z' })
    expect(read['FORMFLOW_BASE_URL']).toBe('http://127.0.0.1:1/a')
  }
})

test('a value that no quoting carries is refused rather than changed', () => {
  const unquotable = { ...credentials, clientSecret: `a"b'c\`d #e` }
  expect(() => envLines('http://127.0.0.1:1', unquotable, '')).toThrow(/wrongly in all quotes/)
  const spoilt = { ...credentials, clientSecret: 'a\\n"b' }
  expect(parse(envLines('http://127.0.0.1:1', spoilt, ''))['FORMFLOW_CLIENT_SECRET']).toBe('a\\n"b')
})

for (const reference of [
  'op://vault/item/field',
  'vault:kv/data/formflow#secret',
  'encrypted:BD9x8Wq1Ab',
  '${{ secrets.FORMFLOW }}',
])
  test(`the reference ${reference} is recognised before a login is spent`, () => {
    const { clientId, organizationId } = credentials
    const read = (clientSecret: string) => () =>
      readSecrets({
        FORMFLOW_CLIENT_ID: clientId,
        FORMFLOW_ORGANIZATION_ID: organizationId,
        FORMFLOW_CLIENT_SECRET: clientSecret,
      })
    expect(read(reference)).toThrow(/^FORMFLOW_CLIENT_SECRET is a reference to a secret store/)
    expect(read(`x${reference}`), 'inside a value it may be a part of it').not.toThrow()
  })
