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
  if (isForbidden(headers)) return
  const value = header(headers, 'cache-control') ?? ''
  if (isAllowed(headers, LIFETIME)) {
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

const isForbidden = (headers: SealedResponse['headers']): boolean => {
  const control = directives(headers, 'cache-control')
  return ['no-store', 'no-cache', 'private'].some((name) => control.has(name))
}

/** With no lifetime nothing is handed on unless the server is asked first: some hosts send it by default. */
const isAllowed = (headers: SealedResponse['headers'], lifetime: RegExp): boolean => {
  const value = header(headers, 'cache-control') ?? ''
  const isPublic = directives(headers, 'cache-control').has('public')
  return (isPublic && !NO_LIFETIME.test(value)) || lifetime.test(value)
}

/** A lifetime other than zero. */
const lifetimeOf = (names: string): RegExp =>
  new RegExp(`(?:^|[\\s,])(?:${names})\\s{0,4}=\\s{0,4}"?0{0,9}[1-9]`, 'i')

const LIFETIME = lifetimeOf('s-maxage|max-age')
const SHARED_LIFETIME = lifetimeOf('s-maxage')

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

const retryAftersIn = (sight: Sight): string[] =>
  responsesIn(sight).flatMap(({ headers }) => headerValues(headers, 'retry-after'))

const notShared = ofResponse(
  'data-not-shared-by-caches',
  ({ status, headers }, { step, exchange }) =>
    operationOf(step).auth === 'bearer' &&
    statusIn(status, ['2xx']) &&
    header(exchange.request.headers, 'authorization') !== undefined &&
    // RFC 9111 3.5: what lets a shared cache use the response to a request with Authorization again.
    !isForbidden(headers) &&
    isAllowed(headers, SHARED_LIFETIME),
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

/** The response, and those of a rate limit before it. */
const responsesIn = ({ exchange: { response, limited = [] } }: Sight): SealedResponse[] => [
  ...limited,
  ...(response ? [response] : []),
]

const limitedIn = (sight: Sight): SealedResponse[] =>
  responsesIn(sight).filter(({ status }) => status === 429)

export const caching: readonly Check[] = [
  noStore,
  notCacheable,
  notShared,
  retryAfter,
  retryAfterForm,
]
