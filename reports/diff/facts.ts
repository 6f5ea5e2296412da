/** What a run compares of an answer: by subject, a name and what it says, in words that stay the same. */
import type { Exchange } from '../../spec/model.ts'
import { headerValues } from '../../spec/http.ts'
import { operationOf } from '../../spec/operations/index.ts'
import { bodyFacts } from './body-facts.ts'
import type { Facts, Subject } from './model.ts'
import { tokenFacts } from './token-facts.ts'
import { isFraming, steadyHeader } from './masks.ts'

export interface Look {
  readonly subject: Subject
  /** `undefined`: this answer has nothing of the kind. */
  readonly read: (exchange: Exchange) => Facts | undefined
}

const statusOf = ({ response, failure }: Exchange): string =>
  response ? String(response.status) : `no answer (${failure?.kind ?? 'unknown'})`

const of = ({ operation }: Exchange): string => operationOf({ operation }).title

/** They come and go with a status, which is a fact of its own. */
const ofStatus: ReadonlySet<string> = new Set([
  'www-authenticate',
  'location',
  'allow',
  'accept-post',
  'retry-after',
])

function headerFacts({ response }: Exchange): Facts | undefined {
  if (!response) return undefined
  const names = new Set(response.headers.map(([name]) => name.toLowerCase()))
  return new Map(
    [...names]
      .filter((name) => !isFraming(name))
      .map((name) => [name, steadyHeader(name, headerValues(response.headers, name))]),
  )
}

const classOf = ({ response }: Exchange): number => Math.floor((response?.status ?? 0) / 100)

export const looks: readonly Look[] = [
  { subject: 'status', read: (exchange) => new Map([[of(exchange), statusOf(exchange)]]) },
  {
    subject: 'protocol',
    read: ({ response }) => response && new Map([['HTTP version', response.httpVersion]]),
  },
  { subject: 'header', read: headerFacts },
  {
    subject: 'refusal body',
    read: (exchange) => (classOf(exchange) >= 4 ? bodyFacts(exchange) : undefined),
  },
  {
    subject: 'success body',
    read: (exchange) => (classOf(exchange) === 2 ? bodyFacts(exchange) : undefined),
  },
  {
    subject: 'token',
    read: (exchange) => (classOf(exchange) === 2 ? tokenFacts(exchange) : undefined),
  },
]

/** Another status is another answer: only what does not follow from it is compared. */
export function comparable(subject: Subject, old: Exchange, now: Exchange): boolean {
  if (subject === 'status' || subject === 'protocol') return true
  return classOf(old) === classOf(now)
}

export const follows = (name: string, old: Exchange, now: Exchange): boolean =>
  ofStatus.has(name) && statusOf(old) !== statusOf(now)
