/** Methods that no client of the API uses. */
import { header } from '../http.ts'
import { operationOf } from '../operations/index.ts'
import { grantedPlaces, isToken, nameIn, presentedIn } from './lib/seen-tokens.ts'
import { ofResponse, showsToken, whereProven, type Check } from './lib/check.ts'

const onlyPost: Check = {
  ...ofResponse(
    'only-post-issues-tokens',
    (_, { step }) => {
      const { issues, method } = operationOf(step)
      return issues !== undefined && step.method !== method
    },
    function* (response, sight) {
      if (grantedPlaces(response, sight).length > 0 || showsToken(response.body))
        yield { where: `response to ${sight.step.method}`, expected: 'no token', actual: 'a token' }
    },
  ),
  ofAnySender: true,
}

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
    function* (response, sight) {
      const presented = presentedIn(sight)
      for (const { where, mark } of response.seals.filter(isToken))
        if (presented.has(nameIn(mark)))
          yield { where, expected: 'nothing of the token', actual: 'the token of the request' }
    },
  ),
)

export const methods: readonly Check[] = [onlyPost, methodNotAllowed, noTokenInTrace]
