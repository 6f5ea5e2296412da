/** What may be stored on the way, and when to come back. */
import { directives, header } from '../wire.ts'
import { isGrant, ofResponse, type Check } from './check.ts'

const noStore = ofResponse('token-no-store', isGrant, function* ({ headers }) {
  if (directives(headers, 'cache-control').has('no-store')) return
  yield {
    where: 'header cache-control',
    expected: 'no-store',
    actual: header(headers, 'cache-control') || 'absent',
  }
})

const retryAfter = ofResponse(
  'retry-after-on-429',
  ({ status }) => status === 429,
  function* ({ headers }) {
    if (!header(headers, 'retry-after'))
      yield { where: 'header retry-after', expected: 'seconds or a date', actual: 'absent' }
  },
)

export const caching: readonly Check[] = [noStore, retryAfter]
