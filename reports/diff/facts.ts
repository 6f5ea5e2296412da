/** What is compared of a response: by subject, names and values that do not change from response to response. */
import type { Exchange } from '../../spec/model.ts'
import { headerValues } from '../../spec/http.ts'
import { operationOf } from '../../spec/operations/index.ts'
import { bodyFacts } from './body-facts.ts'
import { isFraming, maskedHeader } from './masks.ts'
import type { FactValues, Subject } from './model.ts'
import { tokenFacts } from './token-facts.ts'

export interface FactReader {
  readonly subject: Subject
  /** `undefined`: this response has no facts of the subject. */
  readonly read: (exchange: Exchange) => FactValues | undefined
}

const statusOf = ({ response, failure }: Exchange): string =>
  response ? String(response.status) : `no answer (${failure?.kind ?? 'unknown'})`

const titleOf = ({ operation }: Exchange): string => operationOf({ operation }).title

/** Headers that come and go with a status, which is a fact by itself. */
const statusHeaders: ReadonlySet<string> = new Set([
  'www-authenticate',
  'location',
  'allow',
  'accept-post',
  'retry-after',
])

function headerFacts({ response }: Exchange): FactValues | undefined {
  if (!response) return undefined
  const names = new Set(response.headers.map(([name]) => name.toLowerCase()))
  return new Map(
    [...names]
      .filter((name) => !isFraming(name))
      .map((name) => [name, maskedHeader(name, headerValues(response.headers, name))]),
  )
}

const statusClass = ({ response }: Exchange): number => Math.floor((response?.status ?? 0) / 100)

export const factReaders: readonly FactReader[] = [
  {
    subject: 'status',
    read: (exchange) => new Map([[titleOf(exchange), statusOf(exchange)]]),
  },
  {
    subject: 'protocol',
    read: ({ response }) => response && new Map([['HTTP version', response.httpVersion]]),
  },
  { subject: 'header', read: headerFacts },
  {
    subject: 'refusal body',
    read: (exchange) => (statusClass(exchange) >= 4 ? bodyFacts(exchange) : undefined),
  },
  {
    subject: 'success body',
    read: (exchange) => (statusClass(exchange) === 2 ? bodyFacts(exchange) : undefined),
  },
  {
    subject: 'token',
    read: (exchange) => (statusClass(exchange) === 2 ? tokenFacts(exchange) : undefined),
  },
]

/** Responses of different status classes are compared by status and protocol only. */
export function comparable(subject: Subject, old: Exchange, now: Exchange): boolean {
  if (subject === 'status' || subject === 'protocol') return true
  return statusClass(old) === statusClass(now)
}

/** The header changed because the status did. */
export const followsStatus = (name: string, old: Exchange, now: Exchange): boolean =>
  statusHeaders.has(name) && statusOf(old) !== statusOf(now)
