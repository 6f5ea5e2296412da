/** Readers of requests and responses. They accept any input and never throw. */
import { duplicateNames } from './json-tokens.ts'
import type {
  Exchange,
  HeaderPair,
  Json,
  SealedBody,
  SealedResponse,
  StatusRange,
} from './model.ts'

/**
 * All values of a header, in order. Header names are case-insensitive (RFC 9110 5.1).
 * @param name in lower case
 */
export const headerValues = (headers: readonly HeaderPair[], name: string): string[] =>
  headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value.trim())

/** The value of a header; repeated lines are joined as RFC 9110 5.3 allows. `undefined` when absent. */
export function header(headers: readonly HeaderPair[], name: string): string | undefined {
  const values = headerValues(headers, name)
  return values.length > 0 ? values.join(', ') : undefined
}

/** `type/subtype` in lower case, without parameters. */
/** A Content-Type of the response is JSON, or a type in JSON. */
export const saysJson = (headers: readonly HeaderPair[]): boolean =>
  headerValues(headers, 'content-type').some((value) =>
    /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(value),
  )

export const mediaType = (headers: readonly HeaderPair[]): string | undefined =>
  header(headers, 'content-type')?.split(';', 1)[0]?.trim().toLowerCase()

/** Directive names of a list header such as Cache-Control, in lower case. */
export const directives = (headers: readonly HeaderPair[], name: string): ReadonlySet<string> =>
  new Set(
    (header(headers, name) ?? '')
      .split(',')
      .map((part) => part.split('=', 1)[0]?.trim().toLowerCase() ?? '')
      .filter((directive) => directive !== ''),
  )

/**
 * The server's clock when it answered, in epoch milliseconds. The local clock is never used: it may be wrong, and must
 * not accuse a server.
 * @param iat of a token that this answer issued: it replaces a missing or unreadable Date header
 */
export function serverDate(headers: readonly HeaderPair[], iat?: unknown): number | undefined {
  const date = Date.parse(header(headers, 'date') ?? '')
  if (!Number.isNaN(date)) return date
  return typeof iat === 'number' ? iat * 1000 : undefined
}

/** RFC 9110 5.6.7: the one form in which a date is sent. */
export const isHttpDate = (text: string): boolean =>
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/.test(
    text,
  )

/** Seconds that the server's clock is ahead of the client's in the middle of an exchange; `undefined` without a date. */
export function clockAheadS({
  response,
  sentAt,
  durationMs,
}: Pick<Exchange, 'response' | 'sentAt' | 'durationMs'>): number | undefined {
  const server = serverDate(response?.headers ?? [])
  return server === undefined ? undefined : Math.round((server - sentAt - durationMs / 2) / 1000)
}

export type JsonText =
  { readonly value: Json; readonly duplicates: readonly string[] } | { readonly problem: string }

/** A dozen checks read the same body, so it is parsed once. */
const readings = new WeakMap<SealedBody, JsonText>()

/** Reads one JSON text strictly: UTF-8, no byte order mark, no extensions; duplicate member names are listed. */
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

/** The text is one JSON text (RFC 8259). */
export const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** The body as a JSON object, or `undefined` if it is anything else. */
export function jsonObject(body: SealedBody): { readonly [name: string]: Json } | undefined {
  const text = readJson(body)
  return 'value' in text && isObject(text.value) ? text.value : undefined
}

export const isObject = (value: Json | undefined): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `number 12`, `string of 5 characters`, `null`: what a value is, without the text of a string. */
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

/** A gateway or proxy sent it, not the server itself (RFC 9110 15.6.3 to 15.6.5). */
export const isGatewayStatus = (status: number): boolean => status >= 502 && status <= 504

/** An HTML or XML page, where the API sends JSON. */
export const isPage = ({ body, headers }: Pick<SealedResponse, 'body' | 'headers'>): boolean =>
  // The body of a protected operation's success is not recorded, its media type is.
  body.text === '' && body.shortened
    ? mediaType(headers) === 'text/html'
    : !jsonObject(body) && /^\s*</.test(body.text) && !endsWithGrant(body.text)

/** A grant behind other text, such as a notice of PHP in HTML: nothing in front of the API sends that. */
function endsWithGrant(text: string): boolean {
  try {
    const value = JSON.parse(text.slice(text.lastIndexOf('{'))) as Json
    return isObject(value) && 'token' in value && 'token_type' in value
  } catch {
    return false
  }
}

/** Perhaps from a proxy or a gateway: one of their status codes, a redirect, or a success with a page. */
export const isFromIntermediary = (response: SealedResponse): boolean =>
  response.intermediary !== undefined ||
  isGatewayStatus(response.status) ||
  statusIn(response.status, ['3xx']) ||
  (statusIn(response.status, ['2xx']) && isPage(response))

export const oneOf = (ranges: readonly StatusRange[]): string => ranges.join(' or ')
