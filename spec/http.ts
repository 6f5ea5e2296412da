/** Total helpers on what crossed the wire. They answer for any input and never throw. */
import { duplicateNames } from './lib/json-tokens.ts'
import type { HeaderPair, Json, SealedBody, SealedResponse, StatusRange } from './model.ts'

/** All values of a header, in order; names compare case-insensitively (RFC 9110 5.1). */
export const headerValues = (headers: readonly HeaderPair[], name: string): string[] =>
  headers.filter(([each]) => each.toLowerCase() === name).map(([, value]) => value.trim())

/** Repeated header lines joined as RFC 9110 5.3 allows; `undefined` when absent. */
export function header(headers: readonly HeaderPair[], name: string): string | undefined {
  const values = headerValues(headers, name)
  return values.length > 0 ? values.join(', ') : undefined
}

/** `type/subtype` in lower case, without parameters. */
export const mediaType = (headers: readonly HeaderPair[]): string | undefined =>
  header(headers, 'content-type')?.split(';', 1)[0]?.trim().toLowerCase()

/** Directive names of a list header such as Cache-Control, in lower case. */
export const directives = (headers: readonly HeaderPair[], name: string): ReadonlySet<string> =>
  new Set(
    (header(headers, name) ?? '')
      .split(',')
      .map((part) => part.split('=', 1)[0]?.trim().toLowerCase() ?? '')
      .filter((each) => each !== ''),
  )

export type JsonText =
  { readonly value: Json; readonly duplicates: readonly string[] } | { readonly problem: string }

/** A dozen checks read the same body. */
const readings = new WeakMap<SealedBody, JsonText>()

/** Reads one JSON text strictly: UTF-8, no BOM, no extensions, duplicate member names listed. */
export function readJson(body: SealedBody): JsonText {
  const reading = readings.get(body) ?? readNow(body)
  readings.set(body, reading)
  return reading
}

function readNow(body: SealedBody): JsonText {
  if (!body.utf8) return { problem: 'the body is not valid UTF-8' }
  if (body.text === '') return { problem: 'the body is empty' }
  if (body.text.startsWith('\ufeff')) return { problem: 'the body starts with a byte order mark' }
  if (body.shortened) return { problem: 'the body is too large to be examined as a whole' }
  try {
    const value = JSON.parse(body.text) as Json
    return { value, duplicates: duplicateNames(body.text) }
  } catch {
    return { problem: 'the body is not one complete JSON text' }
  }
}

/** The body as a JSON object, or `undefined` if it is anything else. */
export function jsonObject(body: SealedBody): { readonly [name: string]: Json } | undefined {
  const text = readJson(body)
  return 'value' in text && isObject(text.value) ? text.value : undefined
}

export const isObject = (value: Json | undefined): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `number 12`, `string of 5 characters`, `null`: a value's shape, fit for any report. */
export function shape(value: Json | undefined): string {
  if (value === undefined) return 'absent'
  if (value === null) return 'null'
  if (Array.isArray(value)) return `array of ${value.length}`
  if (typeof value === 'string') return `string of ${value.length} characters`
  return typeof value === 'object' ? 'object' : `${typeof value} ${String(value)}`
}

export const statusIn = (status: number, ranges: readonly StatusRange[]): boolean =>
  ranges.some((statusRange) =>
    typeof statusRange === 'number'
      ? statusRange === status
      : Math.floor(status / 100) === Number(statusRange[0]),
  )

/** Said by what stands in front of a server (RFC 9110 15.6.3 to 15.6.5), and not by the server itself. */
export const isGatewayStatus = (status: number): boolean => status >= 502 && status <= 504

/** A page where an API answers in JSON. */
export const isPage = ({ body, headers }: Pick<SealedResponse, 'body' | 'headers'>): boolean =>
  // What a protected operation returned is not kept, but its type is.
  body.text === '' && body.shortened
    ? mediaType(headers) === 'text/html'
    : !jsonObject(body) && /^\s*</.test(body.text)

/** What something in front of a server may say in its place: a gateway's status, a redirect, success with a page. */
export const isOfSomebodyElse = (response: SealedResponse): boolean =>
  isGatewayStatus(response.status) ||
  statusIn(response.status, ['3xx']) ||
  (statusIn(response.status, ['2xx']) && isPage(response))

export const oneOf = (ranges: readonly StatusRange[]): string => ranges.join(' or ')
