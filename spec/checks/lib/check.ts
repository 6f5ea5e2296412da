/** What a check is, and what many checks read. */
import type { Contract } from '../../contract/index.ts'
import type {
  Case,
  Exchange,
  Json,
  SealedBody,
  SealedResponse,
  SecretFacts,
  Step,
  Violation,
} from '../../model.ts'
import { jsonObject, serverDate } from '../../http.ts'
import { isIsolated } from '../../lib/isolation.ts'
import { issuing, operationOf } from '../../operations/index.ts'

/** One exchange with its step and the exchanges before it in the same case. */
export interface Sight {
  readonly case: Case
  readonly step: Step
  readonly exchange: Exchange
  readonly before: readonly Sight[]
  readonly contract: Contract
}

/** A pure function of one sight. It never sends, never formats, never knows a level, and no response makes it throw. */
export interface Check {
  readonly verifies: string
  /** The check applies to this exchange. */
  readonly when: (sight: Sight) => boolean
  /** It applies only to steps that name the requirement in `proves`, so it needs a case with such a step. */
  readonly onlyWhereProven?: true
  /** It applies also to a response of something in front of the API. */
  readonly ofAnySender?: true
  /** Empty when the requirement is satisfied. */
  readonly violations: (sight: Sight) => Iterable<Violation>
  /** Why the response decides nothing although it violates nothing. */
  readonly open?: (sight: Sight) => string | undefined
  /** Why a response is tolerated. */
  readonly remark?: (sight: Sight) => string | undefined
}

/** A check of the response alone. */
export const ofResponse = (
  verifies: string,
  when: (response: SealedResponse, sight: Sight) => boolean,
  violations: (response: SealedResponse, sight: Sight) => Iterable<Violation>,
): Check => ({
  verifies,
  when: (sight) => sight.exchange.response !== undefined && when(sight.exchange.response, sight),
  violations: (sight) =>
    sight.exchange.response ? violations(sight.exchange.response, sight) : [],
})

/** A check that applies only to the steps that prove its requirement. */
export const whereProven = (check: Check): Check => ({
  ...check,
  onlyWhereProven: true,
  when: (sight) =>
    sight.step.proves.includes(check.verifies) &&
    // The steps that isolate its parts decide.
    !isIsolated(sight.case, sight.step, sight.exchange.response) &&
    check.when(sight),
})

/** The response is, or looks like, the success that the contract describes. */
export function isGrant({ status, body }: SealedResponse, { step }: Sight): boolean {
  const { issues, method } = operationOf(step)
  if (issues === undefined || step.method !== method) return false
  return status === 200 || (status > 200 && status < 300 && body.bytes > 0)
}

/** The member of the body in which a success has its token. */
export const grantedIn = (body: SealedBody): Json | undefined =>
  jsonObject(body)?.[issuing.issues ?? '']

/**
 * The body contains a token where a success has it. A short word, spaces or an empty string is no token: an error
 * response may have the same structure, or say what is wrong with the member.
 */
export function showsToken(body: SealedBody): boolean {
  const token = grantedIn(body)
  return typeof token === 'string' && /^(‹token|\S{16,}$)/.test(token)
}

/** The facts of the token in a success body; `undefined` when there is none. */
export function tokenOf(sight: Sight): SecretFacts | undefined {
  const { response, secrets } = sight.exchange
  if (!response || !isGrant(response, sight)) return undefined
  const token = grantedIn(response.body)
  return secrets.find((secretFacts) => secretFacts.kind === 'token' && secretFacts.mark === token)
}

/** The server's clock when it answered, in epoch seconds: its Date header, or the iat of the token. */
export function serverTime({ exchange }: Sight, iat?: unknown): number | undefined {
  const date = serverDate(exchange.response?.headers ?? [], iat)
  return date === undefined ? undefined : date / 1000
}

/** By the server's clock the token had expired when it arrived: it waited too long for its turn. */
export function hasEnded(sight: Sight): boolean {
  const { request, secrets } = sight.exchange
  const presented = secrets.find(({ mark }) =>
    request.headers.some(([, value]) => value.includes(mark)),
  )
  const exp = presented?.jwt?.claims?.['exp']
  return typeof exp === 'number' && exp <= (serverTime(sight) ?? sight.exchange.sentAt / 1000)
}
