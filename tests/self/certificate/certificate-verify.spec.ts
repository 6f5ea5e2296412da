/** When a certificate can be trusted, and the messages when it cannot. */
import { expect, test } from '@playwright/test'
import { envelopeText, readEnvelope } from '../../../reports/certificate/envelope.ts'
import { verification } from '../../../reports/certificate/verify.ts'
import { verificationText } from '../../../reports/certificate/text.ts'
import type { Report } from '../../../reports/report/report.ts'
import { golden } from '../../support/golden.ts'
import {
  another,
  certified,
  facts,
  issued,
  reference,
  resultOf,
  verifyInput,
  without,
} from '../../support/certificates.ts'
import { NOON_S } from '../../support/exchange.ts'

test('the certificate of a good run is verified, with all steps', async () => {
  const result = verification(verifyInput(await certified()))
  expect([result.verdict, result.exit]).toEqual(['verified', 0])
  expect(result.steps.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual(
    [
      'form',
      'signature',
      'contents',
      'status',
      'target',
      'validity',
      'contract',
      'suite',
      'report.json',
      'evidence.ndjson',
      'other files',
      'report',
      'requests',
      'run',
      'cases',
      'judgement',
    ].map((name) => `${name} ok`),
  )
  expect(verificationText('certificate.json', result)).toMatch(/\nVERIFIED  .*\n[^]*\nexit 0\n$/)
})

test('a missing file is not checked, and that is reported', async () => {
  expect(resultOf(without(verifyInput(await certified()), 'report', 'evidence'))).toEqual([
    'verified',
    0,
    'report.json not checked: not given',
    'evidence.ndjson not checked: not given',
    'judgement not checked: needs the evidence of this certificate',
  ])
})

test('without a key the signature is not checked, and that is no success', async () => {
  const rest = without(verifyInput(await certified()), 'key')
  expect(resultOf(rest)).toEqual([
    'not vouched for',
    2,
    'signature not checked: without --key anyone could have written it',
  ])
  expect(verificationText('certificate.json', verification(rest))).toMatch(
    /\nSIGNATURE NOT CHECKED  .*\n  NO PASS: [^]*\n\nexit 2\n$/,
  )
})

test('an unsigned certificate is refused, with a key and without', async () => {
  const { report, evidence } = await reference()
  const folder = verifyInput(issued(report, evidence, { key: null }))
  const expected = ['refused', 1, 'signature failed: not signed: anyone could have written it']
  expect([resultOf(without(folder, 'key')), resultOf(folder)]).toEqual([expected, expected])
})

test('the signature of another key is refused, whatever its keyid, and no content is shown', async () => {
  const { report, evidence } = await reference()
  const foreign = verifyInput(issued(report, evidence, { key: another.privateKey }))
  const [verdict, exit, ...open] = resultOf(foreign)
  expect([verdict, exit]).toEqual(['refused', 1])
  expect(open).toEqual([
    expect.stringMatching(/^signature failed: by the key [0-9a-f]{16}…, not by [0-9a-f]{16}…$/),
  ])
  const envelope = readEnvelope((await certified()).certificate)
  const theirs = readEnvelope(foreign.certificate)
  const signatures = theirs.signatures.map(({ sig }, at) => ({
    keyid: envelope.signatures[at]?.keyid ?? '',
    sig,
  }))
  const disguised = verification({
    ...foreign,
    certificate: Buffer.from(envelopeText({ ...theirs, signatures })),
  })
  expect(disguised.steps.at(-1)?.detail).toBe('invalid: the certificate was changed')
  expect(disguised.certificate).toBeUndefined()
})

const DAY = 86_400

for (const [what, now, verdict] of [
  ['a minute before it was issued, because clocks differ,', NOON_S - 60, 'verified'],
  ['an hour before it was issued', NOON_S - 3600, 'refused'],
  ['a second before it expires', NOON_S + 90 * DAY - 1, 'verified'],
  ['when it expires', NOON_S + 90 * DAY, 'refused'],
] as const)
  test(`${what} it is ${verdict}`, async () => {
    const [word, , ...notOk] = resultOf(verifyInput(await certified(), { now: now * 1000 }))
    expect(word).toBe(verdict)
    expect(notOk.every((line) => String(line).startsWith('validity failed: '))).toBe(true)
  })

test('a genuine certificate with "not certified" is no pass', async () => {
  const { report, evidence } = await reference()
  const smoke = { ...report, profile: 'smoke' } as const
  const text = evidence.replace('"profile":"certify"', '"profile":"smoke"')
  const folder = verifyInput(issued(smoke, text))
  expect(resultOf(folder)).toEqual([
    'not certified',
    1,
    'status failed: not certified: the profile smoke tests too little for a certificate',
  ])
  expect(verificationText('a.json', verification(folder))).toMatch(
    /\nNOT CERTIFIED  .*\n  NO PASS: it is genuine, .*\n\nexit 1\n$/,
  )
  const unsure = resultOf(without(folder, 'key'))
  expect(unsure.slice(0, 2), 'unless the signature is not checked either').toEqual(['refused', 1])
})

test('another document is refused, another suite is a note', async () => {
  const folder = await certified()
  const contract = 'd'.repeat(64)
  expect(resultOf(verifyInput(folder, { today: { contract, suite: facts.suiteSha256 } }))).toEqual([
    'refused',
    1,
    expect.stringMatching(
      /^contract failed: sha256 [0-9a-f]{12}: another document than the one of this suite \(FORMFLOW_SPEC/,
    ),
  ])
  const { today } = verifyInput(folder)
  expect(resultOf(verifyInput(folder, { today: { ...today, suite: contract } }))).toEqual([
    'verified',
    0,
    'suite note: suite 1.0.0, sha256 aaaaaaaaaaaa: not the suite that verifies',
  ])
  const { report, evidence } = await reference()
  const built = issued(report, evidence, { facts: { installedSha256: 'e'.repeat(64) } })
  const installed = (sha256: string) =>
    resultOf(verifyInput(built, { today: { ...today, installed: sha256 } })).slice(1)
  expect(installed('e'.repeat(64))).toEqual([0])
  expect(installed(contract)).toEqual([
    0,
    'suite note: its installed packages, sha256 eeeeeeeeeeee, are not those that are installed here',
  ])
})

test('evidence of another run is refused, and not judged', async () => {
  const folder = verifyInput(await certified())
  const evidence = Buffer.concat([folder.evidence ?? Buffer.alloc(0), Buffer.from('\n')])
  expect(resultOf({ ...folder, evidence })).toEqual([
    'refused',
    1,
    'evidence.ndjson failed: not the file of this certificate',
    'judgement not checked: needs the evidence of this certificate',
  ])
})

test('evidence that contradicts its certificate is refused, although both are signed', async () => {
  const { report, evidence } = await reference()
  const spoilt = evidence.replace('"status":200', '"status":299')
  const [verdict, exit, open] = resultOf(verifyInput(issued(report, spoilt)))
  expect([verdict, exit]).toEqual(['refused', 1])
  expect(open).toContain(
    'judgement failed: success-status is violated in the evidence, satisfied in the certificate',
  )
  const elsewhere = evidence.replace('"baseUrl":"https://formflow', '"baseUrl":"https://other')
  expect(resultOf(verifyInput(issued(report, elsewhere)))).toEqual([
    'refused',
    1,
    'judgement failed: the evidence has another target',
  ])
  expect(resultOf(verifyInput(issued(report, 'nothing')))[2]).toContain('judgement failed: line 1')
})

test('requirements that are new or gone are notes', async () => {
  const { report, evidence } = await reference()
  const older = {
    ...report,
    must: { judged: report.must.judged - 1, total: report.must.total - 1 },
    requirements: report.requirements.flatMap((requirement) =>
      requirement.id === 'stable-answers'
        ? []
        : requirement.id === 'no-hang'
          ? [requirement, { ...requirement, id: 'gone', level: 'MAY' } as const]
          : [requirement],
    ),
  }
  const text = evidence.replace('"stable-answers",', '')
  expect(text).not.toBe(evidence)
  expect(resultOf(verifyInput(issued(older, text)))).toEqual([
    'verified',
    0,
    'judgement note: newer than the certificate: stable-answers (satisfied now)',
    'judgement note: no longer checked: gone',
  ])
})

test('the reference server, settings and known failures are notes of a verified certificate', async () => {
  const { report, evidence } = await reference()
  const certifiedReport = {
    ...report,
    target: { ...report.target, embedded: true },
    conditions: ['nothing is sent after 60 s (FORMFLOW_MAX_TIME_S)'],
    baseline: { file: 'known.json', sha256: 'e'.repeat(64), entries: [] },
  }
  const overrides = [{ name: 'FORMFLOW_MAX_TIME_S', value: '60' }]
  const folder = issued(certifiedReport, evidence, { facts: { overrides, variation: 'late' } })
  expect(resultOf(verifyInput(folder))).toEqual([
    'verified',
    0,
    'target note: the reference server of the suite, with the variation late: this is not a real service',
    'condition note: nothing is sent after 60 s (FORMFLOW_MAX_TIME_S)',
    'settings note: FORMFLOW_MAX_TIME_S=60, known failures in known.json: 0',
  ])
})

test('a loopback address is a note: it is no public service', async () => {
  const { report, evidence } = await reference()
  const [head = '', ...rest] = evidence.split('\n')
  for (const baseUrl of ['http://127.0.0.1:4010', 'http://localhost:81', 'https://[::1]:8443']) {
    const certifiedReport = { ...report, target: { ...report.target, baseUrl, embedded: false } }
    const line = JSON.parse(head) as { target: Report['target'] }
    const moved = JSON.stringify({ ...line, target: certifiedReport.target })
    const folder = issued(certifiedReport, [moved, ...rest].join('\n'))
    expect(resultOf(verifyInput(folder))).toEqual([
      'verified',
      0,
      `target note: ${baseUrl}: a loopback address, so this certificate cannot be tied to a public service`,
    ])
  }
})

test('text of a certificate moves no cursor', async () => {
  const { report, evidence } = await reference()
  const reason = 'a\u001b[2J\u0007\u202eb'
  const stopped = {
    ...report,
    verdict: 'undetermined',
    exit: { code: 3, owner: 'environment', reason },
  } as const
  const text = verificationText('a.json', verification(verifyInput(issued(stopped, evidence))))
  expect(text).toContain('a·[2J··b')
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
})

test('reports of every verdict make statements that verify with their status', () => {
  for (const name of ['conformant', 'non-conformant', 'not-judged', 'undetermined']) {
    const rest = without(verifyInput(issued(golden(name), '')), 'report', 'evidence')
    const { contract } = golden(name)
    const result = verification({ ...rest, today: { ...rest.today, contract: contract.sha256 } })
    expect([name, result.verdict]).toEqual([
      name,
      name === 'conformant' ? 'verified' : 'not certified',
    ])
  }
})

test('a certificate of another target than --target is refused', async () => {
  const { report, evidence } = await reference()
  const { baseUrl } = report.target
  const folder = issued(report, evidence)
  const verifyWith = (target: string) => verification(verifyInput(folder, { target }))
  expect(verifyWith(baseUrl)).toMatchObject({ verdict: 'verified', exit: 0 })
  const wrong = verifyWith(`${baseUrl}/v2`)
  expect(wrong).toMatchObject({ verdict: 'refused', exit: 1 })
  expect(wrong.steps).toContainEqual({
    name: 'target',
    outcome: 'failed',
    detail: `it is for ${baseUrl}, not for ${baseUrl}/v2`,
  })
  const embedded = issued({ ...report, target: { ...report.target, embedded: true } }, evidence)
  const forReference = verification(verifyInput(embedded, { target: baseUrl }))
  expect(forReference.steps).toContainEqual({
    name: 'target',
    outcome: 'failed',
    detail: `it is for the reference server of the suite, not for ${baseUrl}`,
  })
})
