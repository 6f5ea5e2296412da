/** FactValues of a token: its header, names and types of its claims, its lifetime; never what it grants to whom. */
import type { Exchange, Json, JwtFacts } from '../../spec/model.ts'
import { jsonObject } from '../../spec/http.ts'
import { operationOf } from '../../spec/operations/index.ts'
import { typeOf } from './body-facts.ts'
import { masked } from '../report/volatile.ts'
import type { FactValues } from './model.ts'

/** Header members that say how to read the token; the others may name a key that changes. */
const shownMembers: ReadonlySet<string> = new Set(['alg', 'typ', 'cty', 'crit'])

/** Claims with the same value for every client. */
const common: ReadonlySet<string> = new Set(['iss', 'aud'])

export function tokenFacts(exchange: Exchange): FactValues | undefined {
  const { response, secrets } = exchange
  const { issues } = operationOf(exchange)
  const grant = response && issues !== undefined ? jsonObject(response.body) : undefined
  const facts = secrets.find(({ mark }) => mark === grant?.[issues ?? ''])
  if (!grant || !facts) return undefined
  const lifetime: [string, string][] =
    typeof grant['expires_in'] === 'number' ? [['expires_in', seconds(grant['expires_in'])]] : []
  return new Map([
    ...lifetime,
    ...(facts.jwt ? jwtFacts(facts.jwt) : [[WHOLE_TOKEN, 'no JWT'] as const]),
  ])
}

/** The name of the fact about a token as a whole. */
export const WHOLE_TOKEN = 'form'

function jwtFacts(jwt: JwtFacts): [string, string][] {
  const { problems, header = {}, claims = {}, signatureBytes } = jwt
  if (problems.length > 0) return [[WHOLE_TOKEN, `no JWT: ${problems.join(', ')}`]]
  const { iat, exp } = claims
  return [
    [WHOLE_TOKEN, 'JWT'],
    ...Object.entries(header).map(([name, value]): [string, string] => [
      `header ${masked(name)}`,
      shownMembers.has(name) ? valueOf(value) : typeOf(value),
    ]),
    ...Object.entries(claims).map(([name, value]): [string, string] => [
      `claim ${masked(name)}`,
      common.has(name) ? valueOf(value) : typeOf(value),
    ]),
    ...(typeof iat === 'number' && typeof exp === 'number'
      ? [['exp - iat', seconds(exp - iat)] as [string, string]]
      : []),
    ['signature', `${signatureBytes} bytes`],
  ]
}

const valueOf = (value: Json): string =>
  masked(typeof value === 'string' ? value : JSON.stringify(value))

/** Rounding can shift a time by a second on either side. */
export const ROUNDING_S = 2

const seconds = (value: number): string => `${Number(value.toFixed(3))} s`
