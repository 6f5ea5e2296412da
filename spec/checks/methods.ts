/** Methods other than POST on the token path. */
import { header } from '../http.ts'
import { operationOf } from '../operations/index.ts'
import { grantedPlaces } from './seen-tokens.ts'
import { ofResponse, showsToken, whereProven, type Check } from './check.ts'

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

export const methods: readonly Check[] = [onlyPost, methodNotAllowed]
