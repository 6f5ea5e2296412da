/** Whether there is a response, and a complete one. */
import type { FailureKind, SealedResponse, Step, Violation } from '../model.ts'
import { header, isHttpDate, statusIn } from '../http.ts'
import { ofResponse, whereProven, type Check, type Sight } from './lib/check.ts'
import { cutLength } from './lib/cut-body.ts'

/** Failures of the connection itself: they may be the network's, not the server's. */
const environmental: ReadonlySet<FailureKind> = new Set([
  'dns',
  'refused',
  'unreachable',
  'proxy',
  'tls',
  'client-certificate',
])

const reached = ({ exchange }: Sight): boolean =>
  !exchange.failure || !environmental.has(exchange.failure.kind)

const noHang: Check = {
  verifies: 'no-hang',
  when: reached,
  *violations({ step, exchange: { failure } }): Generator<Violation> {
    if (failure?.kind !== 'timeout') return
    yield {
      where: `response to ${step.name}`,
      expected: 'within the deadline',
      actual: failure.message,
    }
  },
}

const noBrokenAnswer: Check = {
  verifies: 'no-broken-answer',
  when: (sight) => reached(sight) && sight.exchange.failure?.kind !== 'timeout',
  *violations({ step, exchange: { failure, response } }): Generator<Violation> {
    const cut =
      response && response.status >= 400 ? cutLength(response.headers, response.body) : undefined
    if (cut !== undefined)
      yield { where: `body of the response to ${step.name}`, expected: 'complete', actual: cut }
    if (!failure || (failure.kind === 'reset' && step.expect.tolerateReset !== undefined)) return
    yield {
      where: `response to ${step.name}`,
      expected: 'a complete HTTP response',
      actual: `${failure.kind}: ${failure.message}`,
    }
  },
  remark: ({ step, exchange }) =>
    exchange.failure?.kind === 'reset' ? step.expect.tolerateReset : undefined,
}

/** Clients read the server's clock there, and caches the age of a response. */
const dateWellFormed: Check = ofResponse(
  'no-broken-answer',
  ({ headers }) => header(headers, 'date') !== undefined,
  function* ({ headers }) {
    const date = header(headers, 'date') ?? ''
    if (!isHttpDate(date))
      yield { where: 'header date', expected: 'Sun, 06 Nov 1994 08:49:37 GMT', actual: date }
  },
)

/** One request, one answer (RFC 9112 9.2): what comes behind it is read as the answer to the next request. */
const nothingBehind: Check = {
  verifies: 'no-broken-answer',
  when: ({ exchange }) => exchange.response !== undefined,
  *violations({ step, exchange: { extra, response } }): Generator<Violation> {
    if (!extra || isHarmless(step, response)) return
    const { bytes, status } = extra
    const what = status === undefined ? '' : `, which begin a second response (${status})`
    yield {
      where: `connection after the answer to ${step.name}`,
      expected: 'nothing behind the complete answer',
      actual: `${bytes} further bytes${what}`,
    }
  },
}

/** Content of a response to HEAD (RFC 9110 9.3.2), behind which the server closes: nothing is read as another response. */
const isHarmless = ({ method }: Step, response: SealedResponse | undefined): boolean =>
  method === 'HEAD' && header(response?.headers ?? [], 'connection')?.toLowerCase() === 'close'

/** Whoever speaks HTTP/1.0 knows neither chunks nor answers of 1xx (RFC 9112 6.1, RFC 9110 15.2). */
const readableByOld: Check = {
  verifies: 'no-broken-answer',
  when: ({ step, exchange }) => step.http === '1.0' && exchange.response !== undefined,
  *violations({ step, exchange: { response, interim = [] } }): Generator<Violation> {
    const coding = header(response?.headers ?? [], 'transfer-encoding')
    if (coding !== undefined)
      yield {
        where: `header transfer-encoding of the answer to ${step.name}`,
        expected: 'absent, for a request of HTTP/1.0',
        actual: coding,
      }
    for (const { status } of interim)
      yield {
        where: `answer to ${step.name}`,
        expected: 'no answer of 1xx to a request of HTTP/1.0',
        actual: String(status),
      }
  },
}

/**
 * RFC 9110 10.1.1: the server answers at once, or says 100. Some that everybody uses read on in silence until the client has
 * waited long enough, so it costs a second and breaks nothing. A server of HTTP/1.0 does not know it.
 */
const expectationAnswered: Check = whereProven({
  verifies: 'expectation-answered',
  when: ({ exchange: { response } }) =>
    response !== undefined && statusIn(response.status, ['2xx']) && response.httpVersion !== '1.0',
  *violations({ step, exchange: { interim = [] } }): Generator<Violation> {
    if (interim.some(({ status }) => status === 100)) return
    yield {
      where: `answer to ${step.name}`,
      expected: '100 (Continue) before the body is sent, or an answer at once',
      actual: 'neither, until the body came unasked',
    }
  },
})

export const transport: readonly Check[] = [
  noHang,
  noBrokenAnswer,
  dateWellFormed,
  nothingBehind,
  readableByOld,
  expectationAnswered,
]
