/** Whether a request gets the same response again, and beside other requests. */
import type { StatusRange } from '../model.ts'
import { statusIn } from '../http.ts'
import { ofResponse, whereProven, type Check, type Sight } from './check.ts'

/** The requirement that a repeated case is about. */
export const STABLE = 'stable-answers'

/** The configured credentials, sent again after other requests: any success is right. */
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

/** Beside others a request gets the same kind of response as alone, right or wrong; the control alone got a token. */
const likeAlone = whereProven(
  ofResponse(
    'parallel-requests-kept-apart',
    () => true,
    function* ({ status }, sight) {
      const kind = kindAlone(sight)
      if (status === 429 || kind === undefined || statusIn(status, [kind])) return
      yield {
        where: `status of ${sight.step.name}, sent beside other requests`,
        expected: `${kind}, as when it is sent alone`,
        actual: String(status),
      }
    },
  ),
)

/** @returns `undefined` when the same request alone got no response, or a 429 */
function kindAlone({ step, before }: Sight): StatusRange | undefined {
  const alone = before.find((sight) => !sight.step.together && sight.step.body === step.body)
  const status = alone ? alone.exchange.response?.status : step.expect.status[0]
  return status === undefined || status === 429
    ? undefined
    : (`${String(status)[0]}xx` as StatusRange)
}

export const stability: readonly Check[] = [controlAgain, likeAlone]
