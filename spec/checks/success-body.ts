/** The body of a success. */
import type { Json } from '../model.ts'
import { header, jsonObject, readJson, shape } from '../http.ts'
import { isGrant, ofResponse, type Check } from './lib/check.ts'

const YEAR_S = 365 * 24 * 3600

const bodyJson = ofResponse('success-body-json', isGrant, function* ({ body }) {
  const text = readJson(body)
  if ('problem' in text) yield { where: 'body', expected: 'one JSON text', actual: text.problem }
  else if (text.duplicates.length > 0)
    yield {
      where: 'body',
      expected: 'unique member names',
      actual: `${text.duplicates.join(', ')} twice`,
    }
})

/** Of a client that reads no coding. */
const bodyPlain = ofResponse(
  'success-body-json',
  (response, sight) =>
    isGrant(response, sight) &&
    header(sight.exchange.request.headers, 'accept-encoding') === 'identity',
  function* ({ headers }) {
    const coding = header(headers, 'content-encoding')?.toLowerCase() ?? 'identity'
    if (coding !== 'identity')
      yield {
        where: 'header content-encoding',
        expected: 'absent, for a request with Accept-Encoding: identity',
        actual: coding,
      }
  },
)

const schema = ofResponse(
  'success-schema',
  (response, sight) => isGrant(response, sight) && 'value' in readJson(response.body),
  ({ body }, { contract }) => {
    const text = readJson(body)
    return 'value' in text ? contract.responseProblems(text.value) : []
  },
)

const tokenType = ofResponse(
  'token-type-bearer',
  (response, sight) =>
    isGrant(response, sight) && typeof jsonObject(response.body)?.['token_type'] === 'string',
  function* ({ body }) {
    const type = jsonObject(body)?.['token_type']
    if (type !== 'Bearer')
      yield {
        where: 'body /token_type',
        expected: 'Bearer',
        actual: typeof type === 'string' ? `"${type.slice(0, 40)}"` : shape(type),
      }
  },
)

const expiresIn = ofResponse(
  'expires-in-positive',
  (response, sight) =>
    isGrant(response, sight) && typeof jsonObject(response.body)?.['expires_in'] === 'number',
  function* ({ body }) {
    const seconds = jsonObject(body)?.['expires_in']
    if (typeof seconds === 'number' && seconds > 0 && seconds <= YEAR_S) return
    yield {
      where: 'body /expires_in',
      expected: `more than 0, at most ${YEAR_S}`,
      actual: shape(seconds) + (isInMilliseconds(seconds) ? ', looks like milliseconds' : ''),
    }
  },
)

/** A thousandth of it would be a lifetime of at least a second. */
const isInMilliseconds = (value: Json | undefined): boolean =>
  typeof value === 'number' && value > YEAR_S && value <= YEAR_S * 1000

export const successBody: readonly Check[] = [bodyJson, bodyPlain, schema, tokenType, expiresIn]
