/** Content-Type, and whether the body has that type. */
import { header, headerValues, mediaType, readJson, saysJson } from '../http.ts'
import type { HeaderPair, Violation } from '../model.ts'
import { cutLength } from './lib/cut-body.ts'
import { isGrant, ofResponse, type Check } from './lib/check.ts'

/** RFC 9110 5.3: a header that is no list stands once, for recipients take different ones of two. */
function* twoTypes(headers: readonly HeaderPair[]): Generator<Violation> {
  const lines = headerValues(headers, 'content-type')
  if (lines.length > 1)
    yield {
      where: 'header content-type',
      expected: 'one line',
      actual: `${lines.length} lines: ${lines.join(' and ')}`,
    }
}

const success = ofResponse('success-media-type', isGrant, function* ({ headers }) {
  yield* twoTypes(headers)
  if (mediaType(headers) === 'application/json') return
  yield {
    where: 'header content-type',
    expected: 'application/json',
    actual: header(headers, 'content-type') || 'absent',
  }
})

const error = ofResponse(
  'error-media-type-true',
  // Of a body that was shortened nobody can say whether it is one JSON text.
  ({ status, headers, body: { bytes, shortened } }, { step }) =>
    status >= 400 && step.method !== 'HEAD' && bytes > 0 && !shortened && saysJson(headers),
  function* ({ headers, body }) {
    yield* twoTypes(headers)
    const text = readJson(body)
    if ('problem' in text)
      yield {
        where: 'body',
        expected: 'JSON, as Content-Type says',
        actual: cutLength(headers, body) ?? text.problem,
      }
  },
)

export const mediaTypes: readonly Check[] = [success, error]
