/** Keys: keygen never overwrites a file; an unusable key gives one line that shows none of its content. */
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { readSigningKey } from '../../../fixtures/config/index.ts'
import { readPrivateKey, readPublicKey } from '../../../fixtures/config/files/pem-key.ts'
import { keyId } from '../../../reports/certificate/dsse.ts'
import { inProcess } from '../../support/cli-in-process.ts'
import { present, temporary } from '../../support/exchange.ts'

const pem = { type: 'pkcs8', format: 'pem' } as const
const ed25519 = generateKeyPairSync('ed25519')
const privatePem = ed25519.privateKey.export(pem).toString()
const publicPem = ed25519.publicKey.export({ type: 'spki', format: 'pem' }).toString()
const [, body = ''] = privatePem.split('\n')

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const encrypted = ed25519.privateKey
  .export({ ...pem, cipher: 'aes-256-cbc', passphrase: 'pa55word' })
  .toString()

test('keygen makes a matching pair, with a private key that only its owner can read', async () => {
  const file = test.info().outputPath('formflow.pem')
  const { code, stdout, stderr } = await inProcess(['keygen', file])
  expect([code, stderr]).toEqual([0, ''])
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const made = readPrivateKey(file)
  const given = readPublicKey(`${file}.pub`)
  if (!('key' in made) || !('key' in given)) throw new Error('a pair was expected')
  expect(keyId(made.key)).toBe(keyId(given.key))
  expect(createPublicKey(made.key).equals(given.key)).toBe(true)
  expect(stdout).toContain(`keyid    ${keyId(given.key)}\n`)
  expect(stdout).toContain('FORMFLOW_SIGNING_KEY_FILE')
  const [, secret = ''] = readFileSync(file, 'utf8').split('\n')
  expect(secret.length).toBe(64)
  expect(stdout).not.toContain(secret)
})

for (const taken of ['formflow.pem', 'formflow.pem.pub'])
  test(`keygen overwrites nothing: ${taken} is kept, and no file is added`, async () => {
    const file = test.info().outputPath('formflow.pem')
    const there = temporary(taken, 'mine')
    const { code, stdout, stderr } = await inProcess(['keygen', file])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toBe(
      `${there} already exists, and keygen never overwrites a key; use another file name\n`,
    )
    expect(readFileSync(there, 'utf8')).toBe('mine')
    expect([file, `${file}.pub`].filter((path) => existsSync(path))).toEqual([there])
  })

test('keygen in a missing folder gives exit 2', async () => {
  const { code, stderr } = await inProcess(['keygen', test.info().outputPath('no', 'such', 'key')])
  expect([code, stderr]).toEqual([2, expect.stringMatching(/^\S+ cannot be written \(ENOENT\)\n$/)])
})

const bad: readonly (readonly [what: string, content: string | Buffer, message: string])[] = [
  ['a public key', publicPem, 'holds a public key, and the private one is needed to sign'],
  ['an encrypted key', encrypted, 'holds a key that is encrypted'],
  ['an RSA key', rsa.privateKey.export(pem), 'holds a key of the kind rsa; Ed25519 is needed'],
  [
    'an older RSA key',
    rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }),
    'holds no Ed25519 key in PEM (PRIVATE KEY is needed)',
  ],
  ['an EC key', ec.privateKey.export(pem), 'holds a key of the kind ec; Ed25519 is needed'],
  [
    'a key of OpenSSH',
    privatePem.replaceAll('PRIVATE', 'OPENSSH PRIVATE'),
    'holds a key in the form of OpenSSH',
  ],
  [
    'a key that was cut',
    privatePem.replace(body, body.slice(0, 30)),
    'holds a key that is damaged',
  ],
  ['two keys', privatePem + publicPem, 'holds 2 keys; leave one of them'],
  ['no key', 'hello', 'holds no key in PEM'],
  ['the bytes of a key', ed25519.privateKey.export({ type: 'pkcs8', format: 'der' }), ''],
  ['nothing', '', 'is empty'],
]

for (const [what, content, message] of bad)
  test(`a file with ${what} is no signing key, and the run does not start`, async () => {
    const file = temporary('key', content)
    const reports = test.info().outputPath('reports')
    const { code, stdout, stderr } = await inProcess(['run'], {
      FORMFLOW_SIGNING_KEY_FILE: file,
      FORMFLOW_REPORTS_DIR: reports,
    })
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(
      /^the file of FORMFLOW_SIGNING_KEY_FILE [^\n]+ \(keygen makes a pair\)\n$/,
    )
    expect(stderr).toContain(message)
    expect(existsSync(reports), 'nothing was started').toBe(false)
    const lines = String(content).match(/^[\w+/]{30,}/gm) ?? []
    for (const line of lines) expect(stderr).not.toContain(line.slice(0, 8))
  })

test('a signing key that is missing, or among the reports, is refused', () => {
  const reports = test.info().outputPath('reports')
  mkdirSync(reports)
  const within = join(reports, 'key.pem')
  writeFileSync(within, privatePem)
  const read = (file: string) => () =>
    readSigningKey({ FORMFLOW_SIGNING_KEY_FILE: file }, resolve(reports))
  expect(read(`${reports}-none`)).toThrow(/cannot be read \(ENOENT\) \(keygen makes a pair\)$/)
  expect(read(within)).toThrow(/is in the folder of the reports; keep it elsewhere$/)
  expect(present(read(temporary('reports.pem', privatePem))()).asymmetricKeyType).toBe('ed25519')
  expect(readSigningKey({}, '/reports')).toBeUndefined()
})

for (const [what, content, message] of [
  ['the private key', privatePem, 'holds a private key; verifying needs the public one only'],
  [
    'a public key with the private one after it',
    publicPem + privatePem,
    'holds a private key; verifying needs the public one only',
  ],
  ['two public keys', publicPem + publicPem, 'holds 2 keys; leave one of them'],
  ['another kind of key', rsa.publicKey.export({ type: 'spki', format: 'pem' }), 'of the kind rsa'],
  ['no key', 'hello', 'holds no key in PEM'],
] as const)
  test(`verify refuses ${what} as --key with one line that shows none of its content`, async () => {
    const file = temporary('key', content)
    const { code, stdout, stderr } = await inProcess([
      'verify',
      temporary('certificate.json', '{}'),
      '--key',
      file,
    ])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^the file of --key [^\n]+\n$/)
    expect(stderr).toContain(message)
    expect(stderr).not.toContain(body.slice(0, 8))
  })
