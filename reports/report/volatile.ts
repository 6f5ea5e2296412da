/** Values that differ from response to response and mean nothing: no comparison and no count of causes depends on them. */

type Forms = readonly (readonly [form: RegExp, mark: string])[]

const forms: Forms = [
  [/‹token \d+›/g, '‹token›'],
  [/\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/gi, '‹id›'],
  [/\b\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)?/g, '‹time›'],
  [/\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} [\d:]{8} GMT\b/g, '‹time›'],
  // Seconds, milliseconds or microseconds since 1970, of this generation.
  [/(?<![\w.])1[5-9]\d{8}(?:\d{3}){0,2}(?:\.\d+)?(?![\w.])/g, '‹time›'],
  [/\b(?=[\da-f]*\d)[\da-f]{16,}\b/gi, '‹id›'],
  [/(?<![\w+/=-])(?=[\w+/-]*\d)(?=[\w+/-]*[a-z])[\w+/-]{20,}={0,2}/gi, '‹id›'],
]

/** Within one run more is volatile: two runs may differ in a lifetime or a size, two requests of a run do not. */
const withinRun: Forms = [
  // Letters and digits mixed: a word has no digit, a number no letter.
  [/\b(?=[a-z_-]{0,64}\d)(?=[\d_-]{0,64}[a-z])[\w-]{12,64}\b/gi, '‹id›'],
  // A status has three digits, and the size of a body five at most: what is longer is a time or a counter.
  [/\b\d{6,20}\b/g, '‹number›'],
  // A clock moves between two requests.
  [/\b\d{1,12}(?:\.\d{1,9})? (ms|s)\b/g, '‹duration›'],
]

const replaced = (text: string, all: Forms): string =>
  all.reduce((result, [form, mark]) => result.replaceAll(form, mark), text)

/** Ids, times and tokens become marks, so that two texts with the same meaning are equal. */
export const masked = (text: string): string => replaced(text, forms)

/** The same with counters and durations: two violations of a run that are then equal have one cause. */
export const withoutVolatile = (text: string): string => replaced(masked(text), withinRun)
