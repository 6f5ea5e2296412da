/** Certificates with a valid signature and a content that this suite would not write. */
import { expect, test } from '@playwright/test'
import { enveloped } from '../../../reports/certificate/dsse.ts'
import { envelopeText, readEnvelope } from '../../../reports/certificate/envelope.ts'
import { payloadText, readStatement } from '../../../reports/certificate/read.ts'
import type { Statement } from '../../../reports/certificate/statement.ts'
import { verification } from '../../../reports/certificate/verify.ts'
import { sha256 } from '../../../spec/lib/digest.ts'
import {
  certified,
  issued,
  privateKey,
  reference,
  resultOf,
  verifyInput,
} from '../../support/certificates.ts'
import { forgedEvidence, forgeries } from '../../support/certificate-attacks.ts'
import { golden } from '../../support/golden.ts'

/** Changed before it was signed with the right key. */
async function forged(change: (statement: Statement) => Statement): Promise<unknown[]> {
  const folder = await certified()
  const statement = change(readStatement(readEnvelope(folder.certificate)))
  const certificate = Buffer.from(envelopeText(enveloped(payloadText(statement), privateKey)))
  return resultOf(verifyInput({ ...folder, certificate }))
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
  ['its dates', changed({ expires: '2026-04-15T12:00:00.001Z' })],
  [
    'its dates',
    (s) =>
      changed({ run: { ...s.predicate.formflow.run, startedAt: '2026-01-15T12:00:00.001Z' } })(s),
  ],
  ['its conditions', changed({ conditions: ['all is well'] })],
  ['its conditions', changed({ overrides: [{ name: 'FORMFLOW_MAX_TIME_S', value: '90' }] })],
  [
    'its digests',
    (s) => changed({ contract: { ...s.predicate.formflow.contract, sha256: 'd'.repeat(64) } })(s),
  ],
  ['its digests', (s) => ({ ...s, subject: [...s.subject, ...s.subject] })],
  ['its result', (s) => ({ ...s, predicate: { ...s.predicate, result: 'FAILED' } })],
  [
    'the list of passed requirements',
    (s) => ({ ...s, predicate: { ...s.predicate, passedTests: [] } }),
  ],
  [
    'the list of failed requirements',
    (s) => ({ ...s, predicate: { ...s.predicate, failedTests: ['a'] } }),
  ],
]

for (const [at, [what, change]] of contradicting.entries())
  test(`a statement that contradicts itself in ${what} is refused (${at + 1})`, async () => {
    const [verdict, exit, open] = await forged(change)
    expect([verdict, exit]).toEqual(['refused', 1])
    expect(open).toMatch(/^contents failed: contradictory: /)
    expect(open).toContain(what)
  })

test('a signed text that is not a statement is refused with one line', async () => {
  const folder = verifyInput(await certified())
  const form = (payload: string): string | undefined => {
    const certificate = Buffer.from(envelopeText(enveloped(payload, privateKey)))
    return verification({ ...folder, certificate }).steps.at(-1)?.detail
  }
  expect(form('hello')).toBe('its payload is not JSON')
  expect(form('{}')).toMatch(/^its payload is not a statement of this suite: .*required/)
  expect(form('null')).toMatch(/^its payload is not a statement of this suite: .*object/)
})

test('a payload has one text: members in another order, twice, or with white space are refused', async () => {
  const folder = await certified()
  const payload = Buffer.from(readEnvelope(folder.certificate).payload, 'base64').toString()
  for (const other of [
    payload.replace('{', '{ '),
    payload.replace('{', '{"predicateType":"other",'),
    payload.replace('"strict":false', '"strict":false,"strict":false'),
    JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(payload) as object).toReversed())),
  ]) {
    const certificate = Buffer.from(envelopeText(enveloped(other, privateKey)))
    const { verdict, steps } = verification(verifyInput({ ...folder, certificate }))
    expect([verdict, steps.at(-1)?.detail]).toEqual([
      'refused',
      'its payload is not written as a run writes it',
    ])
  }
})

const DEEP = 100_000

test('documents that nest without an end are refused in one line', () => {
  const deep = '['.repeat(DEEP)
  const text = envelopeText(enveloped(`{"a":${deep}`, privateKey))
  for (const [certificate, message] of [
    [deep, 'it nests too deep'],
    [text, 'its payload nests too deep'],
  ] as const) {
    const { exit, steps } = verification({
      ...verifyInput(issued(golden('conformant'), '')),
      certificate: Buffer.from(certificate),
    })
    expect([exit, steps.at(-1)?.detail]).toEqual([1, message])
  }
})

for (const forgery of forgeries)
  test(`evidence ${forgery.what} is refused, although the certificate has its digest`, async () => {
    const [verdict, , ...open] = await forgedEvidence(forgery)
    expect(verdict).toBe('refused')
    expect(open).toContainEqual(expect.stringContaining(forgery.reason))
  })

test('a report that states otherwise than its certificate is refused, although it has its digest', async () => {
  const { report, evidence } = await reference()
  const folder = issued(report, evidence)
  const other = JSON.stringify({ ...report, profile: 'exhaustive', verdict: 'undetermined' })
  const statement = readStatement(readEnvelope(folder.certificate))
  const subject = statement.subject.map((file) =>
    file.name === 'report.json' ? { ...file, digest: { sha256: sha256(other) } } : file,
  )
  const certificate = Buffer.from(
    envelopeText(enveloped(payloadText({ ...statement, subject }), privateKey)),
  )
  const input = verifyInput({ ...folder, certificate, report: Buffer.from(other) })
  expect(resultOf(input)).toEqual([
    'refused',
    1,
    'report failed: states otherwise than the certificate: profile, verdict',
  ])
})

test('another page beside the certificate is refused, one that is not there is not checked', async () => {
  const folder = verifyInput(await certified())
  expect(resultOf({ ...folder, fileNamed: () => Buffer.from('<h1>Certified</h1>') })).toEqual([
    'refused',
    1,
    'other files failed: not of this certificate: certificate.html',
  ])
  expect(resultOf({ ...folder, fileNamed: () => undefined })).toEqual([
    'verified',
    0,
    'other files not checked: not there: certificate.html',
  ])
})
