/** What the report says of a violation besides expected and observed: the answer, the token, and how to send it again. */
import { expect, test } from '@playwright/test'
import { casesIn } from '../../../fixtures/cases/index.ts'
import { certifyInMemory } from '../../../fixtures/run/in-memory.ts'
import { faults } from '../../../fixtures/server/faults/index.ts'
import { consoleText } from '../../../reports/formats/console.ts'
import { junitText } from '../../../reports/formats/junit.ts'
import { markdownText } from '../../../reports/formats/markdown.ts'
import { buildReport } from '../../../reports/report/build.ts'
import { causesOf } from '../../../reports/report/causes.ts'
import type { Report, ReportedViolation } from '../../../reports/report/report.ts'
import { withoutVolatile } from '../../../reports/report/volatile.ts'
import { materialOf } from '../../support/evidence.ts'
import { present } from '../../support/exchange.ts'
import { proving, reportOf, violated, wanted } from '../../support/reports.ts'

/** The report of a run with a fault, of some cases. */
async function reportWith(fault: string, ...ids: readonly string[]): Promise<Report> {
  const planned = casesIn('certify').filter(({ id }) => ids.includes(id))
  const variation = present(faults.find(({ id }) => id === fault))
  const certified = await certifyInMemory(variation, { planned })
  return buildReport({ ...materialOf(certified), planned })
}

const violationOf = ({ cases }: Report, id: string): ReportedViolation =>
  present(
    cases.flatMap(({ violations }) => violations).find(({ requirement }) => requirement === id),
  )

test('the lines send the requests of the violation again, not the first one of the case', async () => {
  const report = await reportWith('refusal-names-wrong-value', 'invalid-credentials/told-apart')
  const ofSecret = report.cases
    .flatMap(({ violations }) => violations)
    .find(({ step, requirement }) => step === 'wrong secret' && requirement === 'uniform-refusal')
  const { reproduce = '', against, answer } = present(ofSecret)
  expect(against).toBe('unknown client')
  const [first, second] = reproduce.split('\n')
  expect(first).toContain('"${FORMFLOW_CLIENT_ID%?}~"')
  expect(first).toContain('"$FORMFLOW_CLIENT_SECRET"')
  expect(second).toContain('"$FORMFLOW_CLIENT_ID"')
  expect(second).toContain('"${FORMFLOW_CLIENT_SECRET%??}~')
  expect(answer).toMatch(/^\d{3} application\/json \{/)
})

test('the answer and the decoded token stand beside a violation, without a secret', async () => {
  const report = await reportWith('expiry-not-checked', 'expired-tokens/expired')
  const { answer, token, step } = violationOf(report, 'expired-token-refused')
  expect(step).toBe('expired token')
  expect(answer).toMatch(/^200 application\/json \(\d+ bytes, not recorded\)$/)
  expect(token).toMatch(/^header \{"alg":"RS256",.*\}, claims \{.*"exp":\d+.*\}$/)
  for (const text of [consoleText(report), markdownText(report), junitText(report)]) {
    expect(text).toContain('200 application/json (')
    expect(text).toContain('"alg":"RS256"')
  }
})

test('values that move from request to request do not make many causes of one', () => {
  const actual = [
    'request 0a1b2c3d4e5f-7 at 2026-01-15T12:00:00.123Z took 12 ms',
    'request 9f8e7d6c5b4a-1 at 2026-01-15T12:00:07Z took 9 ms',
  ]
  const report = reportOf({
    requirements: [wanted('one')],
    cases: actual.map((text, at) => [proving(`a/${at}`, 'one'), [violated('one', text)]]),
  })
  const [cause, ...others] = present(causesOf(report).get('one'))
  expect(others).toEqual([])
  expect(cause?.cases).toHaveLength(2)
  expect(cause?.difference).toContain('0a1b2c3d4e5f-7')
})

for (const [first, second] of [
  ['400', '401'],
  ['text/html', 'text/plain'],
  ['12 of its 32 characters', '30 of its 32 characters'],
  ['nothing of ‹clientSecret›', 'nothing of ‹proxyPassword›'],
  ['expires_in', 'token_type'],
  ['not-authenticated', 'not-authorized-yet'],
] as const)
  test(`${first} and ${second} are two differences`, () => {
    expect(withoutVolatile(first)).not.toBe(withoutVolatile(second))
  })

for (const [first, second] of [
  ['‹token 1›', '‹token 12›'],
  ['123e4567-e89b-12d3-a456-426614174000', '9c5b94b1-35ad-49bb-b118-8e8fc24abf80'],
  ['3599 s after the response', '3600 s after the response'],
  ['exp 1795767849', 'exp 1795767850'],
  ['Thu, 15 Jan 2026 12:00:00 GMT', 'Thu, 15 Jan 2026 12:00:01 GMT'],
] as const)
  test(`${first} and ${second} are the same difference`, () => {
    expect(withoutVolatile(first)).toBe(withoutVolatile(second))
  })
