/** Whether the requests of evidence are those of its cases: composed again, and compared with what was recorded. */
import { isVariant, stepOf } from '../../fixtures/cases/controls.ts'
import { control } from '../../fixtures/cases/index.ts'
import { requestTarget } from '../../fixtures/gateway/request/target.ts'
import type { Case, Exchange, HeaderPair, Performance, SealedBody, Step } from '../../spec/model.ts'
import { CONTROL_AFTERWARDS } from '../../spec/verdict/control.ts'
import type { Report } from '../report/report.ts'
import type { Evidence, EvidenceHead } from './evidence.ts'

/** The secret of the client that a step logs in with, in a sealed text. */
const secretOf = ({ client }: Pick<Step, 'client'>): string =>
  client === 'second' ? '‹secondClientSecret›' : '‹clientSecret›'

/** Longer texts are cut before they are recorded. */
const LONGEST = 2048

/**
 * @param caseById `undefined` for a case that this suite does not have; its requests are not compared
 * @param connection of the certificate: with a User-Agent of its own the run sent no request in the name of another client
 * @returns one sentence for each request that its case would not have sent
 */
export function otherRequests(
  { head, performances }: Evidence,
  caseById: (id: string) => Case | undefined,
  connection: Report['connection'],
): string[] {
  const logins = loginsOfCases(performances.values())
  return [...performances].flatMap(([id, { exchanges, repeated = [] }]) => {
    const testCase = caseById(id)
    if (!testCase) return []
    return [...exchanges, ...repeated].flatMap((exchange) => {
      // The login of another case, and compared with that one.
      if (exchange.step === CONTROL_AFTERWARDS && logins.has(sameRequest(exchange))) return []
      const step =
        testCase.steps.find(({ name }) => name === exchange.step) ??
        // It is recorded with any case that may have stopped the server.
        (exchange.step === CONTROL_AFTERWARDS ? stepOf(control) : undefined)
      const differs = step
        ? differenceOf(fixedPartsOf(testCase, step, connection), exchange, head)
        : 'step'
      return differs === undefined
        ? []
        : [`${id}: the recorded request "${exchange.step}" has another ${differs} than the case`]
    })
  })
}

/** Requests of any step but a control after others: a login of one of them serves as that control too. */
const loginsOfCases = (performances: Iterable<Performance>): ReadonlySet<string> =>
  new Set(
    [...performances].flatMap(({ exchanges, repeated = [] }) =>
      [...exchanges, ...repeated].flatMap((exchange) =>
        exchange.step === CONTROL_AFTERWARDS ? [] : [sameRequest(exchange)],
      ),
    ),
  )

const sameRequest = ({ sentAt, durationMs, request, response }: Exchange): string =>
  JSON.stringify([sentAt, durationMs, request, response])

/** What is known of a request before a run. */
interface Fixed {
  readonly step: Step
  /** Absent: any value. */
  readonly body: boolean
  readonly headers: readonly HeaderPair[]
}

/** Logins that are written in another way may share a request, which then has the changes of all of them. */
function fixedPartsOf(testCase: Case, step: Step, connection: Report['connection']): Fixed {
  if (!isVariant(testCase) || step !== stepOf(testCase)) {
    const { userAgent } = step
    const isNamed = userAgent !== undefined && connection?.userAgent === undefined
    const named: readonly HeaderPair[] = isNamed ? [['user-agent', userAgent]] : []
    return { step, body: true, headers: [...step.headers, ...named] }
  }
  const usual = stepOf(control)
  const usualHeaders = new Map(usual.headers)
  return {
    step,
    body: step.body !== usual.body || step.encoding !== usual.encoding,
    headers: step.headers.filter(([name, value]) => usualHeaders.get(name) !== value),
  }
}

/** What of the request differs; values of secrets and tokens are unknown, so they are not compared. */
function differenceOf(
  { step, body, headers }: Fixed,
  { request, operation }: Exchange,
  { target }: EvidenceHead,
): string | undefined {
  if (operation !== step.operation) return 'operation'
  if (request.method !== step.method) return 'method'
  const { baseUrl, protectedPath } = target
  const path = requestTarget({ baseUrl: new URL(baseUrl), protectedPath }, step)
  if (request.target.split('?', 1)[0] !== path.split('?', 1)[0]) return 'path'
  const sent = new Map(request.headers.map(([name, value]) => [name.toLowerCase(), value]))
  // A User-Agent without a value is not sent.
  const isFixed = (value: string): boolean => value !== '' && !/\{\{|‹/.test(value)
  for (const [name, value] of headers)
    if (isFixed(value) && shownOf(name, sent.get(name.toLowerCase())) !== shownOf(name, value))
      return `header ${name}`
  return !body || isBodyOf(step, request.body) ? undefined : 'body'
}

/** What evidence shows of a header: of a cookie its name, for every value of one is sealed. */
const shownOf = (name: string, value: string | undefined): string | undefined =>
  name.toLowerCase() === 'cookie' ? value?.split('=', 1)[0] : value

function isBodyOf(step: Step, body: SealedBody | undefined): boolean {
  const { body: template, encoding } = step
  if (template === undefined || body === undefined) return template === undefined && !body
  // The text of UTF-16 is its bytes one by one. Neither in it, nor in these forms, nor beside another value does every reading
  // find where a secret begins and ends.
  if (encoding === 'utf-16le' || /\{\{(?:form|xml) |\}\}\{\{/.test(template)) return true
  if (body.text.length > LONGEST) return false
  const secret = secretOf(step)
  const pieces = piecesOf(template, body.utf8, secret)
  return body.shortened === true
    ? beginsWith(pieces, body.text)
    : matches(pieces, body.text, secret)
}

/** Placeholders for a wrong value. With letters in the other case the secret is recognised, and sealed, all the same. */
const NEVER_THE_SECRET = /^(lookalike|otherfirst|otherinside) clientSecret$/

/** What is known of a part of a body: its text; or that something stands there, and perhaps not the secret alone. */
type Piece = string | { readonly anything: true; readonly notSecret: boolean }

function piecesOf(template: string, utf8: boolean, secret: string): Piece[] {
  const pieces: Piece[] = []
  const add = (text: string): void => {
    const before = pieces.at(-1)
    if (typeof before === 'string') pieces[pieces.length - 1] = before + text
    else pieces.push(text)
  }
  for (const part of template.split(/(\{\{[^}]+\}\})/).filter((text) => text !== '')) {
    const [, placeholder] = /^\{\{(.+)\}\}$/.exec(part) ?? []
    if (placeholder === undefined) add(utf8 ? part : Buffer.from(part).toString('latin1'))
    else if (placeholder === 'clientSecret') add(secret)
    else pieces.push({ anything: true, notSecret: NEVER_THE_SECRET.test(placeholder) })
  }
  return pieces
}

/** From the left to the right, each known text at its first place: as long as the text at most. */
function matches(pieces: readonly Piece[], text: string, secret: string): boolean {
  let at = 0
  let free: Piece | undefined
  for (const [nth, piece] of pieces.entries()) {
    if (typeof piece !== 'string') {
      free = piece
      continue
    }
    const isLast = nth === pieces.length - 1
    const found =
      free === undefined ? at : isLast ? text.length - piece.length : text.indexOf(piece, at)
    if (found < at || !text.startsWith(piece, found)) return false
    if (isSecretAlone(free, text.slice(at, found), secret)) return false
    at = found + piece.length
    free = undefined
  }
  return free === undefined ? at === text.length : !isSecretAlone(free, text.slice(at), secret)
}

const isSecretAlone = (piece: Piece | undefined, text: string, secret: string): boolean =>
  typeof piece === 'object' && piece.notSecret && text === secret

/** Of a body that was cut, what stands before the first unknown part. */
function beginsWith([first]: readonly Piece[], text: string): boolean {
  if (typeof first !== 'string') return true
  return first.startsWith(text) || text.startsWith(first)
}
