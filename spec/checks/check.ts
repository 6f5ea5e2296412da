/** What a check is, and the few questions that many checks ask. */
import type { Contract } from '../contract/index.ts'
import type {
  Case,
  Exchange,
  Json,
  SealedBody,
  SealedResponse,
  SecretFacts,
  Step,
  Violation,
} from '../model.ts'
import { jsonObject, serverDate } from '../http.ts'
import { issuing, operationOf } from '../operations/index.ts'

/** One exchange in the light of its step, with those before it in the same case. */
export interface Sight {
  readonly case: Case
  readonly step: Step
  readonly exchange: Exchange
  readonly before: readonly Sight[]
  readonly contract: Contract
}

/** A pure reading of one sight. It never sends, formats, throws for the target's sake, or knows a level. */
export interface Check {
  readonly verifies: string
  /** There is something here to look at. */
  readonly when: (sight: Sight) => boolean
  /** It looks only at steps that name the requirement in `proves`, so it needs a case that does. */
  readonly onlyWhereProven?: true
  /** What is wrong; empty when the requirement is satisfied. */
  readonly violations: (sight: Sight) => Iterable<Violation>
  /** Why the answer settles nothing although nothing is wrong. */
  readonly open?: (sight: Sight) => string | undefined
  /** A word on a tolerated answer. */
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

/** A check that looks only at the steps that prove its requirement. */
export const whereProven = (check: Check): Check => ({
  ...check,
  onlyWhereProven: true,
  when: (sight) => sight.step.proves.includes(check.verifies) && check.when(sight),
})

/** The answer is, or pretends to be, the success that the contract describes. */
export function isGrant({ status, body }: SealedResponse, { step }: Sight): boolean {
  const { issues, method } = operationOf(step)
  if (issues === undefined || step.method !== method) return false
  return status === 200 || (status > 200 && status < 300 && body.bytes > 0)
}

/** What stands where a success of the operation has its token. */
export const grantedIn = (body: SealedBody): Json | undefined =>
  jsonObject(body)?.[issuing.issues ?? '']

/**
 * The body has a token where a success would have it. A short word, blanks or nothing at all is no token: a refusal may
 * be made from the same structure, or say what is wrong with the member.
 */
export function showsToken(body: SealedBody): boolean {
  const token = grantedIn(body)
  return typeof token === 'string' && /^(‹token|\S{16,}$)/.test(token)
}

/** Facts of the token in the success body; `undefined` when there is none. */
export function tokenOf(sight: Sight): SecretFacts | undefined {
  const { response, secrets } = sight.exchange
  if (!response || !isGrant(response, sight)) return undefined
  const token = grantedIn(response.body)
  return secrets.find((secretFacts) => secretFacts.kind === 'token' && secretFacts.mark === token)
}

/** The server's clock when it answered, in epoch seconds: its Date header, else the token's own iat. */
export function serverTime({ exchange }: Sight, iat?: unknown): number | undefined {
  const date = serverDate(exchange.response?.headers ?? [], iat)
  return date === undefined ? undefined : date / 1000
}
