/** What was seen in a case for clients -> findings. Pure: the same performance gives the same findings, live or from evidence. */
import { inert } from '../lib/sanitize.ts'
import type { Case, Finding, Performance, Violation } from '../model.ts'
import { provenBy } from '../proves.ts'
import type { ClientCheck } from './lib/check.ts'
import { answerChecks } from './checks/answers.ts'
import { lifetimeChecks } from './checks/lifetime.ts'
import { requestChecks } from './checks/requests.ts'
import { secrecyChecks } from './checks/secrecy.ts'
import type { ClientCase, ClientSight, Seen } from './lib/model.ts'

/** Subject -> its checks. */
const clientChecksBySubject: Readonly<Record<string, readonly ClientCheck[]>> = {
  requests: requestChecks,
  answers: answerChecks,
  lifetime: lifetimeChecks,
  secrecy: secrecyChecks,
}

const clientChecks: readonly ClientCheck[] = Object.values(clientChecksBySubject).flat()

export const isClientCase = (testCase: Case): testCase is ClientCase => testCase.side === 'client'

/** There is one finding for each requirement that a check applied to or that the case proves. */
export function examineClient(testCase: ClientCase, performance: Performance): Finding[] {
  const proven = provenBy(testCase)
  const { program, notPerformed } = performance
  if (notPerformed || !program)
    return proven.map((requirement) => ({
      requirement,
      case: testCase.id,
      outcome: 'inconclusive',
      violations: [],
      reason: notPerformed?.reason ?? 'nothing was recorded of the program',
    }))
  const sight = {
    case: testCase,
    program,
    requests: performance.exchanges.filter((exchange): exchange is Seen => 'arrival' in exchange),
  }
  return clientChecks.flatMap((check) => findingOf(check, sight, proven))
}

function findingOf(check: ClientCheck, sight: ClientSight, proven: readonly string[]): Finding[] {
  const requirement = check.verifies
  const base = { requirement, case: sight.case.id, violations: [] }
  if (!check.when(sight)) {
    if (!proven.includes(requirement)) return []
    return check.notAbout === undefined
      ? [{ ...base, outcome: 'inconclusive', reason: 'no request of the client is about it' }]
      : [{ ...base, outcome: 'inapplicable', reason: check.notAbout }]
  }
  const violations = [...check.violations(sight)].map(printable)
  if (violations.length > 0) return [{ ...base, outcome: 'violated', violations }]
  const reason = check.open?.(sight)
  return [
    reason === undefined
      ? { ...base, outcome: 'satisfied' }
      : { ...base, outcome: 'inconclusive', reason },
  ]
}

/** Text of a client may be long, or hold control characters; a report shows neither. */
const printable = ({ where, expected, actual, step }: Violation): Violation => ({
  where: inert(where.slice(0, 200)),
  expected: inert(expected.slice(0, 200)),
  actual: inert(actual.slice(0, 300)),
  ...(step === undefined ? {} : { step }),
})
