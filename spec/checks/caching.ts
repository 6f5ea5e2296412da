/** What a cache may store, and when a client may try again. */
import type { SealedResponse } from '../model.ts'
import { directives, header } from '../http.ts'
import { isGrant, ofResponse, type Check, type Sight } from './check.ts'

const noStore = ofResponse('token-no-store', isGrant, function* ({ headers }) {
  if (directives(headers, 'cache-control').has('no-store')) return
  yield {
    where: 'header cache-control',
    expected: 'no-store',
    actual: header(headers, 'cache-control') || 'absent',
  }
})

const retryAfter: Check = {
  verifies: 'retry-after-on-429',
  when: (sight) => limitedIn(sight).length > 0,
  *violations(sight) {
    if (limitedIn(sight).every(({ headers }) => header(headers, 'retry-after'))) return
    yield { where: 'header retry-after', expected: 'seconds or a date', actual: 'absent' }
  },
}

/** Responses with 429: those that were repeated later, and one that remained. */
const limitedIn = ({ exchange: { response, limited = [] } }: Sight): SealedResponse[] =>
  [...limited, ...(response ? [response] : [])].filter(({ status }) => status === 429)

export const caching: readonly Check[] = [noStore, retryAfter]
