/** The status of responses. */
import type { Expectation, Violation } from '../model.ts'
import { isGatewayStatus, oneOf, statusIn } from '../http.ts'
import { operationOf } from '../operations/index.ts'
import { isExpected, isIsolated } from '../lib/isolation.ts'
import { requirements } from '../requirements/index.ts'
import { hasEnded, ofResponse, whereProven, type Check, type Sight } from './lib/check.ts'

/** Requirements of the form: such a request is answered with such a status. */
const provenByStatus = requirements.filter(({ check }) => check === 'status')

/** @param id of a requirement that the status of the step that proves it decides */
export const asExpected = (id: string): Check =>
  whereProven({
    verifies: id,
    when: ({ exchange }) => exchange.response !== undefined,
    violations: (sight) => [...unexpectedStatus(sight)],
    open: (sight) => openStatus(sight) ?? failedSetUp(sight),
    remark: toleratedStatus,
  })

function* unexpectedStatus(sight: Sight): Generator<Violation> {
  const { step, exchange } = sight
  const { status } = step.expect
  const actual = exchange.response?.status ?? 0
  if (exchange.response?.body.holdsData && !statusIn(200, status) && !statusIn(actual, ['2xx']))
    yield {
      where: `body of the response to ${step.name}`,
      expected: `${oneOf(status)} and nothing of the protected data`,
      actual: `${actual}, and then the protected data`,
    }
  if (isExpected(step, { status: actual })) return
  if (reasonElsewhere(sight) !== undefined) return
  // After a failed set-up any refusal may have the same cause; only a success is a violation.
  if (failedSetUp(sight) !== undefined && !statusIn(actual, ['2xx'])) return
  yield { where: `status of ${step.name}`, expected: oneOf(status), actual: String(actual) }
}

function openStatus(sight: Sight): string | undefined {
  const { step, exchange } = sight
  const { open, status } = step.expect
  const actual = exchange.response?.status ?? 0
  if (open && statusIn(actual, open.status))
    return `${step.name} was answered ${actual}: ${becauseOf(open, actual)}`
  if (statusIn(actual, status)) return undefined
  return reasonElsewhere(sight)
}

/** Why the status says nothing about the request: its reason is the token, the client, or what stands before the API. */
function reasonElsewhere(sight: Sight): string | undefined {
  const { step, exchange } = sight
  const status = exchange.response?.status ?? 0
  if (status === 401 && statusIn(200, step.expect.status) && hasEnded(sight))
    return `the token of ${step.name} ended before it was presented`
  if (status === 429) return `${step.name} was stopped by the rate limit (429)`
  // A case with a login of this client is about the rule.
  if (status === 403 && step.userAgent !== undefined)
    return `${step.name} was answered 403, perhaps because of its User-Agent (${step.userAgent})`
  return isGatewayStatus(status) ? `${step.name} was stopped by a gateway (${status})` : undefined
}

const becauseOf = (
  { because, becauseByStatus }: NonNullable<Expectation['open']>,
  answer: number | string,
): string => becauseByStatus?.[answer] ?? because

/** A refusal proves nothing if a step before it that has to succeed failed. */
function failedSetUp({ step, before }: Sight): string | undefined {
  // For a second success only the same operation counts.
  const again = before.filter((sight) => sight.step.operation === step.operation)
  const failed = (statusIn(200, step.expect.status) ? again : before).find(
    ({ case: testCase, step: { expect }, step: setUp, exchange: { response } }) =>
      statusIn(200, expect.status) &&
      // With another success than the one of the contract it did what the next step needs.
      !(
        response &&
        statusIn(response.status, [...expect.status, ...(expect.tolerate?.status ?? []), '2xx'])
      ) &&
      !isIsolated(testCase, setUp, response),
  )
  if (!failed) return undefined
  const { response, failure } = failed.exchange
  const answer = response?.status ?? failure?.kind ?? 'nothing'
  const { open } = failed.step.expect
  const because =
    response && open && statusIn(response.status, open.status) ? becauseOf(open, answer) : ''
  return `${failed.step.name} was answered ${answer}, so a refusal proves nothing${because ? `: ${because}` : ''}`
}

function toleratedStatus({ step, exchange }: Sight): string | undefined {
  const { status, tolerate } = step.expect
  const actual = exchange.response?.status ?? 0
  return tolerate && statusIn(actual, tolerate.status) && !statusIn(actual, status)
    ? `${actual}: ${tolerate.because}`
    : undefined
}

const noServerError = ofResponse(
  'no-server-error',
  () => true,
  function* ({ status }, { step }) {
    // RFC 9110 has 501 for a method that the server does not know, and 505 for a version that it does not support.
    if (status < 500 || (status === 501 && step.method !== operationOf(step).method)) return
    if (status === 505 && step.http !== undefined) return
    yield { where: `status of ${step.name}`, expected: 'below 500', actual: String(status) }
  },
)

const declaredStatus = ofResponse(
  'declared-status',
  ({ status }, { step }) => step.declared && status < 500 && status !== 429,
  function* ({ status }, { step, contract }) {
    if (contract.statuses.includes(status)) return
    yield {
      where: `status of ${step.name}`,
      expected: oneOf(contract.statuses),
      actual: String(status),
    }
  },
)

export const status: readonly Check[] = [
  ...provenByStatus.map(({ id }) => asExpected(id)),
  noServerError,
  declaredStatus,
]
