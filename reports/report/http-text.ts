/** An exchange as text, as it was on the wire, with marks for secrets and dots for control characters. */
import { inert, inertLines } from '../../spec/lib/sanitize.ts'
import type { Exchange, HeaderPair, SealedBody } from '../../spec/model.ts'

/** How a request differs from the control request. */
export interface RequestChanges {
  /** A text per change; none: the request is the control request. */
  readonly words: readonly string[]
  readonly requestLine: boolean
  /** Names of header fields, in lower case. */
  readonly headers: readonly string[]
  readonly body: boolean
}

const NO_CHANGES: RequestChanges = { words: [], requestLine: false, headers: [], body: false }

/** Before a line that differs from the control request. */
const MARK = '>>> '

/** @param changes their texts come first, and their lines are marked */
export function httpText(
  { request, response, failure, sentAt, durationMs }: Exchange,
  changes: RequestChanges = NO_CHANGES,
): string {
  const marked = (line: string, differs: boolean): string => (differs ? `${MARK}${line}` : line)
  const requestLines = [
    marked(`${request.method} ${request.target} HTTP/1.1`, changes.requestLine),
    ...headerLines(request.headers).map(([name, line]) =>
      marked(line, changes.headers.includes(name)),
    ),
    '',
    ...bodyLines(request.body).map((line) => marked(line, changes.body)),
  ]
  const responseLines = response
    ? [
        `HTTP/${response.httpVersion} ${response.status} ${inert(response.reason)}`,
        ...headerLines(response.headers).map(([, line]) => line),
        '',
        ...bodyLines(response.body),
      ]
    : [`no response: ${failure?.kind}: ${inert(failure?.message ?? '')}`]
  return [
    `# sent ${new Date(sentAt).toISOString()}, took ${Math.round(durationMs)} ms`,
    ...changes.words.map((word) => inert(`${MARK}changed: ${word}`)),
    '',
    ...requestLines,
    '',
    ...responseLines,
    '',
  ].join('\n')
}

const headerLines = (headers: readonly HeaderPair[]): [name: string, line: string][] =>
  headers.map(([name, value]) => [name.toLowerCase(), inert(`${name}: ${value}`)])

/** Characters of a body; evidence.ndjson has more of it. */
const SHOWN = 16_384

function bodyLines(body: SealedBody | undefined): string[] {
  if (!body) return ['(no body)']
  const shortened = body.shortened === true || body.text.length > SHOWN
  return [
    ...inertLines(body.text.slice(0, SHOWN)).split('\n'),
    ...(body.utf8 ? [] : ['(not UTF-8, shown byte by byte)']),
    ...(shortened ? [`(${body.bytes} bytes in total; the rest is not shown)`] : []),
  ]
}
