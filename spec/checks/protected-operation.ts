/** A fresh token is accepted, wherever it is presented. */
import { operationOf } from '../operations/index.ts'
import { serverTime, type Check, type Sight } from './lib/check.ts'
import { asExpected } from './status.ts'

const FRESH = 'fresh-token-accepted'

/** The step is there for another requirement, or as the set-up of one: still nothing excuses a 401. */
const inAnyStep: Check = {
  verifies: FRESH,
  when: (sight) =>
    sight.step.present === 'fresh' &&
    sight.step.proves.length === 0 &&
    operationOf(sight.step).auth === 'bearer' &&
    isAnswer(sight.exchange.response?.status) &&
    !hasEnded(sight),
  *violations({ step, exchange }) {
    if (exchange.response?.status === 401)
      yield { where: `status of ${step.name}`, expected: '2xx', actual: '401' }
  },
}

/** It accepts the token or refuses it; anything else is about the operation or the client. */
const isAnswer = (status = 0): boolean => status === 401 || (status >= 200 && status < 300)

/** By the server's clock the token had expired when it arrived: it waited too long for its turn. */
function hasEnded(sight: Sight): boolean {
  const { request, secrets } = sight.exchange
  const presented = secrets.find(({ mark }) =>
    request.headers.some(([, value]) => value.includes(mark)),
  )
  const exp = presented?.jwt?.claims?.['exp']
  return typeof exp === 'number' && exp <= (serverTime(sight) ?? sight.exchange.sentAt / 1000)
}

export const protectedOperation: readonly Check[] = [asExpected(FRESH), inAnyStep]
