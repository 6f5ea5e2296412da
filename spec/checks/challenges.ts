/** The WWW-Authenticate challenge of a 401. */
import { header } from '../http.ts'
import { ofResponse, type Check } from './lib/check.ts'

const challenge = ofResponse(
  'challenge-on-401',
  ({ status }) => status === 401,
  function* ({ headers }) {
    if (!header(headers, 'www-authenticate'))
      yield { where: 'header www-authenticate', expected: 'a challenge', actual: 'absent' }
  },
)

export const challenges: readonly Check[] = [challenge]
