/** Headers that differ from response to response and mean nothing: no comparison counts their values. */
import { masked } from '../report/volatile.ts'

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
