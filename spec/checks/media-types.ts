/** Content-Type, and whether the body has that type. */
import { header, mediaType, readJson } from '../http.ts'
import { isGrant, ofResponse, type Check } from './check.ts'

const success = ofResponse('success-media-type', isGrant, function* ({ headers }) {
  if (mediaType(headers) === 'application/json') return
  yield {
    where: 'header content-type',
    expected: 'application/json',
    actual: header(headers, 'content-type') || 'absent',
  }
})

const saysJson = (type: string | undefined): boolean =>
  type !== undefined && /^application\/([\w.-]+\+)?json$/.test(type)

const error = ofResponse(
  'error-media-type-true',
  // Of a body that was shortened nobody can say whether it is one JSON text.
  ({ status, headers, body: { bytes, shortened } }, { step }) =>
    status >= 400 &&
    step.method !== 'HEAD' &&
    bytes > 0 &&
    !shortened &&
    saysJson(mediaType(headers)),
  function* ({ body }) {
    const text = readJson(body)
    if ('problem' in text)
      yield { where: 'body', expected: 'JSON, as Content-Type says', actual: text.problem }
  },
)

export const mediaTypes: readonly Check[] = [success, error]
