/** The search of every written file, which decides whether a run may be shown to anyone. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { generateCredentials } from '../../../fixtures/server/world.ts'
import { createVault } from '../../../fixtures/redaction/vault.ts'
import { filesWithSecrets } from '../../../reports/reporters/leak-scan.ts'
import { writeReports } from '../../../reports/reporters/write.ts'
import { endOfRun } from '../../support/run-end.ts'

const { clientSecret } = generateCredentials()
const segment = (bytes: number): string => randomBytes(bytes).toString('base64url')
const base64 = (text: string): string => Buffer.from(text).toString('base64')

const secrets: Readonly<Record<string, string>> = {
  'the client secret': clientSecret,
  'a JWT': `${Buffer.from('{"alg":"RS256","typ":"JWT"}').toString('base64url')}.${segment(90)}.${segment(256)}`,
  'a token of hexadecimal digits': randomBytes(48).toString('hex'),
  'a token of letters': randomBytes(900).toString('base64').replaceAll(/[+/=]/g, ''),
}

const vault = createVault(clientSecret, [])
for (const secret of Object.values(secrets)) vault.learnToken(secret)

/** As the generator embeds the files of its results. */
const embedded = (text: string): string => inPage(JSON.stringify({ padding: 'x'.repeat(60), text }))

const inPage = (data: string): string => `<script>d("data/a.json","${base64(data)}")</script>`

const writers: Readonly<Record<string, readonly [name: string, write: (text: string) => string]>> =
  {
    'as it is': ['a.txt', (text) => `before ${text} after`],
    'in JSON': ['a.json', (text) => JSON.stringify({ text })],
    'in JSON within JSON': ['a.json', (text) => JSON.stringify(JSON.stringify({ text }))],
    'in XML': [
      'a.xml',
      (text) => `<a b="${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}"/>`,
    ],
    'in base64': ['a.txt', (text) => base64(`x${text}`)],
    'within the HTML': ['index.html', (text) => `<p>${text}</p>`],
    'in a certificate': [
      'certificate.json',
      (text) => JSON.stringify({ payload: base64(JSON.stringify({ a: ' '.repeat(60), text })) }),
    ],
    'embedded in the HTML': ['index.html', embedded],
    'embedded in the HTML as base64': ['index.html', (text) => embedded(base64(text))],
  }

/** A folder of harmless files, and one more. */
function folderWith(name: string, text: string): string {
  const folder = test.info().outputPath('reports')
  mkdirSync(join(folder, 'deep', 'er'), { recursive: true })
  writeFileSync(join(folder, 'report.json'), JSON.stringify({ target: 'https://api.example' }))
  writeFileSync(join(folder, 'index.html'), embedded('FORMFLOW_CLIENT_SECRET'))
  writeFileSync(join(folder, 'deep', 'image'), randomBytes(3000))
  writeFileSync(join(folder, 'deep', 'er', name), text)
  return folder
}

for (const [what, secret] of Object.entries(secrets))
  for (const [how, [name, write]] of Object.entries(writers))
    test(`${what} ${how} is found, and only that file is named`, () => {
      const folder = folderWith(name, write(secret))
      expect(filesWithSecrets(folder, vault.containsSecret)).toEqual([join('deep', 'er', name)])
    })

test('a folder without secrets is clean, and so is one without files', () => {
  expect(filesWithSecrets(folderWith('a.txt', segment(600)), vault.containsSecret)).toEqual([])
  const empty = test.info().outputPath('empty')
  mkdirSync(empty)
  expect(filesWithSecrets(empty, vault.containsSecret)).toEqual([])
})

test('a clientId that stands in the secret as well is no leak, and the rest of the secret is one', () => {
  const clientId = 'client-of-acme-industries-0001'
  const rest = segment(30)
  const scanVault = createVault(`sk_${clientId}_${rest}`, [clientId])
  const allowed = JSON.stringify({ clientId, again: `curl ${clientId.toUpperCase()}` })
  expect(filesWithSecrets(folderWith('a.json', allowed), scanVault.containsSecret)).toEqual([])
  const leaking = ['_' + rest.slice(0, 20), `${clientId}_${rest.slice(0, 6)}`, `_${clientId}`]
  for (const part of leaking)
    expect(
      filesWithSecrets(folderWith('a.json', part), scanVault.containsSecret),
      part,
    ).toHaveLength(1)
})

test('a public value is no leak where the letters after it, by chance, are those of the secret', () => {
  const clientId = 'client-of-acme-industries-0001'
  const scanVault = createVault(`sk_${clientId}_again${segment(30)}`, [clientId])
  const contains = (text: string): boolean =>
    filesWithSecrets(folderWith('a.json', text), scanVault.containsSecret).length > 0
  expect(contains(`{"clientId":"${clientId}","ag":1}`)).toBe(false)
  expect(contains(`{"clientId":"${clientId}","again":1}`)).toBe(true)
})

test('the header of a token is no secret, and what comes after it is one', () => {
  const scanVault = createVault(clientSecret, [])
  const header = base64('{"alg":"RS256","jku":"data:application/json;base64,e30="}')
  const rest = `${base64('{"sub":"somebody","iat":1795400394}')}.${segment(256)}`
  scanVault.learnToken(`${header}.${rest}`)
  const contains = (text: string): boolean =>
    filesWithSecrets(folderWith('a.json', text), scanVault.containsSecret).length > 0
  expect(contains(base64('//# sourceMappingURL=data:application/json;base64,e30='))).toBe(false)
  expect(contains(`${header}.e30`)).toBe(false)
  expect(contains(rest)).toBe(true)
})

test('a signature of zeros is no secret, and the claims before it are', () => {
  const scanVault = createVault(clientSecret, [])
  const claims = base64('{"sub":"somebody-with-a-long-name","iat":1795400394}')
  scanVault.learnToken(`eyJhbGciOiJFUzI1NiJ9.${claims}.${'A'.repeat(86)}`)
  const contains = (text: string): boolean =>
    filesWithSecrets(folderWith('index.html', text), scanVault.containsSecret).length > 0
  expect(contains(`url(data:font/woff;base64,${'A'.repeat(200)})`)).toBe(false)
  expect(contains(claims)).toBe(true)
})

test('a list of names in the claims of a token and in embedded code is chance', () => {
  const scanVault = createVault(clientSecret, [])
  const claims = base64('{"aud":["https://api.example","other"],"sub":"somebody"}')
  scanVault.learnToken(`eyJhbGciOiJFZERTQSJ9.${claims}.${segment(86)}`)
  const contains = (text: string): boolean =>
    filesWithSecrets(folderWith('index.html', text), scanVault.containsSecret).length > 0
  const code = (text: string): string => [0, 1, 2].map((by) => base64(' '.repeat(by) + text)).join()
  expect(contains(code('{cardinals:["one","other"],ordinals:["one","two"]}'))).toBe(false)
  expect(contains(`${claims}.`)).toBe(true)
})

test('the same date in a token and in embedded data is chance', () => {
  const scanVault = createVault(clientSecret, [])
  const claims = base64('{"iat":1795400394,"sub":"somebody"}')
  scanVault.learnToken(`eyJhbGciOiJSUzI1NiJ9.${claims}.${segment(256)}`)
  const data = `${' '.repeat(60)}{"environment":"x","start":1795400394147}`
  // Each alignment of base64, one of which spells the date as the token does.
  const html = [0, 1, 2].map((by) => inPage(' '.repeat(by) + data)).join('')
  expect(html).toMatch(/dCI6MTc5NTQwMDM5/)
  expect(filesWithSecrets(folderWith('index.html', html), scanVault.containsSecret)).toEqual([])
})

test('a leak that lies in the folder at the end of a run is exit 4, and names the file', async ({}, info) => {
  const run = await endOfRun(info)
  const folder = info.outputPath('reports', 'allure-results')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'planted.txt'), `x${run.world.credentials.clientSecret}x`)
  const { verdict, exit } = (await writeReports(run)).report
  const name = join('allure-results', 'planted.txt')
  expect([verdict, exit]).toEqual([
    'undetermined',
    {
      code: 4,
      owner: 'suite',
      reason: `a secret was found in ${name}; delete the folder`,
    },
  ])
  const written = readFileSync(info.outputPath('reports', 'report.json'), 'utf8')
  expect(JSON.parse(written)).toMatchObject({ exit })
})

test('of many files that leak four are named, so that the line can be read', async ({}, info) => {
  const run = await endOfRun(info)
  const folder = info.outputPath('reports', 'allure-results')
  mkdirSync(folder, { recursive: true })
  const { clientSecret: ours } = run.world.credentials
  for (const name of 'abcdefg') writeFileSync(join(folder, `${name}.txt`), ours)
  const { exit } = (await writeReports(run)).report
  expect(exit.reason).toMatch(/^a secret was found in ([^,]+, ){3}[^,]+ and 3 more; delete the/)
})
