/** Values that differ from request to request although the cause is the same. */

/** Pattern -> what stands in its place, the longest form first. */
const VOLATILE: readonly (readonly [pattern: RegExp, mark: string])[] = [
  [/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?/g, '<time>'],
  [/\b[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT/g, '<time>'],
  [/\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/gi, '<id>'],
  [/‹(\D{1,40}) \d{1,6}›/g, '‹$1›'],
  // Letters and digits mixed: a word has no digit, a number no letter.
  [/\b(?=[a-z_-]{0,64}\d)(?=[\d_-]{0,64}[a-z])[\w-]{12,64}\b/gi, '<id>'],
  // A status has three digits, and a limit of a body five at most: what is longer is a time or a counter.
  [/\b\d{6,20}\b/g, '<number>'],
  // A clock moves between two requests.
  [/\b\d{1,12}(?:\.\d{1,9})? (ms|s)\b/g, '<duration>'],
]

/** The text without them: two texts that are then equal are the same difference. */
export const withoutVolatile = (text: string): string =>
  VOLATILE.reduce((rest, [pattern, mark]) => rest.replaceAll(pattern, mark), text)
