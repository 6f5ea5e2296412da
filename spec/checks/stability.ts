/** Whether an answer comes again, and whether it stays the same in company. */
import type { StatusRange } from '../model.ts'
import { statusIn } from '../http.ts'
import { ofResponse, whereProven, type Check, type Sight } from './check.ts'

/** What a repeated case reports on; a requirement like any other. */
export const STABLE = 'stable-answers'

/** The configured credentials, sent again after other requests: whatever kind of success it is, it is one. */
const controlAgain = whereProven(
  ofResponse(
    STABLE,
    () => true,
    function* ({ status }, { step }) {
      if (status === 429 || statusIn(status, ['2xx'])) return
      yield { where: `status of ${step.name}`, expected: '2xx, as before', actual: String(status) }
    },
  ),
)

/** Beside others a request is answered like the same one alone, whatever the right answer is; the control alone got a token. */
const likeAlone = whereProven(
  ofResponse(
    'parallel-requests-kept-apart',
    () => true,
    function* ({ status }, sight) {
      const kind = kindAlone(sight)
      if (status === 429 || kind === undefined || statusIn(status, [kind])) return
      yield {
        where: `status of ${sight.step.name}, sent beside others`,
        expected: `${kind}, as when it is sent alone`,
        actual: String(status),
      }
    },
  ),
)

/** @returns `undefined` when the same request alone got no answer, or met the limit */
function kindAlone({ step, before }: Sight): StatusRange | undefined {
  const alone = before.find((sight) => !sight.step.together && sight.step.body === step.body)
  const status = alone ? alone.exchange.response?.status : step.expect.status[0]
  return status === undefined || status === 429
    ? undefined
    : (`${String(status)[0]}xx` as StatusRange)
}

export const stability: readonly Check[] = [controlAgain, likeAlone]
