/** What the target answered, and which token it was about, in one line each. All of it is sealed. */
import { header, jsonObject, mediaType } from '../../spec/http.ts'
import { inert } from '../../spec/lib/sanitize.ts'
import type { Exchange, SealedResponse, SecretFacts, Violation } from '../../spec/model.ts'
import { operationOf } from '../../spec/operations/index.ts'

/** Characters; evidence and Allure have the whole text. */
const MAX_BODY = 240
const MAX_TOKEN = 600

/** `401 application/json {"statusCode":401}`; of a request without a response the reason why there is none. */
export function answerText({ response, failure }: Exchange): string {
  if (!response) return inert(`no response (${failure?.kind}: ${clipped(failure?.message ?? '')})`)
  const type = mediaType(response.headers) ?? 'without a media type'
  return inert([response.status, type, bodyText(response)].join(' '))
}

function bodyText({ body }: SealedResponse): string {
  if (body.text === '')
    return body.bytes === 0 ? '(no body)' : `(${body.bytes} bytes, not recorded)`
  return clipped(body.text)
}

const clipped = (text: string, most = MAX_BODY): string =>
  text.length > most ? `${text.slice(0, most)}…` : text

/**
 * @returns header and claims of the token that the response issued, if the violation is about it, or of the one that the
 *   request presented; `undefined` when it is about none, or when the token cannot be decoded
 */
export function tokenText(exchange: Exchange, { where }: Violation): string | undefined {
  const facts = operationOf(exchange).auth === 'bearer' ? presented(exchange) : issued(exchange)
  const isAbout = operationOf(exchange).auth === 'bearer' || /token|expires_in/i.test(where)
  const { header: head, claims } = facts?.jwt ?? {}
  if (!isAbout || !head) return undefined
  const text = `header ${JSON.stringify(head)}, claims ${claims ? JSON.stringify(claims) : 'unreadable'}`
  return inert(clipped(text, MAX_TOKEN))
}

function presented({ request, secrets }: Exchange): SecretFacts | undefined {
  const authorization = header(request.headers, 'authorization') ?? ''
  return secrets.find(({ kind, mark }) => kind === 'token' && authorization.includes(mark))
}

function issued(exchange: Exchange): SecretFacts | undefined {
  const token = exchange.response && jsonObject(exchange.response.body)
  const mark = token?.[operationOf(exchange).issues ?? '']
  return exchange.secrets.find((facts) => facts.kind === 'token' && facts.mark === mark)
}
