/** `exchanges.har`: the sealed exchanges of a run as an HTTP Archive 1.2, for browsers, proxies and API clients. */
import { headerValues } from '../../spec/http.ts'
import { inertJson } from '../../spec/lib/sanitize.ts'
import type {
  Exchange,
  HeaderPair,
  SealedBody,
  SealedRequest,
  SealedResponse,
} from '../../spec/model.ts'
import type { Performances } from '../report/material.ts'
import type { Report } from '../report/report.ts'

/** What HAR writes for a size that is not known. */
const UNKNOWN = -1

export function harText(
  { suite, cases, target }: Report,
  _reasonsAgainst?: readonly string[],
  performances: Performances = new Map(),
): string {
  const pages = cases.flatMap(({ id, title }) => {
    const { exchanges = [], repeated = [] } = performances.get(id) ?? {}
    const [first] = exchanges
    return first ? [{ id, title, first, exchanges: [...exchanges, ...repeated] }] : []
  })
  const { origin } = new URL(target.baseUrl)
  const har = {
    log: {
      version: '1.2',
      creator: { name: suite.name, version: suite.version, comment: 'secrets are masked' },
      // A case is a page: viewers group its requests.
      pages: pages.map(({ id, title, first }) => ({
        startedDateTime: time(first),
        id,
        title,
        pageTimings: {},
      })),
      entries: pages
        .flatMap(({ id, exchanges }) => exchanges.map((exchange) => ({ id, exchange })))
        .toSorted((a, b) => a.exchange.sentAt - b.exchange.sentAt)
        .map(({ id, exchange }) => entry(id, exchange, origin)),
    },
  }
  return `${inertJson(har)}\n`
}

const time = ({ sentAt }: Exchange): string => new Date(sentAt).toISOString()

function entry(pageref: string, exchange: Exchange, origin: string) {
  const { step, durationMs, request, response, failure } = exchange
  const duration = Math.round(durationMs)
  return {
    pageref,
    startedDateTime: time(exchange),
    time: duration,
    request: requestOf(request, origin),
    response: response ? responseOf(response) : noResponse(failure?.kind ?? 'no response'),
    cache: {},
    // Only the whole was measured.
    timings: { send: 0, wait: duration, receive: 0 },
    comment: failure ? `${step}: ${failure.message}` : step,
  }
}

function requestOf({ method, target, headers, body }: SealedRequest, origin: string) {
  // A target that is no path would make another host of the origin.
  const url = origin + (target.startsWith('/') ? target : `/${target}`)
  return {
    method,
    url,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: headersOf(headers),
    queryString: queryOf(target),
    ...(body ? { postData: { mimeType: typeOf(headers), ...textOf(body) } } : {}),
    headersSize: UNKNOWN,
    bodySize: body?.bytes ?? 0,
  }
}

function responseOf({ status, reason, httpVersion, headers, body }: SealedResponse) {
  const [location = ''] = headerValues(headers, 'location')
  return {
    status,
    statusText: reason,
    httpVersion: `HTTP/${httpVersion}`,
    cookies: [],
    headers: headersOf(headers),
    content: { size: body.bytes, mimeType: typeOf(headers), ...textOf(body) },
    redirectURL: location,
    headersSize: UNKNOWN,
    bodySize: UNKNOWN,
  }
}

/** HAR has no other place for a request without a response: browsers write the status 0. */
const noResponse = (kind: string) => ({
  status: 0,
  statusText: kind,
  httpVersion: '',
  cookies: [],
  headers: [],
  content: { size: 0, mimeType: '' },
  redirectURL: '',
  headersSize: UNKNOWN,
  bodySize: UNKNOWN,
})

const textOf = ({ text, bytes, utf8, shortened }: SealedBody) => ({
  text,
  ...(shortened ? { comment: `${bytes} bytes in total; the rest was not recorded` } : {}),
  ...(utf8 ? {} : { comment: 'not UTF-8, shown byte by byte' }),
})

const headersOf = (headers: readonly HeaderPair[]) =>
  headers.map(([name, value]) => ({ name, value }))

const typeOf = (headers: readonly HeaderPair[]): string =>
  headerValues(headers, 'content-type')[0] ?? ''

const queryOf = (target: string) => {
  const [, query = ''] = target.split('?', 2)
  return [...new URLSearchParams(query)].map(([name, value]) => ({ name, value }))
}
