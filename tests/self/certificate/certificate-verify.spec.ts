/** When a certificate may be relied upon, and what is said when it may not. */
import { expect, test } from '@playwright/test'
import { enveloped } from '../../../reports/certificate/dsse.ts'
import { envelopeText, readEnvelope } from '../../../reports/certificate/envelope.ts'
import { readStatement } from '../../../reports/certificate/read.ts'
import type { Statement } from '../../../reports/certificate/statement.ts'
import { verification, type Presented } from '../../../reports/certificate/verify.ts'
import { verificationText } from '../../../reports/certificate/text.ts'
import type { Report } from '../../../reports/report/report.ts'
import { golden } from '../../support/golden.ts'
import {
  another,
  facts,
  issued,
  presented,
  privateKey,
  reference,
  without,
  type Folder,
} from '../../support/certificates.ts'
import { NOON_S } from '../../support/exchange.ts'

const certified = async (): Promise<Folder> => {
  const { report, evidence } = await reference()
  return issued(report, evidence)
}

/** Verdict, exit code, and what is not ok. */
function told(folder: Presented): unknown[] {
  const { verdict, exit, steps } = verification(folder)
  const open = steps.filter(({ outcome }) => outcome !== 'ok')
  return [
    verdict,
    exit,
    ...open.map(({ name, outcome, detail }) => `${name} ${outcome}: ${detail}`),
  ]
}

test('the certificate of a good run is verified, and every step of it is told', async () => {
  const result = verification(presented(await certified()))
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
      'judgement',
    ].map((name) => `${name} ok`),
  )
  expect(verificationText('certificate.json', result)).toMatch(/\nVERIFIED  .*\n[^]*\nexit 0\n$/)
})

test('what was not given is not checked, and said so', async () => {
  expect(told(without(presented(await certified()), 'report', 'evidence'))).toEqual([
    'verified',
    0,
    'report.json not checked: it was not given',
    'evidence.ndjson not checked: it was not given',
    'judgement not checked: it takes the evidence of this certificate',
  ])
})

test('without a key nobody vouches for it, and that is no success', async () => {
  const rest = without(presented(await certified()), 'key')
  expect(told(rest)).toEqual([
    'not vouched for',
    2,
    'signature not checked: without --key anybody could have written it',
  ])
  expect(verificationText('certificate.json', verification(rest))).toMatch(
    /\nNOT VOUCHED FOR  .*\n  NO PASS: .*\n\nexit 2\n$/,
  )
})

test('a certificate that nobody signed is refused, with a key and without', async () => {
  const { report, evidence } = await reference()
  const folder = presented(issued(report, evidence, { key: null }))
  const expected = ['refused', 1, 'signature failed: NOT SIGNED: anybody could have written it']
  expect([told(without(folder, 'key')), told(folder)]).toEqual([expected, expected])
})

test('the signature of another key is refused, whatever it names itself, and nothing of it is told', async () => {
  const { report, evidence } = await reference()
  const foreign = presented(issued(report, evidence, { key: another.privateKey }))
  const [verdict, exit, ...open] = told(foreign)
  expect([verdict, exit]).toEqual(['refused', 1])
  expect(open).toEqual([
    expect.stringMatching(
      /^signature failed: by the key [0-9a-f]{16}…, not by the given [0-9a-f]{16}…$/,
    ),
  ])
  const envelope = readEnvelope((await certified()).certificate)
  const theirs = readEnvelope(foreign.certificate)
  const signatures = theirs.signatures.map(({ sig }, at) => ({
    keyid: envelope.signatures[at]?.keyid ?? '',
    sig,
  }))
  const posing = verification({
    ...foreign,
    certificate: Buffer.from(envelopeText({ ...theirs, signatures })),
  })
  expect(posing.steps.at(-1)?.detail).toBe('it does not hold: the certificate was changed')
  expect(posing.certificate).toBeUndefined()
})

const DAY = 86_400

for (const [what, now, verdict] of [
  ['a minute before it was issued, for clocks differ', NOON_S - 60, 'verified'],
  ['an hour before it was issued', NOON_S - 3600, 'refused'],
  ['a second before it expires', NOON_S + 90 * DAY - 1, 'verified'],
  ['when it expires', NOON_S + 90 * DAY, 'refused'],
] as const)
  test(`${what} it is ${verdict}`, async () => {
    const [word, , ...open] = told(presented(await certified(), { now: now * 1000 }))
    expect(word).toBe(verdict)
    expect(open.every((each) => String(each).startsWith('validity failed: '))).toBe(true)
  })

test('a genuine certificate that says "not certified" is no pass', async () => {
  const { report, evidence } = await reference()
  const smoke = { ...report, profile: 'smoke' } as const
  const text = evidence.replace('"profile":"certify"', '"profile":"smoke"')
  const folder = presented(issued(smoke, text))
  expect(told(folder)).toEqual([
    'not certified',
    1,
    'status failed: NOT CERTIFIED: the profile smoke asks too little to certify anything',
  ])
  expect(verificationText('a.json', verification(folder))).toMatch(
    /\nNOT CERTIFIED  .*\n  NO PASS: it is genuine, .*\n\nexit 1\n$/,
  )
  const unsure = told(without(folder, 'key'))
  expect(unsure.slice(0, 2), 'unless nobody vouches for it either').toEqual(['refused', 1])
})

test('another document and another suite are told; only the document is a reason to refuse', async () => {
  const folder = await certified()
  const contract = 'd'.repeat(64)
  expect(told(presented(folder, { today: { contract, suite: facts.suiteSha256 } }))).toEqual([
    'refused',
    1,
    expect.stringMatching(
      /^contract failed: sha256 [0-9a-f]{12} is another document than here \(FORMFLOW_SPEC/,
    ),
  ])
  const { today } = presented(folder)
  expect(told(presented(folder, { today: { ...today, suite: contract } }))).toEqual([
    'verified',
    0,
    'suite note: suite 1.0.0, sha256 aaaaaaaaaaaa: not the one that verifies',
  ])
})

test('evidence of another run is refused, and not judged', async () => {
  const folder = presented(await certified())
  const evidence = Buffer.concat([folder.evidence ?? Buffer.alloc(0), Buffer.from('\n')])
  expect(told({ ...folder, evidence })).toEqual([
    'refused',
    1,
    'evidence.ndjson failed: it is not what the certificate was issued for',
    'judgement not checked: it takes the evidence of this certificate',
  ])
})

test('evidence that says otherwise than its certificate is refused: a signature makes no answer better', async () => {
  const { report, evidence } = await reference()
  const spoilt = evidence.replace('"status":200', '"status":299')
  const [verdict, exit, open] = told(presented(issued(report, spoilt)))
  expect([verdict, exit]).toEqual(['refused', 1])
  expect(open).toContain(
    'judgement failed: success-status is violated by the evidence, satisfied by the certificate',
  )
  const elsewhere = evidence.replace('"baseUrl":"https://formflow', '"baseUrl":"https://other')
  expect(told(presented(issued(report, elsewhere)))).toEqual([
    'refused',
    1,
    'judgement failed: another target in the evidence',
  ])
  expect(told(presented(issued(report, 'nothing')))[2]).toContain('judgement failed: line 1')
})

test('requirements that came or went since are told, and are nobody’s fault', async () => {
  const { report, evidence } = await reference()
  const older = {
    ...report,
    must: { judged: report.must.judged - 1, total: report.must.total - 1 },
    requirements: report.requirements.flatMap((reportedRequirement) =>
      reportedRequirement.id === 'stable-answers'
        ? []
        : reportedRequirement.id === 'no-hang'
          ? [reportedRequirement, { ...reportedRequirement, id: 'gone', level: 'MAY' } as const]
          : [reportedRequirement],
    ),
  }
  const text = evidence.replace('"stable-answers",', '')
  expect(text).not.toBe(evidence)
  expect(told(presented(issued(older, text)))).toEqual([
    'verified',
    0,
    'judgement note: newer than the certificate: stable-answers (satisfied today)',
    'judgement note: no longer checked: gone',
  ])
})

/** Signed as it should be, by somebody who changed it before. */
async function forged(change: (statement: Statement) => Statement): Promise<unknown[]> {
  const folder = await certified()
  const statement = change(readStatement(readEnvelope(folder.certificate)))
  const certificate = Buffer.from(envelopeText(enveloped(JSON.stringify(statement), privateKey)))
  return told(presented({ ...folder, certificate }))
}

type Changes = Partial<Statement['predicate']['formflow']>

const changed =
  (changes: Changes) =>
  (statement: Statement): Statement => ({
    ...statement,
    predicate: {
      ...statement.predicate,
      formflow: { ...statement.predicate.formflow, ...changes },
    },
  })

const contradicting: readonly (readonly [what: string, change: (s: Statement) => Statement])[] = [
  ['its status', changed({ profile: 'smoke' })],
  ['its status', changed({ verdict: 'undetermined' })],
  ['its reasons', changed({ reasons: ['none'] })],
  ['the count of requirements', changed({ must: { judged: 44, total: 45 } })],
  ['its dates', changed({ expires: '2026-01-15T12:00:00.000Z' })],
  ['its result', (s) => ({ ...s, predicate: { ...s.predicate, result: 'FAILED' } })],
  ['the list of what passed', (s) => ({ ...s, predicate: { ...s.predicate, passedTests: [] } })],
  ['the list of what failed', (s) => ({ ...s, predicate: { ...s.predicate, failedTests: ['a'] } })],
]

for (const [at, [what, change]] of contradicting.entries())
  test(`a statement that contradicts itself in ${what} is refused (${at + 1})`, async () => {
    const [verdict, exit, open] = await forged(change)
    expect([verdict, exit]).toEqual(['refused', 1])
    expect(open).toMatch(/^contents failed: they contradict each other: /)
    expect(open).toContain(what)
  })

test('a signed text that is no statement is refused in one line', async () => {
  const folder = presented(await certified())
  const form = (payload: string): string | undefined => {
    const certificate = Buffer.from(envelopeText(enveloped(payload, privateKey)))
    return verification({ ...folder, certificate }).steps.at(-1)?.detail
  }
  expect(form('hello')).toBe('what it holds is not JSON')
  expect(form('{}')).toMatch(/^what it holds is no such statement: .*required/)
  expect(form('null')).toMatch(/^what it holds is no such statement: .*object/)
})

test('the reference server, settings and known failures are told of a certificate that holds', async () => {
  const { report, evidence } = await reference()
  const own = {
    ...report,
    target: { ...report.target, embedded: true },
    baseline: { file: 'known.json', sha256: 'e'.repeat(64), entries: [] },
  }
  const overrides = [{ name: 'FORMFLOW_MAX_TIME_S', value: '60' }]
  const folder = issued(own, evidence, { facts: { overrides, variation: 'late' } })
  expect(told(presented(folder))).toEqual([
    'verified',
    0,
    'target note: the REFERENCE SERVER that comes with the suite, given the variation late; it is nobody’s service',
    'settings note: FORMFLOW_MAX_TIME_S=60, known failures in known.json: 0',
  ])
})

test('an address that means another machine everywhere is no address of a service', async () => {
  const { report, evidence } = await reference()
  const [head = '', ...rest] = evidence.split('\n')
  for (const baseUrl of ['http://127.0.0.1:4010', 'http://localhost/v1', 'https://[::1]:8443']) {
    const own = { ...report, target: { ...report.target, baseUrl, embedded: false } }
    const line = JSON.parse(head) as { target: Report['target'] }
    const moved = JSON.stringify({ ...line, target: own.target })
    const folder = issued(own, [moved, ...rest].join('\n'))
    expect(told(presented(folder))).toEqual([
      'verified',
      0,
      `target note: ${baseUrl}: the MACHINE OF WHOEVER RAN IT; nobody else knows what answered there`,
    ])
  }
})

test('what a certificate says moves no cursor when it is told', async () => {
  const { report, evidence } = await reference()
  const reason = 'a\u001b[2J\u0007\u202eb'
  const stopped = {
    ...report,
    verdict: 'undetermined',
    exit: { code: 3, owner: 'environment', reason },
  } as const
  const text = verificationText('a.json', verification(presented(issued(stopped, evidence))))
  expect(text).toContain('a·[2J··b')
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
})

test('the reports of every verdict make statements that verify as what they say', () => {
  for (const name of ['conformant', 'non-conformant', 'not-judged', 'undetermined']) {
    const rest = without(presented(issued(golden(name), '')), 'report', 'evidence')
    const { contract } = golden(name)
    const result = verification({ ...rest, today: { ...rest.today, contract: contract.sha256 } })
    expect([name, result.verdict]).toEqual([
      name,
      name === 'conformant' ? 'verified' : 'not certified',
    ])
  }
})

test('a certificate of another target than the one that was asked for is refused', async () => {
  const { report, evidence } = await reference()
  const { baseUrl } = report.target
  const folder = issued(report, evidence)
  const asked = (target: string) => verification(presented(folder, { target }))
  expect(asked(baseUrl)).toMatchObject({ verdict: 'verified', exit: 0 })
  const other = asked(`${baseUrl}/v2`)
  expect(other).toMatchObject({ verdict: 'refused', exit: 1 })
  expect(other.steps).toContainEqual({
    name: 'target',
    outcome: 'failed',
    detail: `it is about ${baseUrl}, not about ${baseUrl}/v2`,
  })
  const embedded = issued({ ...report, target: { ...report.target, embedded: true } }, evidence)
  const ours = verification(presented(embedded, { target: baseUrl }))
  expect(ours.steps).toContainEqual({
    name: 'target',
    outcome: 'failed',
    detail: `it is about the reference server that comes with the suite, not about ${baseUrl}`,
  })
})
