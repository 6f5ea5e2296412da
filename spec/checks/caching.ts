/** What a cache may store, and when a client may try again. */
import type { SealedResponse } from '../model.ts'
import { directives, header, headerValues, isHttpDate, serverDate, statusIn } from '../http.ts'
import { operationOf } from '../operations/index.ts'
import { isGrant, ofResponse, type Check, type Sight } from './lib/check.ts'

const noStore = ofResponse('token-no-store', isGrant, function* ({ headers }) {
  if (directives(headers, 'cache-control').has('no-store')) return
  yield {
    where: 'header cache-control',
    expected: 'no-store',
    actual: header(headers, 'cache-control') || 'absent',
  }
})

const notCacheable = ofResponse('token-not-cacheable', isGrant, function* ({ headers }) {
  const control = directives(headers, 'cache-control')
  if (['no-store', 'no-cache', 'private'].some((name) => control.has(name))) return
  const value = header(headers, 'cache-control') ?? ''
  // With no lifetime nothing is handed on unless the server is asked first: some hosts send it by default.
  if ((control.has('public') && !NO_LIFETIME.test(value)) || LIFETIME.test(value)) {
    yield { where: 'header cache-control', expected: 'nothing that allows it', actual: value }
    return
  }
  const expires = header(headers, 'expires')
  const ends = Date.parse(expires ?? '')
  const now = serverDate(headers)
  // Of two lifetimes in one response Cache-Control counts (RFC 9111 5.3).
  if (/max-?age/i.test(value) || expires === undefined || now === undefined || !(ends > now)) return
  yield { where: 'header expires', expected: 'not in the future', actual: expires }
})

/** A lifetime other than zero. */
const LIFETIME = /(?:^|[\s,])(?:s-maxage|max-age)\s{0,4}=\s{0,4}"?0{0,9}[1-9]/i

const SHARED_LIFETIME = /(?:^|[\s,])s-maxage\s{0,4}=\s{0,4}"?0{0,9}[1-9]/i

const NO_LIFETIME = /(?:^|[\s,])max-age\s{0,4}=\s{0,4}"?0{1,9}(?:$|[\s,"])/i

const retryAfter: Check = {
  verifies: 'retry-after-on-429',
  when: (sight) => limitedIn(sight).length > 0,
  *violations(sight) {
    if (limitedIn(sight).every(({ headers }) => header(headers, 'retry-after'))) return
    yield { where: 'header retry-after', expected: 'seconds or a date', actual: 'absent' }
  },
}

const retryAfterForm: Check = {
  verifies: 'retry-after-well-formed',
  when: (sight) => retryAftersIn(sight).length > 0,
  *violations(sight) {
    const wrong = retryAftersIn(sight).find((value) => !/^\d+$/.test(value) && !isHttpDate(value))
    if (wrong !== undefined)
      yield { where: 'header retry-after', expected: 'seconds or an HTTP date', actual: wrong }
  },
}

const retryAftersIn = ({ exchange: { response, limited = [] } }: Sight): string[] =>
  [...limited, ...(response ? [response] : [])].flatMap(({ headers }) =>
    headerValues(headers, 'retry-after'),
  )

const notShared = ofResponse(
  'data-not-shared-by-caches',
  ({ status, headers }, { step, exchange }) =>
    operationOf(step).auth === 'bearer' &&
    statusIn(status, ['2xx']) &&
    header(exchange.request.headers, 'authorization') !== undefined &&
    isShared(headers),
  function* ({ headers }) {
    const vary = headerValues(headers, 'vary').join(',')
    if (/(?:^|[\s,])(?:authorization|\*)(?:$|[\s,])/i.test(vary)) return
    yield {
      where: 'header cache-control',
      expected: 'nothing that allows it without Vary: Authorization',
      actual: header(headers, 'cache-control') ?? '',
    }
  },
)

/** RFC 9111 3.5: what lets a shared cache store the response to a request with Authorization, and use it again. */
function isShared(headers: SealedResponse['headers']): boolean {
  const control = directives(headers, 'cache-control')
  if (['no-store', 'no-cache', 'private'].some((name) => control.has(name))) return false
  const value = header(headers, 'cache-control') ?? ''
  return (control.has('public') && !NO_LIFETIME.test(value)) || SHARED_LIFETIME.test(value)
}

/** Responses with 429: those that were repeated later, and one that remained. */
const limitedIn = ({ exchange: { response, limited = [] } }: Sight): SealedResponse[] =>
  [...limited, ...(response ? [response] : [])].filter(({ status }) => status === 429)

export const caching: readonly Check[] = [
  noStore,
  notCacheable,
  notShared,
  retryAfter,
  retryAfterForm,
]
