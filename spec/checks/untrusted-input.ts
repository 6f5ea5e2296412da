/** What a server must not believe, repeat or evaluate: members of the query, an origin, the name of a host, tags, expressions. */
import { FOREIGN_HOST } from '../lib/foreign-host.ts'
import { header, headerValues, mediaType, statusIn } from '../http.ts'
import { operationOf } from '../operations/index.ts'
import type { Exchange, HeaderPair, StatusRange, Violation } from '../model.ts'
import { isGrant, ofResponse, tokenOf, whereProven, type Check, type Sight } from './lib/check.ts'

const queryIgnored = whereProven(
  ofResponse(
    'no-credentials-in-query',
    () => true,
    function* ({ status }, sight) {
      const plain = withoutQuery(sight)
      if (!statusIn(status, readsTheQuery(sight)) || status === plain) return
      yield {
        where: `status of ${sight.step.name}`,
        expected: `${plain ?? sight.step.expect.status.join(' or ')}, as without the query`,
        actual: String(status),
      }
    },
  ),
)

/** With wrong credentials in the query: statuses of a server that compares them, or takes them for right ones. */
const readsTheQuery = ({ step }: Sight): readonly StatusRange[] =>
  statusIn(200, step.expect.status) ? [401] : [401, '2xx']

/** The status of the same request without a query, if the case sent it before. */
const withoutQuery = ({ step: { method, body }, before }: Sight): number | undefined =>
  before.findLast(
    ({ step }) => step.query === undefined && step.method === method && step.body === body,
  )?.exchange.response?.status

const crossOrigin = ofResponse(
  'cross-origin-not-trusted',
  (_, { exchange }) => header(exchange.request.headers, 'origin') !== undefined,
  function* ({ headers }, { exchange }) {
    const origin = header(exchange.request.headers, 'origin') ?? ''
    const withCredentials = header(headers, 'access-control-allow-credentials')
    if (withCredentials?.toLowerCase() !== 'true') return
    if (headerValues(headers, 'access-control-allow-origin').includes(origin))
      yield {
        where: 'header access-control-allow-origin',
        expected: 'no unknown origin beside access-control-allow-credentials: true',
        actual: origin,
      }
  },
)

/** A server may also refuse such a request. The name of the server with another port may stand in a link, and in no token. */
const hostNotTrusted = whereProven(
  ofResponse(
    'host-not-trusted',
    () => true,
    function* (response, sight): Generator<Violation> {
      const isData = operationOf(sight.step).auth === 'bearer' && statusIn(response.status, ['2xx'])
      if (!isGrant(response, sight) && !isData) return
      const port = foreignPort(sight)
      const { header: tokenHeader = {}, claims = {} } = tokenOf(sight)?.jwt ?? {}
      for (const [name, value] of Object.entries({ ...tokenHeader, ...claims })) {
        const text = JSON.stringify(value)
        if (text.includes(FOREIGN_HOST)) yield named(`token claim ${name}`, FOREIGN_HOST)
        if (port && new RegExp(`${port}(?!\\d)`).test(text))
          yield named(`token claim ${name}`, port)
      }
      for (const [name, value] of response.headers)
        if (value.includes(FOREIGN_HOST)) yield named(`header ${name}`, FOREIGN_HOST)
      if (response.body.text.includes(FOREIGN_HOST) || response.body.dataNamesForeignHost)
        yield named('body', FOREIGN_HOST)
    },
  ),
)

/** With the colon before it; only a request with a host of nobody has the header in its step. */
const foreignPort = ({ exchange }: Sight): string | undefined =>
  /:\d+$/.exec(header(exchange.request.headers, 'host') ?? '')?.[0]

const named = (where: string, actual: string): Violation => ({
  where,
  expected: 'no host that only the request names',
  actual,
})

const TAG = /<[a-z][^<>]*>/gi

/** Only what a browser shows as a page: in JSON or plain text a tag is a text like any other. */
const noMarkupEcho: Check = ofResponse(
  'no-markup-echo',
  ({ headers }, { exchange }) => isHtml(headers) && tagsIn(exchange).length > 0,
  function* ({ body }, { exchange }) {
    for (const tag of tagsIn(exchange))
      if (body.text.includes(tag))
        yield {
          where: 'body',
          expected: 'the tag of the request in escapes, or not at all',
          actual: tag,
        }
  },
)

const isHtml = (headers: readonly HeaderPair[]): boolean =>
  /^(?:text\/html|application\/xhtml\+xml)$/.test(mediaType(headers) ?? '')

const tagsIn = ({ request }: Exchange): readonly string[] => request.body?.text.match(TAG) ?? []

const inputNotEvaluated: Check = ofResponse(
  'input-not-evaluated',
  (_, { exchange }) => resultsOf(exchange).length > 0,
  function* ({ headers, body }, { exchange }) {
    const places = [
      ['body', body.text],
      ...headers.map(([name, value]) => [`header ${name}`, value]),
    ]
    for (const result of resultsOf(exchange))
      for (const [where = '', text = ''] of places)
        if (new RegExp(`(?<!\\d)${result}(?!\\d)`).test(text))
          yield { where, expected: 'no result of an expression of the request', actual: result }
  },
)

/** Large enough that nothing else has the result by chance. */
const PRODUCT = /(?<!\d)(\d{4})\*(\d{4})(?!\d)/g

const resultsOf = ({ request }: Exchange): readonly string[] => [
  ...new Set(
    [...(request.body?.text ?? '').matchAll(PRODUCT)].map(([, one, other]) =>
      String(Number(one) * Number(other)),
    ),
  ),
]

export const untrustedInput: readonly Check[] = [
  queryIgnored,
  crossOrigin,
  hostNotTrusted,
  noMarkupEcho,
  inputNotEvaluated,
]
