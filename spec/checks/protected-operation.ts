/** A fresh token is accepted, wherever it is presented, and gets the JSON that the response promises. */
import { saysJson, statusIn } from '../http.ts'
import { operationOf, PROTECTED_PATH } from '../operations/index.ts'
import { hasEnded, ofResponse, type Check, type Sight } from './lib/check.ts'
import { asExpected } from './status.ts'

const FRESH = 'fresh-token-accepted'

/** The step is there for another requirement, or as the set-up of one: still nothing excuses a 401. */
const inAnyStep: Check = {
  verifies: FRESH,
  when: (sight) =>
    presentsFresh(sight) && isAnswer(sight.exchange.response?.status) && !hasEnded(sight),
  *violations({ step, exchange }) {
    if (exchange.response?.status === 401)
      yield { where: `status of ${step.name}`, expected: '2xx', actual: '401' }
  },
}

/**
 * The token of the second client is there for another requirement, and still a fresh one. At a path that the user names may be
 * the data of the first client, and some servers answer 401 there.
 */
function presentsFresh({ step, exchange: { request } }: Sight): boolean {
  const { present, proves } = step
  const isFresh =
    (present === 'fresh' && proves.length === 0) ||
    (present === 'of-second-client' && request.target.endsWith(PROTECTED_PATH))
  return isFresh && operationOf(step).auth === 'bearer'
}

/** It accepts the token or refuses it; anything else is about the operation or the client. */
const isAnswer = (status = 0): boolean => status === 401 || (status >= 200 && status < 300)

/** A valid token was refused with 401 although each part of what was tried with it is accepted alone. */
const inWhole: Check = {
  verifies: FRESH,
  when: (sight) => wholeOf(sight) !== undefined,
  *violations(sight) {
    const whole = wholeOf(sight)
    if (whole?.exchange.response?.status === 401)
      yield {
        where: `status of ${whole.step.name}`,
        expected: '2xx, as for each part of it alone',
        actual: '401',
      }
  },
}

/** The step that all parts up to this one, which is the last of them, isolate: they were accepted, and it was not. */
function wholeOf({ case: { steps }, step, exchange, before }: Sight): Sight | undefined {
  const { isolates } = step
  if (isolates === undefined || step.present === 'none') return undefined
  const parts = steps.filter((part) => part.isolates === isolates)
  const isAccepted = (status = 0): boolean => statusIn(status, ['2xx'])
  const whole = before.find((sight) => sight.step.name === isolates)
  const accepted = before.filter(
    (sight) => sight.step.isolates === isolates && isAccepted(sight.exchange.response?.status),
  )
  const isLast = parts.at(-1)?.name === step.name && accepted.length === parts.length - 1
  const isWhole = whole !== undefined && statusIn(200, whole.step.expect.status)
  return isLast && isWhole && isAccepted(exchange.response?.status) ? whole : undefined
}

const bodyJson = ofResponse(
  'protected-body-json',
  ({ status, headers, body: { bytes } }, { step }) =>
    step.method === 'GET' &&
    operationOf(step).record === 'refusals' &&
    statusIn(status, ['2xx']) &&
    bytes > 0 &&
    saysJson(headers),
  function* ({ body: { notJson } }) {
    if (notJson !== undefined)
      yield { where: 'body', expected: 'one JSON text, as Content-Type says', actual: notJson }
  },
)

export const protectedOperation: readonly Check[] = [
  asExpected(FRESH),
  inAnyStep,
  inWhole,
  bodyJson,
]
