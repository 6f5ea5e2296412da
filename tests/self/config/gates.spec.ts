/** Files and values for what stands in front of a target: what is wrong is one line, and never holds a value. */
import { chmodSync } from 'node:fs'
import { createPrivateKey, randomBytes } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { cases } from '../../../fixtures/cases/index.ts'
import {
  accessTo,
  readGateAccess,
  readSettings,
  secretsOf,
  type GateAccess,
} from '../../../fixtures/config/index.ts'
import { checkTarget } from '../../../fixtures/config/embedded-by-mistake.ts'
import { isRefused, readHeaderFile } from '../../../fixtures/config/files/header-file.ts'
import { overridesOf } from '../../../fixtures/config/overrides.ts'
import { hideGateSecrets } from '../../../fixtures/gateway/request/gate-secrets.ts'
import { createVault } from '../../../fixtures/redaction/vault.ts'
import { present, temporary } from '../../support/exchange.ts'
import { pfxOf } from '../../support/pfx.ts'
import { certificate } from '../../support/tls-certificates.ts'

const BASE = 'https://api.acme.dev'
const settings = (more: Readonly<Record<string, string>>) =>
  readSettings({ FORMFLOW_BASE_URL: BASE, ...more })

test('a file of headers is read as curl reads it', () => {
  const text = '\ufeffX-Api-Key: abc : d\r\n\r\nCF-Access-Client-Id:  e \n'
  expect(readHeaderFile(temporary('headers.txt', text))).toEqual({
    headers: [
      { name: 'X-Api-Key', value: 'abc : d' },
      { name: 'CF-Access-Client-Id', value: 'e' },
    ],
  })
})

const VALUE = 'S3cr3t-of-the-gate'

for (const [text, problem] of [
  ['', 'is empty'],
  ['\n \n', 'holds no header'],
  [VALUE, 'line 1 is not `Name: value`'],
  [`X-A: a\nX B: ${VALUE}`, 'line 2 is not `Name: value`'],
  [`# X-A: ${VALUE}`, 'line 1 is not `Name: value`'],
  ['X-A:  ', 'line 1 sets X-A to nothing'],
  [`X-A: ${VALUE}\nx-a: b`, 'line 2 sets a header that an earlier line sets'],
  [`X-A: ${VALUE}\u0007`, 'line 1 sets X-A to a value with characters that no header may have'],
  [`X-A: ${VALUE}ü`, 'line 1 sets X-A to a value with characters that no header may have'],
  [`X-A: ${VALUE.repeat(500)}`, 'line 1 sets X-A to more than 8192 characters'],
  [`Authorization: ${VALUE}`, 'line 1 sets Authorization, which the suite itself sends, or tests'],
  [`content-type: ${VALUE}`, 'line 1 sets content-type, which the suite itself sends, or tests'],
  [`Cookie: ${VALUE}`, 'line 1 sets Cookie, which the suite itself sends, or tests'],
  [`Host: ${VALUE}`, 'line 1 sets Host, which frames the message'],
  [`Content-Length: ${VALUE}`, 'line 1 sets Content-Length, which frames the message'],
  [`Transfer-Encoding: ${VALUE}`, 'line 1 sets Transfer-Encoding, which frames the message'],
  [`User-Agent: ${VALUE}`, 'line 1 sets User-Agent, for which there is FORMFLOW_USER_AGENT'],
  [`X-A: op://vault/${VALUE}`, 'sets X-A to a reference to a secret store that was not resolved'],
  [
    Array.from({ length: 21 }, (_, at) => `X-${at}: ${VALUE}`).join('\n'),
    'holds 21 headers; at most 20 are sent',
  ],
] as const)
  test(`the file of headers ${JSON.stringify(text.slice(0, 30))} ${problem}`, () => {
    const FORMFLOW_HEADERS_FILE = temporary('headers.txt', text)
    const [, line = '', rest = problem] = /^(line \d+ )(.*)$/.exec(problem) ?? []
    expect(errorOf(() => readGateAccess({ FORMFLOW_HEADERS_FILE }))).toBe(
      `${line && `${line}of `}the file of FORMFLOW_HEADERS_FILE ${rest}`,
    )
  })

test('no file of headers may set one that a case sends', () => {
  const sent = cases.flatMap(({ steps }) => steps.flatMap(({ headers }) => headers))
  const names = [...new Set(sent.map(([name]) => name.toLowerCase()))]
  expect(names.filter((name) => !isRefused(name))).toEqual([])
  expect(names.length).toBeGreaterThan(3)
})

const passphrase = 'correct horse battery'

test('a client certificate is read from PEM, and each mistake is one line', async () => {
  const [client, other] = [await certificate(), await certificate()]
  const expired = await certificate({ days: -2 })
  const encrypted = createPrivateKey(client.key)
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase })
    .toString()
  const file = (name: string, content: string | Buffer): string => temporary(name, content)
  const cert = file('client.pem', client.cert)
  const key = file('client.key', client.key)
  const pfx = file('client.pfx', pfxOf(client, passphrase))
  const right = file('passphrase', `${passphrase}\n`)
  const wrong = file('wrong', 'another passphrase')
  const read = (more: Readonly<Record<string, string>>): (() => GateAccess) => {
    const named = Object.entries(more).map(([name, value]) => [
      `FORMFLOW_CLIENT_${name}_FILE`,
      value,
    ])
    return () => readGateAccess({ FORMFLOW_BASE_URL: BASE, ...Object.fromEntries(named) })
  }
  for (const good of [
    { CERT: cert, KEY: key },
    { CERT: file('both.pem', client.key + client.cert) },
    { CERT: cert, KEY: file('encrypted.key', encrypted), PASSPHRASE: right },
    { CERT: pfx, PASSPHRASE: right },
  ])
    expect(read(good)().clientCertificate?.sha256).toMatch(/^[0-9a-f]{64}$/)
  const open = file('open.key', client.key)
  chmodSync(open, 0o644)
  const mistakes: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
    [{ CERT: '/no/such' }, 'CERT_FILE cannot be read (ENOENT)'],
    [{ CERT: file('empty', '') }, 'CERT_FILE is empty'],
    [{ CERT: file('text', 'no certificate') }, 'CERT_FILE is neither PEM nor a PFX'],
    [{ CERT: cert }, 'CERT_FILE holds no private key; name its file by FORMFLOW_CLIENT_KEY_FILE'],
    [{ CERT: key }, 'CERT_FILE holds no certificate in PEM'],
    [{ CERT: cert, KEY: cert }, 'KEY_FILE holds no private key in PEM'],
    [{ CERT: cert, KEY: '/no/such' }, 'KEY_FILE cannot be read (ENOENT)'],
    [
      { CERT: cert, KEY: file('other.key', other.key) },
      'KEY_FILE holds the key of another certificate',
    ],
    [
      { CERT: cert, KEY: file('damaged.key', client.key.replace(/\n..../, '\nAAAA')) },
      'KEY_FILE holds a key that is damaged',
    ],
    [
      { CERT: file('damaged.pem', client.cert.replace(/\n..../, '\nAAAA')), KEY: key },
      'CERT_FILE holds a certificate that is damaged',
    ],
    [{ CERT: cert, KEY: open }, 'KEY_FILE can be read by other users (mode 644); chmod 600 it'],
    [
      { CERT: cert, KEY: file('encrypted.key', encrypted) },
      'KEY_FILE is encrypted; name the file of its passphrase by FORMFLOW_CLIENT_PASSPHRASE_FILE',
    ],
    [
      { CERT: cert, KEY: file('encrypted.key', encrypted), PASSPHRASE: wrong },
      'PASSPHRASE_FILE holds another passphrase than that of the key',
    ],
    [
      { CERT: pfx },
      'CERT_FILE is encrypted; name the file of its passphrase by FORMFLOW_CLIENT_PASSPHRASE_FILE',
    ],
    [
      { CERT: pfx, PASSPHRASE: wrong },
      'PASSPHRASE_FILE holds another passphrase than that of the PFX',
    ],
    [
      { CERT: pfx, KEY: key, PASSPHRASE: right },
      'KEY_FILE is not needed: the certificate is no PEM, and a PFX holds its key',
    ],
    [
      { CERT: file('old.pfx', pfxOf(client, passphrase, true)), PASSPHRASE: right },
      'CERT_FILE is encrypted in an old way that OpenSSL 3 no longer reads; export it again',
    ],
    [{ CERT: pfx, PASSPHRASE: file('none', '') }, 'PASSPHRASE_FILE is empty'],
  ]
  for (const [given, problem] of mistakes)
    expect(errorOf(read(given))).toBe(`the file of FORMFLOW_CLIENT_${problem}`)
  const old = { CERT: file('expired.pem', expired.cert), KEY: file('expired.key', expired.key) }
  expect(errorOf(read(old))).toMatch(
    /CERT_FILE holds a certificate that expired on \d{4}-\d\d-\d\d$/,
  )
  expect(errorOf(read({ KEY: key, PASSPHRASE: right }))).toBe(
    'FORMFLOW_CLIENT_KEY_FILE, FORMFLOW_CLIENT_PASSPHRASE_FILE are set, but FORMFLOW_CLIENT_CERT_FILE is not',
  )
  expect(
    errorOf(() =>
      readGateAccess({ FORMFLOW_BASE_URL: 'http://a', FORMFLOW_CLIENT_CERT_FILE: cert }),
    ),
  ).toBe(
    'FORMFLOW_CLIENT_CERT_FILE is set, but FORMFLOW_BASE_URL has http, which presents no certificate',
  )
})

test('values, the password in them, the passphrase and the private number are kept out of reports', async () => {
  const client = await certificate()
  const password = randomBytes(9).toString('base64url')
  const basic = Buffer.from(`gate:${password}`).toString('base64')
  const headers = `X-Api-Key: ${VALUE}\nProxy-Authorization: Basic ${basic}\nX-Env: application\n`
  const gateAccess = readGateAccess({
    FORMFLOW_BASE_URL: BASE,
    FORMFLOW_HEADERS_FILE: temporary('headers.txt', headers),
    FORMFLOW_CLIENT_CERT_FILE: temporary('client.pem', client.cert),
    FORMFLOW_CLIENT_KEY_FILE: temporary('client.key', client.key),
  })
  const vault = createVault('the-secret-of-the-client-1234', [])
  hideGateSecrets(vault, gateAccess, ['the-secret-of-the-client-1234'])
  const { d } = createPrivateKey(client.key).export({ format: 'jwk' })
  for (const secret of [VALUE, basic, password, present(d), client.key]) {
    expect(vault.containsSecret(`a ${secret} b`), secret.slice(0, 8)).toBe(true)
    const { text, seals } = vault.seal(`a ${secret} b`, 'here')
    expect(text).not.toContain(secret)
    // The target is not accused of knowing what the gate knows.
    expect(seals).toEqual([])
  }
  // What anyone may know: an ordinary word, and the certificate that is shown to every server.
  expect(vault.containsSecret('an application')).toBe(false)
  expect(vault.containsSecret(client.cert)).toBe(false)
})

test('a value that is the client secret stays a leak where a response holds it', () => {
  const secret = 'the-secret-of-the-client-1234'
  const vault = createVault(secret, [])
  hideGateSecrets(vault, { headers: [{ name: 'X-Api-Key', value: secret }] }, [secret])
  expect(vault.seal(`a ${secret}`, 'here').seals.map(({ mark }) => mark)).toEqual([
    '‹clientSecret›',
  ])
})

test('an entry of FORMFLOW_RESOLVE is one host, port and address, as for curl', () => {
  const resolveIn = (FORMFLOW_RESOLVE: string, base = BASE) =>
    settings({ FORMFLOW_RESOLVE, FORMFLOW_BASE_URL: base }).resolve
  expect(resolveIn('api.acme.dev:443:192.0.2.7')).toEqual({
    host: 'api.acme.dev',
    port: 443,
    address: '192.0.2.7',
  })
  expect(resolveIn('API.acme.dev:8443:[2001:DB8::7]', `${BASE}:8443`)?.address).toBe('2001:db8::7')
  for (const wrong of ['api.acme.dev:192.0.2.7', 'api.acme.dev:443:elsewhere', 'x', ':443:1.2.3.4'])
    expect(() => resolveIn(wrong)).toThrow(
      `FORMFLOW_RESOLVE must be host:port:address with an IP address, such as api.example.com:443:192.0.2.10; found a text of ${wrong.length} characters`,
    )
  for (const wrong of ['api.acme.dev:80:192.0.2.7', 'www.acme.dev:443:192.0.2.7'])
    expect(() => resolveIn(wrong)).toThrow(
      'FORMFLOW_RESOLVE is about another host or port than FORMFLOW_BASE_URL; it must begin with api.acme.dev:443:',
    )
  const proxied = { FORMFLOW_RESOLVE: 'api.acme.dev:443:192.0.2.7', FORMFLOW_PROXY: 'p:1' }
  expect(() => settings(proxied)).toThrow(/^FORMFLOW_RESOLVE has no effect through a proxy/)
})

test('a User-Agent and a wait that cannot be used are one line each', () => {
  for (const wrong of ['a\nb', ' a', 'ü', 'x'.repeat(201)])
    expect(() => settings({ FORMFLOW_USER_AGENT: wrong })).toThrow(/^FORMFLOW_USER_AGENT must be /)
  for (const wrong of ['-1', '3601', 'soon'])
    expect(() => settings({ FORMFLOW_WAIT_S: wrong })).toThrow(/^FORMFLOW_WAIT_S must be /)
})

test('what is for a target needs one, and stands in the conditions instead of the overrides', () => {
  for (const name of ['FORMFLOW_HEADERS_FILE', 'FORMFLOW_CLIENT_CERT_FILE', 'FORMFLOW_RESOLVE'])
    expect(() => checkTarget({ [name]: 'x' }, () => undefined)).toThrow(
      `${name} is set, but FORMFLOW_BASE_URL is not`,
    )
  const set = {
    FORMFLOW_USER_AGENT: 'a',
    FORMFLOW_WAIT_S: '9',
    FORMFLOW_RESOLVE: 'api.acme.dev:443:192.0.2.7',
  }
  expect(overridesOf(settings(set))).toEqual([])
})

test('headers and certificate are for the target alone', () => {
  const gateAccess = { headers: [{ name: 'X-Api-Key', value: VALUE }] }
  const to = (url: string) => accessTo(new URL(url), settings({}), gateAccess)
  expect(to(`${BASE}/keys`)).toEqual(gateAccess)
  expect([to('http://api.acme.dev'), to('https://other.acme.dev'), to(`${BASE}:8443`)]).toEqual([
    {},
    {},
    {},
  ])
  expect(secretsOf(gateAccess)).toEqual([[VALUE, '‹header x-api-key›']])
})

/** The message alone: one line without a value. */
function errorOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    const { name, message } = error as Error
    expect(name).toBe('ConfigurationError')
    expect(message).not.toContain('\n')
    for (const secret of [VALUE, passphrase]) expect(message).not.toContain(secret)
    return message
  }
  throw new Error('nothing was thrown')
}
