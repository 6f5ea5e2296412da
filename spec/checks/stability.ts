/** Whether an answer comes again, and whether it stays the same in company. */
import { STABLE } from '../confirm.ts'
import { statusIn } from '../wire.ts'
import { ofResponse, type Check, type Sight } from './check.ts'

/** The configured credentials, sent again after other requests: whatever kind of success it is, it is one. */
const controlAgain = ofResponse(
  STABLE,
  (_response, { step }) => step.proves.includes(STABLE),
  function* ({ status }, { step }) {
    if (status === 429 || statusIn(status, ['2xx'])) return
    yield { where: `status of ${step.name}`, expected: '2xx, as before', actual: String(status) }
  },
)

const PARALLEL = 'parallel-requests-kept-apart'

/** Beside others a request is answered like the same one alone, whatever the right answer is; the control alone got a token. */
const likeAlone = ofResponse(
  PARALLEL,
  (_response, { step }) => step.proves.includes(PARALLEL),
  function* ({ status }, sight) {
    const alone = statusAlone(sight)
    if (status === 429 || alone === 429 || alone === undefined) return
    const kind = `${String(alone)[0]}xx` as '2xx'
    if (statusIn(status, [kind])) return
    yield {
      where: `status of ${sight.step.name}, sent beside others`,
      expected: `${kind}, as when it is sent alone`,
      actual: String(status),
    }
  },
)

/** @returns `undefined` when the same request alone got no answer */
function statusAlone({ step, before }: Sight): number | undefined {
  const alone = before.find((each) => !each.step.together && each.step.body === step.body)
  return alone ? alone.exchange.response?.status : 200
}

export const stability: readonly Check[] = [controlAgain, likeAlone]
