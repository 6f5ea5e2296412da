/** Certificates with a valid signature and a content that this suite would not write. */
import { expect, test } from '@playwright/test'
import { enveloped } from '../../../reports/certificate/dsse.ts'
import { envelopeText, readEnvelope } from '../../../reports/certificate/envelope.ts'
import { readStatement } from '../../../reports/certificate/read.ts'
import type { Statement } from '../../../reports/certificate/statement.ts'
import { verification } from '../../../reports/certificate/verify.ts'
import { certified, privateKey, resultOf, verifyInput } from '../../support/certificates.ts'

/** Changed before it was signed with the right key. */
async function forged(change: (statement: Statement) => Statement): Promise<unknown[]> {
  const folder = await certified()
  const statement = change(readStatement(readEnvelope(folder.certificate)))
  const certificate = Buffer.from(envelopeText(enveloped(JSON.stringify(statement), privateKey)))
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
