/** Who issued a certificate, and certificates of older suites. */
import { expect, test } from '@playwright/test'
import { enveloped } from '../../../reports/certificate/dsse.ts'
import { envelopeText, readEnvelope } from '../../../reports/certificate/envelope.ts'
import { payloadText, readStatement } from '../../../reports/certificate/read.ts'
import type { Report } from '../../../reports/report/report.ts'
import {
  issued,
  privateKey,
  reference,
  resultOf,
  verifyInput,
  without,
} from '../../support/certificates.ts'
import { NOON_S } from '../../support/exchange.ts'

const DAY = 86_400

test('an issuer is a note, because only the key proves who it was', async () => {
  const { report, evidence } = await reference()
  const issuer = 'Acme, release team'
  expect(resultOf(verifyInput(issued(report, evidence, { facts: { issuer } })))).toEqual([
    'verified',
    0,
    'issuer note: Acme, release team, as whoever ran the suite named themselves; only the key proves who it was',
  ])
})

test('an older certificate of the same form, with a date on a failure and without sentences, is verified as ever', async () => {
  const { report, evidence } = await reference()
  const [first] = report.requirements
  const failing: Report = {
    ...report,
    verdict: 'non-conformant',
    exit: { code: 1, owner: 'target', reason: `violated: ${first?.id}` },
    requirements: report.requirements.map((requirement) =>
      requirement === first ? { ...requirement, outcome: 'violated' } : requirement,
    ),
  }
  const folder = issued(failing, evidence)
  const statement = readStatement(readEnvelope(folder.certificate))
  const { formflow } = statement.predicate
  expect(formflow.expires).toBeUndefined()
  const older = {
    ...statement,
    predicate: {
      ...statement.predicate,
      formflow: {
        ...formflow,
        expires: new Date((NOON_S + 90 * DAY) * 1000).toISOString(),
        requirements: formflow.requirements.map((requirement) => {
          const { statement: _, ...rest } = requirement
          return rest
        }),
      },
    },
  }
  const certificate = Buffer.from(envelopeText(enveloped(payloadText(older), privateKey)))
  const input = without(verifyInput({ ...folder, certificate }), 'evidence')
  const [verdict, exit, ...open] = resultOf(input)
  expect([verdict, exit]).toEqual(['not certified', 1])
  expect(open.filter((line) => String(line).includes('failed'))).toEqual([
    expect.stringMatching(/^status failed: not certified: 1 MUST requirement is violated: /),
  ])
})
