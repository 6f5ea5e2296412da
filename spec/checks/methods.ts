/** Methods that no client of the API uses. */
import { header } from '../http.ts'
import { operationOf } from '../operations/index.ts'
import { ofResponse, showsToken, whereProven, type Check } from './check.ts'

const onlyPost = ofResponse(
  'only-post-issues-tokens',
  (_, { step }) => {
    const { issues, method } = operationOf(step)
    return issues !== undefined && step.method !== method
  },
  function* ({ seals, body }, { step }) {
    const sealed = seals.some(({ kind, usable }) => kind === 'token' && usable)
    if (sealed || showsToken(body))
      yield { where: `response to ${step.method}`, expected: 'no token', actual: 'a token' }
  },
)

const methodNotAllowed = whereProven(
  ofResponse(
    'other-methods-405',
    () => true,
    function* ({ status, headers }, { step }) {
      if (status === 501) return
      if (status !== 405)
        yield { where: `status of ${step.name}`, expected: '405', actual: String(status) }
      else if (!header(headers, 'allow'))
        yield { where: 'header allow', expected: 'the supported methods', actual: 'absent' }
    },
  ),
)

/** RFC 9110 9.3.8: the response to TRACE is the request, without the fields that are likely to be sensitive. */
const noTokenInTrace = whereProven(
  ofResponse(
    'no-token-in-trace',
    () => true,
    function* ({ seals }) {
      for (const { where } of seals.filter(({ kind, usable }) => kind === 'token' && usable))
        yield { where, expected: 'nothing of the token', actual: 'the token of the request' }
    },
  ),
)

export const methods: readonly Check[] = [onlyPost, methodNotAllowed, noTokenInTrace]
