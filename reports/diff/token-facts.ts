/** What a token is like: its header, the names and types of its claims, its life; never what it grants to whom. */
import type { Exchange, Json, JwtFacts } from '../../spec/model.ts'
import { jsonObject } from '../../spec/http.ts'
import { operationOf } from '../../spec/operations/index.ts'
import { typeOf } from './body-facts.ts'
import { steady } from './masks.ts'
import type { Facts } from './model.ts'

/** Members of the header that say how to read the token; the others may name a key of the day. */
const shownMembers: ReadonlySet<string> = new Set(['alg', 'typ', 'cty', 'crit'])

/** Claims that say for whom it is meant; the same for every client. */
const common: ReadonlySet<string> = new Set(['iss', 'aud'])

export function tokenFacts(exchange: Exchange): Facts | undefined {
  const { response, secrets } = exchange
  const { issues } = operationOf(exchange)
  const grant = response && issues !== undefined ? jsonObject(response.body) : undefined
  const facts = secrets.find(({ mark }) => mark === grant?.[issues ?? ''])
  if (!grant || !facts) return undefined
  const life: [string, string][] =
    typeof grant['expires_in'] === 'number' ? [['expires_in', seconds(grant['expires_in'])]] : []
  return new Map([...life, ...(facts.jwt ? jwtFacts(facts.jwt) : [[FORM, 'no JWT'] as const])])
}

/** The name of what is told about a token as a whole. */
export const FORM = 'form'

function jwtFacts(jwt: JwtFacts): [string, string][] {
  const { problems, header = {}, claims = {}, signatureBytes } = jwt
  if (problems.length > 0) return [[FORM, `no JWT: ${problems.join(', ')}`]]
  const { iat, exp } = claims
  return [
    [FORM, 'JWT'],
    ...Object.entries(header).map(([name, value]): [string, string] => [
      `header ${steady(name)}`,
      shownMembers.has(name) ? valueOf(value) : typeOf(value),
    ]),
    ...Object.entries(claims).map(([name, value]): [string, string] => [
      `claim ${steady(name)}`,
      common.has(name) ? valueOf(value) : typeOf(value),
    ]),
    ...(typeof iat === 'number' && typeof exp === 'number'
      ? [['exp - iat', seconds(exp - iat)] as [string, string]]
      : []),
    ['signature', `${signatureBytes} bytes`],
  ]
}

const valueOf = (value: Json): string =>
  steady(typeof value === 'string' ? value : JSON.stringify(value))

/** Rounding makes a second of difference, now and then. */
export const ROUNDING_S = 2

const seconds = (value: number): string => `${Number(value.toFixed(3))} s`
