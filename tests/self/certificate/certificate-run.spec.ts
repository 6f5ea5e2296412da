/** The certificate that a run leaves behind: written last, about the very files beside it, and verified as it lies there. */
import { generateKeyPairSync } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { readEnvelope } from '../../../reports/certificate/envelope.ts'
import { certificateLine, type CertificateFiles } from '../../../reports/certificate/files.ts'
import { readStatement } from '../../../reports/certificate/read.ts'
import type { Statement } from '../../../reports/certificate/statement.ts'
import { suiteFiles, suiteSha256 } from '../../../reports/certificate/suite-digest.ts'
import { files as table } from '../../../reports/formats/index.ts'
import { remembering } from '../../../reports/report/history.ts'
import type { Ended } from '../../../reports/reporters/run-end.ts'
import { writeReports } from '../../../reports/reporters/write.ts'
import { sha256 } from '../../../spec/lib/digest.ts'
import { command } from '../../support/cli-process.ts'
import { ended } from '../../support/run-end.ts'
import { inProcess } from '../../support/cli-in-process.ts'
import { reportOf } from '../../support/reports.ts'
import { served } from '../../support/served.ts'
import { present, temporary } from '../../support/exchange.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')

/** What was written, in order, and what the certificate says. */
async function written(run: Ended): Promise<{
  readonly names: readonly string[]
  readonly texts: ReadonlyMap<string, string>
  readonly line: string
}> {
  const texts = new Map<string, string>()
  let told: CertificateFiles | undefined
  const onCertificate = (certificate: CertificateFiles): void => {
    told = certificate
  }
  await writeReports({ ...run, onCertificate }, (file, text) => {
    texts.set(file.slice(run.run.settings.reportsDir.length + 1), text)
  })
  return { names: [...texts.keys()], texts, line: told ? certificateLine(told) : 'none' }
}

const statementOf = (certificate: string | undefined): Statement =>
  readStatement(readEnvelope(Buffer.from(present(certificate))))

/** What is written before it, in order. */
const before = [...Object.keys(table), 'evidence.ndjson']

test('it is written last, and names the digests of what was written before', async ({}, info) => {
  const { names, texts } = await written(await ended(info))
  expect(names).toEqual([...before, 'certificate.html', 'certificate.json'])
  const { subject, predicate } = statementOf(texts.get('certificate.json'))
  expect(subject.map(({ name, digest }) => [name, digest.sha256])).toEqual(
    ['report.json', 'evidence.ndjson'].map((name) => [name, sha256(present(texts.get(name)))]),
  )
  expect(predicate.formflow.suite.sha256).toBe(suiteSha256())
  expect(texts.get('certificate.html')).toContain('Not signed')
})

test('a run of part of its profile says so, and so does one of which a case was asked twice', async ({}, info) => {
  const run = await ended(info)
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
})

test('the attempts are those that the history knows of, and this one', async ({}, info) => {
  const run = await ended(info)
  const none = statementOf((await written(run)).texts.get('certificate.json'))
  expect(none.predicate.formflow.run.attempts).toEqual({ runs: 1, history: false })
  const target = { baseUrl: 'https://formflow.example', embedded: false }
  const earlier = reportOf({
    cases: [],
    target: { ...target, protectedPath: '/', expiredToken: null },
  })
  const history = temporary('history.jsonl', remembering(remembering('', earlier), earlier))
  const settings = { ...run.run.settings, history }
  const { texts } = await written({ ...run, run: { ...run.run, settings } })
  const { formflow } = statementOf(texts.get('certificate.json')).predicate
  expect(formflow.run.attempts).toEqual({ runs: 3, history: true })
})

test('a certificate in which a secret is found is not written, and the run says so', async ({}, info) => {
  const run = await ended(info)
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

test('the digest of the suite is over what takes part in a run, and over nothing that a run writes', () => {
  const files = suiteFiles()
  for (const file of [
    'spec/verdict/judge.ts',
    'spec/requirements/contract.json',
    'fixtures/cases/methods.json',
    'reports/certificate/status.ts',
    'tests/server.spec.ts',
    'package-lock.json',
  ])
    expect(files).toContain(file)
  expect(files.filter((file) => /^reports\/out|golden|^tests\/self|\.md$/.test(file))).toEqual([])
  expect(files).toEqual(files.toSorted())
  expect(suiteSha256()).toMatch(/^[0-9a-f]{64}$/)
})

test('a whole run is certified and signed; its folder is verified, and the key is in none of its files', async ({}, info) => {
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
  const asked = async (url: string): Promise<number> =>
    (await inProcess(['verify', certificate, '--key', pub, '--target', url])).code
  expect([await asked(`${target}/`), await asked('https://api.example.com')]).toEqual([0, 1])
  const unvouched = await inProcess(['verify', certificate, '--json'])
  expect(unvouched.code).toBe(2)
  expect(JSON.parse(unvouched.stdout)).toMatchObject({ verdict: 'not vouched for', exit: 2 })

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

for (const [args, told] of [
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
  [['keygen', 'a', '--key', 'b'], 'secrets are not taken as arguments'],
] as const)
  test(`${args.join(' ')} ends 2 with one line`, async () => {
    const { code, stdout, stderr } = await inProcess(args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^[^\n]+\n$/)
    expect(stderr).toContain(told)
  })

test('a file that is no certificate is refused, and not taken for a mistake of the command', async () => {
  const { code, stdout } = await inProcess([
    'verify',
    temporary('a.json', '{"verdict":"conformant"}'),
  ])
  expect(code).toBe(1)
  expect(stdout).toContain('it is no DSSE envelope around an in-toto statement')
  expect(stdout).toContain('REFUSED')
})
