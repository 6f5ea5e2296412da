/** Whether anything but a token opens the protected operation. */
import type { SealedResponse, Step, Violation } from '../model.ts'
import { header, mediaType, statusIn } from '../http.ts'
import { operationOf } from '../operations/index.ts'
import { ofResponse, whereProven, type Check, type Sight } from './lib/check.ts'

/** Bytes by which two responses with the same data may differ: a time, a number of a request. */
const SLACK = 8

/** A request without a token in its header that is answered as the same case saw an authorized one answered. */
const opensNothing = (verifies: string): Check =>
  whereProven({
    verifies,
    when: ({ exchange }) => exchange.response !== undefined,
    *violations(sight): Generator<Violation> {
      const { response } = sight.exchange
      if (response && isOpened(response, sight) && !isUnguarded(sight))
        yield {
          where: `response to ${sight.step.name}`,
          expected: 'a refusal',
          actual: `${described(response)}, as with a token`,
        }
    },
    open: nothingToCompare,
  })

/** The last response to a fresh token in this case. */
const authorized = ({ before }: Sight): Sight | undefined =>
  before.findLast(({ step }) => operationOf(step).auth === 'bearer' && step.present === 'fresh')

/** The case has shown before that the operation needs no token at all: that is what another requirement is about. */
const isUnguarded = ({ before }: Sight): boolean =>
  before.some((sight) => {
    const { step, exchange } = sight
    return isPlain(step) && exchange.response !== undefined && isOpened(exchange.response, sight)
  })

/** No token, and nothing in its place. */
const isPlain = ({ present, path, query, method, headers, operation, cookies }: Step): boolean =>
  present === 'none' &&
  method === operationOf({ operation }).method &&
  headers.length === 1 &&
  path === undefined &&
  query === undefined &&
  cookies === undefined

/** A page for every path has another media type or another size than the data. */
function isOpened(response: SealedResponse, sight: Sight): boolean {
  const opened = authorized(sight)?.exchange.response
  if (!opened || ![opened, response].every(({ status }) => statusIn(status, ['2xx']))) return false
  if (mediaType(opened.headers) !== mediaType(response.headers)) return false
  if (response.body.holdsData) return true
  const size = sizeOf(response, sight)
  const expected = opened.body.bytes
  if (size === undefined || expected === 0) return false
  return Math.abs(size - expected) <= Math.max(SLACK, expected / 50)
}

/** In bytes. The response to HEAD has no body and says how long it would be; `undefined` if it does not. */
function sizeOf({ body, headers }: SealedResponse, { step }: Sight): number | undefined {
  if (step.method !== 'HEAD') return body.bytes
  const length = header(headers, 'content-length')
  return length !== undefined && /^\d+$/.test(length) ? Number(length) : undefined
}

const described = ({ status, headers, body }: SealedResponse): string =>
  `${status}, ${mediaType(headers) ?? 'no media type'}, ${body.bytes} bytes`

/** A refusal proves nothing where a token opens nothing either. */
function nothingToCompare(sight: Sight): string | undefined {
  const opened = authorized(sight)
  const { response, failure } = opened?.exchange ?? {}
  if (opened && response && statusIn(response.status, ['2xx'])) return undefined
  const because = opened?.step.expect.open?.because
  return `a fresh token was answered ${response?.status ?? failure?.kind ?? 'nothing'}, so a refusal without one proves nothing${because ? `: ${because}` : ''}`
}

const preconditions: Check = {
  ...whereProven(
    ofResponse(
      'preconditions-open-nothing',
      () => true,
      function* ({ status }, { step }) {
        if (status === 304)
          yield { where: `status of ${step.name}`, expected: '401', actual: '304' }
      },
    ),
  ),
  open: nothingToCompare,
}

export const authorizationBypass: readonly Check[] = [
  opensNothing('guard-covers-every-spelling'),
  opensNothing('guard-covers-every-method'),
  opensNothing('trusted-headers-open-nothing'),
  opensNothing('cookies-open-nothing'),
  opensNothing('token-in-query-refused'),
  preconditions,
]
