/** The rules of a drift in words, for whoever has to decide. */
export const breakingRules: readonly (readonly [what: string, breaks: string])[] = [
  ['operation', 'removed'],
  ['parameter, request body', 'added and required; required now'],
  ['media type, header of an answer', 'removed (a parameter such as `charset` is none of it)'],
  ['status', 'removed, if it is one of success'],
  ['credentials', 'a way to call is removed, or asks for something else'],
  ['member of a request', 'added and required; required now; removed where others are forbidden'],
  ['member of an answer', 'removed; no longer required'],
  ['type, enum, limits, pattern, format', 'narrower in a request, wider in an answer'],
]
