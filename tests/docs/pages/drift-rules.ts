/** Which changes of a document are breaking, for readers of docs/diff.md. */
export const breakingRules: readonly (readonly [what: string, breaks: string])[] = [
  ['operation', 'removed'],
  ['parameter, request body', 'added and required; required now'],
  [
    'media type, response header',
    'removed (a media type parameter such as `charset` does not count)',
  ],
  ['status', 'removed, if it is a success status'],
  ['credentials', 'a way to authenticate is removed, or needs something else'],
  ['request member', 'added and required; required now; removed where other members are forbidden'],
  ['response member', 'removed; no longer required'],
  ['type, enum, limits, pattern, format', 'narrower in a request, wider in a response'],
]
