/** The times in the claims of the token, and what the response promises of them. */
import type { Json, SecretFacts, Violation } from '../model.ts'
import { jsonObject, serverDate, shape } from '../http.ts'
import { ofClaims } from './lib/claims.ts'
import { serverTime, tokenOf, type Check, type Sight } from './lib/check.ts'

/** Clocks of one system may differ by this much, in seconds. */
const SKEW_S = 5

const notExpired = ofClaims(
  'token-not-expired',
  ({ exp, iat }, sight) => typeof exp === 'number' && serverTime(sight, iat) !== undefined,
  function* ({ exp, iat }, sight) {
    const late = (serverTime(sight, iat) ?? 0) - Number(exp)
    if (late >= 0)
      yield {
        where: 'token claim exp',
        expected: 'in the future',
        actual: `${seconds(late)} before ${clockOf(sight)} (exp ${Number(exp)})`,
      }
  },
)

const alreadyValid = ofClaims(
  'token-already-valid',
  ({ iat }, sight) => serverTime(sight, iat) !== undefined,
  // Without nbf the token is valid at once.
  ({ nbf, iat }, sight) => (nbf === undefined ? [] : ahead('nbf', nbf, sight, iat)),
)

const notFromTheFuture = ofClaims(
  'token-not-from-the-future',
  ({ iat }, sight) => iat !== undefined && serverTime(sight) !== undefined,
  ({ iat }, sight) => ahead('iat', iat, sight),
)

/** A time in the claims that the server's clock has not reached. */
function* ahead(
  name: string,
  time: Json | undefined,
  sight: Sight,
  iat?: unknown,
): Generator<Violation> {
  const where = `token claim ${name}`
  if (typeof time !== 'number') {
    yield { where, expected: 'a number of seconds', actual: shape(time) }
    return
  }
  const early = time - (serverTime(sight, iat) ?? 0)
  if (early > SKEW_S)
    yield { where, expected: 'not in the future', actual: afterClock(name, time, early, sight) }
}

const expAgrees = ofClaims(
  'exp-agrees-with-expires-in',
  ({ exp, iat }, sight) =>
    exp !== undefined && lifetimeOf(sight) !== undefined && serverTime(sight, iat) !== undefined,
  function* ({ exp, iat }, sight) {
    if (typeof exp !== 'number') {
      yield { where: 'token claim exp', expected: 'a number of seconds', actual: shape(exp) }
      return
    }
    const promised = lifetimeOf(sight) ?? 0
    const left = exp - (serverTime(sight, iat) ?? 0)
    const late = promised - left
    const before = tokenOf(sight)?.before
    if (late > tolerance(promised) || -late > caution(left))
      yield {
        where: 'token claim exp, compared with /expires_in',
        expected: `${seconds(promised)} after the response (expires_in ${promised}${isMany(promised, left) ? MILLISECONDS : ''})`,
        actual: `${seconds(left)} after the response (exp ${exp}${looksLikeMilliseconds(exp) ? MILLISECONDS : ''})`,
      }
    else if (before && isPromisedAgain(before, promised)) {
      // Without a date `iat` stands for the time of the response, and that of a cached token was some time ago.
      const rest = hasDate(sight) ? left : left - before.agoS
      if (promised - rest > 1)
        yield {
          where: 'body /expires_in, of a token that an earlier login got already',
          expected: `${seconds(before.agoS)} less than in the earlier response (expires_in ${before.expiresIn})`,
          actual: `expires_in ${promised}, although the token ends in ${seconds(rest)} (exp ${exp})`,
        }
    }
  },
)

/**
 * A token that an earlier login got already, with the same promise: the time between the two is known, whatever the clocks
 * say and however slow the responses were. On both sides are whole seconds.
 */
const isPromisedAgain = (
  { agoS, expiresIn }: NonNullable<SecretFacts['before']>,
  promised: number,
): boolean => agoS >= 3 && expiresIn - promised <= agoS - 2

/** For rounding, a slow response, a Date that a proxy set: a twentieth of the lifetime, 2 to 30 seconds. */
const tolerance = (promised: number): number => Math.min(30, Math.max(2, promised / 20))

/** A client that logs in again a little early loses nothing; one that is sent away after a tenth of the life does. */
const caution = (left: number): number => Math.max(tolerance(left), Math.min(150, left / 2))

function lifetimeOf({ exchange }: Sight): number | undefined {
  const expiresIn = exchange.response && jsonObject(exchange.response.body)?.['expires_in']
  return typeof expiresIn === 'number' ? expiresIn : undefined
}

/** The promised lifetime is a thousand times the one of the token. */
const isMany = (promised: number, left: number): boolean =>
  left > 0 && Math.abs(promised / 1000 - left) <= tolerance(left)

const MILLISECONDS = ' looks like milliseconds'

/** Milliseconds of 1973 to 5138, which as seconds would be later than the year 5138. */
const looksLikeMilliseconds = (epoch: number): boolean => epoch >= 1e11 && epoch < 1e14

const afterClock = (name: string, value: number, early: number, sight: Sight): string =>
  `${seconds(early)} after ${clockOf(sight)} (${name} ${value}${looksLikeMilliseconds(value) ? MILLISECONDS : ''})`

const hasDate = ({ exchange }: Sight): boolean =>
  serverDate(exchange.response?.headers ?? []) !== undefined

/** What `serverTime` read: a claim is compared with it. */
const clockOf = (sight: Sight): string => (hasDate(sight) ? 'header date' : 'claim iat')

const seconds = (value: number): string => `${Math.round(value)} s`

export const jwtTimes: readonly Check[] = [notExpired, alreadyValid, notFromTheFuture, expAgrees]
