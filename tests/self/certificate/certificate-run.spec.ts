/** The certificate of a run: written last, about the files beside it, and verified in their folder. */
import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from '@playwright/test'
import { readEnvelope } from '../../../reports/certificate/envelope.ts'
import { certificateLine } from '../../../reports/certificate/files.ts'
import { installedDigest, installedSha256 } from '../../../reports/certificate/installed-digest.ts'
import { readStatement } from '../../../reports/certificate/read.ts'
import type { Statement } from '../../../reports/certificate/statement.ts'
import { suiteFiles, suiteSha256 } from '../../../reports/certificate/suite-digest.ts'
import { files as table } from '../../../reports/formats/index.ts'
import { prose } from '../../../reports/formats/text/markdown.ts'
import { withRun } from '../../../reports/report/history.ts'
import type { RunEnd } from '../../../reports/reporters/run-end.ts'
import { writeReports } from '../../../reports/reporters/write.ts'
import { sha256 } from '../../../spec/lib/digest.ts'
import { command } from '../../support/cli-process.ts'
import { endOfRun } from '../../support/run-end.ts'
import { inProcess } from '../../support/cli-in-process.ts'
import { reportOf } from '../../support/reports.ts'
import { served } from '../../support/served.ts'
import { present, temporary } from '../../support/exchange.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')

/** What was written, in order, and what the certificate says. */
async function written(run: RunEnd): Promise<{
  readonly names: readonly string[]
  readonly texts: ReadonlyMap<string, string>
  readonly line: string
}> {
  const texts = new Map<string, string>()
  const { certificate } = await writeReports(run, (file, text) => {
    texts.set(file.slice(run.run.settings.reportsDir.length + 1), text)
  })
  const line = certificate ? certificateLine(certificate) : 'none'
  return { names: [...texts.keys()], texts, line }
}

const statementOf = (certificate: string | undefined): Statement =>
  readStatement(readEnvelope(Buffer.from(present(certificate))))

/** What is written before it, in order. */
const before = [...Object.keys(table), 'evidence.ndjson']

test('it is written last, with the digests of the files before it', async ({}, info) => {
  const { names, texts } = await written(await endOfRun(info))
  expect(names).toEqual([...before, 'certificate.html', 'certificate.json'])
  const { subject, predicate } = statementOf(texts.get('certificate.json'))
  expect(subject.map(({ name, digest }) => [name, digest.sha256])).toEqual(
    [
      'report.json',
      'evidence.ndjson',
      ...Object.keys(table).filter((name) => name !== 'report.json'),
      'certificate.html',
    ].map((name) => [name, sha256(present(texts.get(name)))]),
  )
  expect(predicate.formflow.suite.sha256).toBe(suiteSha256())
  expect(texts.get('certificate.html')).toContain('Not signed')
})

test('a run of part of its profile says so, and so does one of which a case was asked twice', async ({}, info) => {
  const run = await endOfRun(info)
  const [[id, result] = []] = run.run.results
  const { performance, findings } = present(result)
  const repeated = { ...performance, repeated: performance.exchanges }
  const results = new Map([[present(id), { performance: repeated, findings }]])
  const { texts, line } = await written({
    ...run,
    run: { ...run.run, results, signingKey: privateKey },
    circumstances: { ...run.circumstances, cases: 80 },
  })
  const { formflow } = statementOf(texts.get('certificate.json')).predicate
  expect(formflow.run.cases).toEqual({ asked: 1, of: 80 })
  expect(formflow.run.askedTwice).toEqual([id])
  expect(line).toMatch(/^certificate: not certified: only 1 of 80 cases .*; signed$/)
  expect(texts.get('report.md'), 'the same reason as in the certificate').toContain(
    `not certified: ${prose(present(formflow.reasons[0]))} (and`,
  )
})

test('a case that the runner repeats does not stand for another one', async ({}, info) => {
  const run = await endOfRun(info)
  const { texts } = await written({
    ...run,
    planned: [...run.planned, ...run.planned],
    circumstances: { ...run.circumstances, cases: 2 },
  })
  const { formflow } = statementOf(texts.get('certificate.json')).predicate
  expect(formflow.run.cases).toEqual({ asked: 1, of: 2 })
  expect(formflow.reasons).toContain('only 1 of 2 cases of the profile were selected')
})

test('the attempts are those of the history, and this one', async ({}, info) => {
  const run = await endOfRun(info)
  const none = statementOf((await written(run)).texts.get('certificate.json'))
  expect(none.predicate.formflow.run.attempts).toEqual({ runs: 1, history: false })
  const target = { baseUrl: 'https://formflow.example', embedded: false }
  const earlier = reportOf({
    cases: [],
    target: { ...target, protectedPath: '/', expiredToken: null },
  })
  const history = temporary('history.jsonl', withRun(withRun('', earlier), earlier))
  const settings = { ...run.run.settings, history }
  const { texts } = await written({ ...run, run: { ...run.run, settings } })
  const { formflow } = statementOf(texts.get('certificate.json')).predicate
  expect(formflow.run.attempts).toEqual({ runs: 3, history: true })
})

test('a certificate in which a secret is found is not written, and the run says so', async ({}, info) => {
  const run = await endOfRun(info)
  const gateway = {
    ...run.started.gateway,
    containsSecret: (text: string) => text.includes('in-toto.io/Statement'),
  }
  const { names, texts, line } = await written({ ...run, started: { ...run.started, gateway } })
  expect([names, line]).toEqual([before, 'none'])
  expect(JSON.parse(present(texts.get('report.json')))).toMatchObject({
    exit: { code: 4, reason: 'a secret was found in certificate.json; delete the folder' },
  })
})

test('the digest of the suite covers the files that take part in a run, and no files that a run writes', () => {
  const files = suiteFiles()
  for (const file of [
    'spec/verdict/judge.ts',
    'spec/requirements/contract.json',
    'fixtures/cases/methods.json',
    'reports/certificate/status.ts',
    'tests/server.spec.ts',
    'package-lock.json',
    'tsconfig.json',
    '.npmrc',
  ])
    expect(files).toContain(file)
  expect(files.filter((file) => /^reports\/out|golden|^tests\/self|\.md$/.test(file))).toEqual([])
  expect(files).toEqual(files.toSorted())
  expect(suiteSha256()).toMatch(/^[0-9a-f]{64}$/)
})

test('the digest of the installed packages changes with a file of a library, and with nothing else', async ({}, info) => {
  const folder = info.outputPath('suite')
  const library = join(folder, 'node_modules', 'library')
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  const packages = { '': {}, 'node_modules/library': {}, 'node_modules/tool': { dev: true } }
  write('package-lock.json', JSON.stringify({ packages }))
  write('node_modules/library/lib/index.js', 'export {}')
  write('node_modules/library/README.md', 'one')
  write('node_modules/tool/index.js', 'one')
  const first = await installedDigest(folder)
  write('node_modules/library/README.md', 'two')
  write('node_modules/tool/index.js', 'two')
  expect(await installedDigest(folder)).toBe(first)
  writeFileSync(join(library, 'lib', 'index.js'), 'export {} //')
  expect(await installedDigest(folder)).not.toBe(first)
  expect(await installedSha256()).toMatch(/^[0-9a-f]{64}$/)
})

test('a whole run is certified and signed, its folder is verified, and no file contains the key', async ({}, info) => {
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const pub = temporary('pub.pem', publicKey.export({ type: 'spki', format: 'pem' }).toString())
  const server = await served()
  const env = { ...server.env, FORMFLOW_SIGNING_KEY_FILE: temporary('key.pem', pem) }
  const { code, output, reports, files } = await command(info, ['run', '--no-html'], { env })
  await server.close()
  expect(code, output).toBe(0)
  expect(output).toMatch(/^certificate: certified until \d{4}-\d\d-\d\d; signed$/m)
  const [, secret = ''] = pem.split('\n')
  const seed = secret.slice(-44, -1)
  const holding = [...files(), ['the terminal', output] as const].filter(([, text]) =>
    text.includes(seed),
  )
  expect(holding.map(([name]) => name)).toEqual([])

  const certificate = join(reports, 'certificate.json')
  const verified = await inProcess(['verify', certificate, '--key', pub])
  expect(verified.code, verified.stdout + verified.stderr).toBe(0)
  expect(verified.stdout).toContain('VERIFIED')
  expect(verified.stdout).toMatch(/ok +judgement/)
  const { FORMFLOW_BASE_URL: target = '' } = server.env
  const verifyFor = async (url: string): Promise<number> =>
    (await inProcess(['verify', certificate, '--key', pub, '--target', url])).code
  expect([await verifyFor(`${target}/`), await verifyFor('https://api.example.com')]).toEqual([
    0, 1,
  ])
  const withoutKey = await inProcess(['verify', certificate, '--json'])
  expect(withoutKey.code).toBe(2)
  expect(JSON.parse(withoutKey.stdout)).toMatchObject({ verdict: 'not vouched for', exit: 2 })

  const evidence = join(reports, 'evidence.ndjson')
  const text = readFileSync(evidence, 'utf8')
  const changed = temporary('changed', text.replace('"status":401', '"status":200'))
  const refused = await inProcess(['verify', certificate, '--key', pub, '--evidence', changed])
  expect([refused.code, refused.stdout]).toEqual([1, expect.stringContaining('REFUSED')])
  writeFileSync(certificate, readFileSync(certificate, 'utf8').trimEnd())
  const tampered = await inProcess(['verify', certificate, '--key', pub])
  expect([tampered.code, tampered.stdout]).toEqual([1, expect.stringContaining('REFUSED')])
  expect(readdirSync(reports)).toContain('certificate.html')
})

for (const [args, message] of [
  [['verify', '/no/such/certificate.json'], '/no/such/certificate.json cannot be read (ENOENT)'],
  [
    ['verify', 'package.json', '--evidence', '/no/such/file'],
    '/no/such/file cannot be read (ENOENT)',
  ],
  [['verify', 'package.json', '--kye', 'a'], 'verify has no option --kye; did you mean --key?'],
  [
    ['verify', 'package.json', '--target', 'api.example.com'],
    '--target must be an http or https URL, such as https://api.example.com; found a text of 15 characters',
  ],
  [['verify'], 'verify needs <certificate.json>'],
  [['keygen'], 'keygen needs <file>'],
  [['keygen', 'a', '--key', 'b'], 'secrets are not accepted as arguments'],
] as const)
  test(`${args.join(' ')} gives exit 2 and one line`, async () => {
    const { code, stdout, stderr } = await inProcess(args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^[^\n]+\n$/)
    expect(stderr).toContain(message)
  })

test('a file that is not a certificate is refused with exit 1', async () => {
  const { code, stdout } = await inProcess([
    'verify',
    temporary('a.json', '{"verdict":"conformant"}'),
  ])
  expect(code).toBe(1)
  expect(stdout).toContain('it is not a DSSE envelope with an in-toto statement')
  expect(stdout).toContain('REFUSED')
})
