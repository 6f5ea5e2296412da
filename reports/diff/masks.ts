/** Values that differ from response to response and mean nothing: no comparison counts them. */

const forms: readonly (readonly [form: RegExp, mark: string])[] = [
  [/‹token \d+›/g, '‹token›'],
  [/\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/gi, '‹id›'],
  [/\b\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)?/g, '‹time›'],
  [/\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} [\d:]{8} GMT\b/g, '‹time›'],
  // Seconds, milliseconds or microseconds since 1970, of this generation.
  [/(?<![\w.])1[5-9]\d{8}(?:\d{3}){0,2}(?:\.\d+)?(?![\w.])/g, '‹time›'],
  [/\b(?=[\da-f]*\d)[\da-f]{16,}\b/gi, '‹id›'],
  [/(?<![\w+/=-])(?=[\w+/-]*\d)(?=[\w+/-]*[a-z])[\w+/-]{20,}={0,2}/gi, '‹id›'],
]

/** Ids, times and tokens become marks, so that two texts with the same meaning are equal. */
export const masked = (text: string): string =>
  forms.reduce((result, [form, mark]) => result.replaceAll(form, mark), text)

/** They follow from the body, and from proxies on the way. */
const framing: ReadonlySet<string> = new Set(['content-length', 'transfer-encoding'])

/** Their presence is a fact; their value belongs to one response. */
const momentary: readonly RegExp[] = [
  /^(?:date|age|expires|last-modified|etag|retry-after|server-timing|via|nel|report-to)$/,
  /^(?:traceparent|tracestate|cf-ray|x-cache(?:-hits)?|x-served-by|x-timer|x-runtime)$/,
  /(?:^|-)(?:request|correlation|trace|span|transaction|operation|amz\w*)-?(?:id|id-2)$/,
  /(?:response|upstream|processing|service|execution)-?time/,
  /rate-?limit(?:-\w+)*-(?:remaining|reset|used)$/,
  /^ratelimit$/,
]

/** @param name in lower case */
export const isFraming = (name: string): boolean => framing.has(name)

/** The value of a header without ids and times; `present` when all of it belongs to one response. */
export function maskedHeader(name: string, values: readonly string[]): string {
  if (momentary.some((pattern) => pattern.test(name))) return 'present'
  if (name === 'set-cookie') return values.map(cookie).toSorted().join(', ')
  return masked(values.join(', '))
}

/** A cookie's value belongs to a session; its name and attributes to a release. */
function cookie(text: string): string {
  const [pair = '', ...attributes] = text.split(';')
  const [name = ''] = pair.split('=', 1)
  return [`${name}=…`, ...attributes.map((attribute) => masked(attribute.trim()))].join('; ')
}
