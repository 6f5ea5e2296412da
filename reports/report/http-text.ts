/** An exchange as text, the way it crossed the wire, with marks where secrets were and dots where control characters. */
import { inert } from '../../spec/lib/sanitize.ts'
import type { Exchange, HeaderPair, SealedBody } from '../../spec/model.ts'

/** What a request has of its own, against the one that the contract describes. */
export interface Changed {
  /** Each change in words; none: it is that one. */
  readonly words: readonly string[]
  readonly requestLine: boolean
  /** Names of header fields, in lower case. */
  readonly headers: readonly string[]
  readonly body: boolean
}

const unchanged: Changed = { words: [], requestLine: false, headers: [], body: false }

/** Before a line that differs from the control request. */
const MARK = '>>> '

/** @param changed these lines are marked, and told in words before the request */
export function httpText(
  { request, response, failure, sentAt, durationMs }: Exchange,
  changed: Changed = unchanged,
): string {
  const marked = (line: string, of: boolean): string => (of ? `${MARK}${line}` : line)
  const asked = [
    marked(`${request.method} ${request.target} HTTP/1.1`, changed.requestLine),
    ...lines(request.headers).map(([name, line]) => marked(line, changed.headers.includes(name))),
    '',
    ...told(request.body).map((line) => marked(line, changed.body)),
  ]
  const answered = response
    ? [
        `HTTP/${response.httpVersion} ${response.status} ${inert(response.reason)}`,
        ...lines(response.headers).map(([, line]) => line),
        '',
        ...told(response.body),
      ]
    : [`no answer: ${failure?.kind}: ${inert(failure?.message ?? '')}`]
  const sent = `# sent ${new Date(sentAt).toISOString()}, answered after ${Math.round(durationMs)} ms`
  return [
    sent,
    ...changed.words.map((word) => inert(`${MARK}changed: ${word}`)),
    '',
    ...asked,
    '',
    ...answered,
    '',
  ].join('\n')
}

const lines = (headers: readonly HeaderPair[]): [name: string, line: string][] =>
  headers.map(([name, value]) => [name.toLowerCase(), inert(`${name}: ${value}`)])

function told(body: SealedBody | undefined): string[] {
  if (!body) return ['(no body)']
  return [
    ...body.text.split('\n').map(inert),
    ...(body.utf8 ? [] : ['(not UTF-8, shown byte by byte)']),
    ...(body.shortened ? [`(${body.bytes} bytes in all; the rest is not shown)`] : []),
  ]
}
