/** The status of responses. */
import type { Expectation, Requirement, Violation } from '../model.ts'
import { oneOf, statusIn } from '../http.ts'
import { requirements } from '../requirements/index.ts'
import { ofResponse, whereProven, type Check, type Sight } from './check.ts'

/** Requirements of the form: such a request is answered with such a status. */
const provenByStatus = requirements.filter(({ check }) => check === 'status')

const asExpected = ({ id }: Requirement): Check =>
  whereProven({
    verifies: id,
    when: ({ exchange }) => exchange.response !== undefined,
    violations: (sight) => [...unexpectedStatus(sight)],
    open: (sight) => openStatus(sight) ?? failedSetUp(sight),
    remark: toleratedStatus,
  })

function* unexpectedStatus(sight: Sight): Generator<Violation> {
  const { step, exchange } = sight
  const { status, tolerate, open } = step.expect
  const actual = exchange.response?.status ?? 0
  if (statusIn(actual, [...status, ...(tolerate?.status ?? []), ...(open?.status ?? [])])) return
  // A rate limit says nothing about the request that it stopped.
  if (actual === 429) return
  // After a failed set-up any refusal may have the same cause; only a success is a violation.
  if (failedSetUp(sight) !== undefined && !statusIn(actual, ['2xx'])) return
  yield { where: `status of ${step.name}`, expected: oneOf(status), actual: String(actual) }
}

function openStatus({ step, exchange }: Sight): string | undefined {
  const { open, status } = step.expect
  const actual = exchange.response?.status ?? 0
  if (open && statusIn(actual, open.status))
    return `${step.name} was answered ${actual}: ${becauseOf(open, actual)}`
  return actual === 429 && !statusIn(429, status)
    ? `${step.name} was stopped by the rate limit (429)`
    : undefined
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
    ({ step: { expect }, exchange: { response } }) =>
      statusIn(200, expect.status) && !(response && statusIn(response.status, expect.status)),
  )
  if (!failed) return undefined
  const { response, failure } = failed.exchange
  const answer = response?.status ?? failure?.kind ?? 'nothing'
  const { open } = failed.step.expect
  const because = open && becauseOf(open, answer)
  return `${failed.step.name} was answered ${answer}, so a refusal proves nothing${because ? `: ${because}` : ''}`
}

function toleratedStatus({ step, exchange }: Sight): string | undefined {
  const { tolerate } = step.expect
  const actual = exchange.response?.status ?? 0
  return tolerate && statusIn(actual, tolerate.status)
    ? `${actual}: ${tolerate.because}`
    : undefined
}

const noServerError = ofResponse(
  'no-server-error',
  () => true,
  function* ({ status }, { step }) {
    // RFC 9110 has 501 for a method that the server does not know.
    if (status < 500 || (status === 501 && step.method !== 'POST')) return
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
  ...provenByStatus.map(asExpected),
  noServerError,
  declaredStatus,
]
