/** Header, claims and signature of the token, from the facts that the vault keeps. */
import type { Json, Violation } from '../model.ts'
import { jsonObject, serverDate, shape } from '../http.ts'
import { grantedIn, isGrant, serverTime, tokenOf, type Check, type Sight } from './lib/check.ts'

/** Clocks of one system may differ by this much, in seconds. */
const SKEW_S = 5

type Claims = { readonly [name: string]: Json }

const claimsOf = (sight: Sight): Claims | undefined => tokenOf(sight)?.jwt?.claims

/** A check that reads the claims of a token that could be decoded. */
const ofClaims = (
  verifies: string,
  when: (claims: Claims, sight: Sight) => boolean,
  violations: (claims: Claims, sight: Sight) => Iterable<Violation>,
): Check => ({
  verifies,
  when: (sight) => {
    const claims = claimsOf(sight)
    return claims !== undefined && when(claims, sight)
  },
  violations: (sight) => violations(claimsOf(sight) ?? {}, sight),
})

function algorithmOf(sight: Sight): string {
  const alg = tokenOf(sight)?.jwt?.header?.['alg']
  return typeof alg === 'string' ? alg : ''
}

const isJwt: Check = {
  verifies: 'token-is-jwt',
  when: (sight) => {
    const { response } = sight.exchange
    return (
      response !== undefined &&
      isGrant(response, sight) &&
      typeof grantedIn(response.body) === 'string'
    )
  },
  *violations(sight) {
    const { response } = sight.exchange
    const word = shape(response && grantedIn(response.body))
    const problems = tokenOf(sight)?.jwt?.problems ?? [`it is a ${word}`]
    for (const actual of problems)
      yield { where: 'body /token', expected: 'a JWT in compact form', actual }
  },
}

/** Not encrypted: then header, claims and signature can be read. */
const isReadable = (sight: Sight): boolean => {
  const jwt = tokenOf(sight)?.jwt
  return jwt?.header !== undefined && !jwt.encrypted
}

const signed: Check = {
  verifies: 'token-signed',
  when: isReadable,
  *violations(sight) {
    const { signatureBytes = 0 } = tokenOf(sight)?.jwt ?? {}
    const alg = algorithmOf(sight)
    if (alg.toLowerCase() === 'none')
      yield {
        where: 'token header alg',
        expected: 'a signature algorithm',
        actual: alg,
      }
    if (signatureBytes === 0)
      yield { where: 'token signature', expected: 'at least one byte', actual: 'empty' }
  },
}

const keyNotGuessable: Check = {
  verifies: 'token-key-not-guessable',
  when: isReadable,
  *violations(sight) {
    const actual = tokenOf(sight)?.jwt?.guessedKey
    if (actual !== undefined)
      yield { where: 'token signature', expected: 'a key that nobody can guess', actual }
  },
}

const rsaKeyLength: Check = {
  verifies: 'rsa-key-length',
  when: (sight) => isReadable(sight) && /^[RP]S\d/i.test(algorithmOf(sight)),
  *violations(sight) {
    const bits = (tokenOf(sight)?.jwt?.signatureBytes ?? 0) * 8
    if (bits > 0 && bits < 2048)
      yield { where: 'token signature', expected: 'at least 2048 bits', actual: `${bits} bits` }
  },
}

/** RFC 7518 3.1 and RFC 8037 3.1: bytes of a signature; of RSA it depends on the key. */
const SIGNATURE_BYTES: Readonly<Record<string, readonly number[] | 'RSA'>> = {
  HS256: [32],
  HS384: [48],
  HS512: [64],
  RS256: 'RSA',
  RS384: 'RSA',
  RS512: 'RSA',
  PS256: 'RSA',
  PS384: 'RSA',
  PS512: 'RSA',
  ES256: [64],
  ES256K: [64],
  ES384: [96],
  ES512: [132],
  EdDSA: [64, 114],
  Ed25519: [64],
  Ed448: [114],
}

/** Keys of at least 2048 bits come in steps of 256. */
const RSA_STEP = 32

const signatureForm: Check = {
  verifies: 'signature-form',
  when: (sight) =>
    isReadable(sight) &&
    registered(algorithmOf(sight)) !== undefined &&
    (tokenOf(sight)?.jwt?.signatureBytes ?? 0) > 0,
  *violations(sight) {
    const { signatureBytes = 0, signatureForm: form } = tokenOf(sight)?.jwt ?? {}
    const written = algorithmOf(sight)
    const alg = registered(written) ?? ''
    if (alg !== written) yield { where: 'token header alg', expected: alg, actual: written }
    const sizes = SIGNATURE_BYTES[alg]
    const isRightSize =
      sizes === 'RSA'
        ? signatureBytes < 256 || signatureBytes % RSA_STEP === 0
        : sizes?.includes(signatureBytes)
    // What was encoded in another way may have a right length by chance.
    if (form === 'hexadecimal' || !isRightSize)
      yield {
        where: 'token signature',
        expected: sizes === 'RSA' ? 'the size of an RSA key' : `${sizes?.join(' or ')} bytes`,
        actual: `${signatureBytes} bytes${form === undefined ? '' : `, ${form}`}`,
      }
  },
}

/** The algorithm as it is registered, for a name in any letter case, or for that of another standard (RFC 7518 A.1). */
const registered = (alg: string): string | undefined =>
  Object.keys(SIGNATURE_BYTES).find((name) => name.toLowerCase() === alg.toLowerCase()) ??
  foreignNames.find(([pattern]) => pattern.test(alg.replaceAll(/[-_]/g, '')))?.[1](alg)

const BITS = /256|384|512/

const named = (family: string) => (alg: string) => `${family}${BITS.exec(alg)?.[0]}`

/** As Java, OpenSSL and key services call them. */
const foreignNames: readonly (readonly [RegExp, (alg: string) => string])[] = [
  [
    /^(?:SHA(?:256|384|512)withRSA|RSASHA(?:256|384|512)|RSASSAPKCS1V15SHA(?:256|384|512))$/i,
    named('RS'),
  ],
  [/^(?:SHA(?:256|384|512)withRSAandMGF1|RSASSAPSSSHA(?:256|384|512))$/i, named('PS')],
  [/^(?:SHA(?:256|384|512)withECDSA(?:inP1363Format)?|ECDSASHA(?:256|384|512))$/i, named('ES')],
  [/^HMACSHA(?:256|384|512)$/i, named('HS')],
]

const hasExp = ofClaims(
  'token-has-exp',
  () => true,
  function* ({ exp }) {
    if (exp === undefined) yield { where: 'token claim exp', expected: 'present', actual: 'absent' }
  },
)

const idUnique = ofClaims(
  'token-id-unique',
  ({ jti }) => jti !== undefined,
  function* ({ jti }, sight) {
    const { sameIdAs } = tokenOf(sight)?.jwt ?? {}
    if (jti === undefined || sameIdAs === undefined) return
    yield {
      where: 'token claim jti',
      expected: 'in no other token',
      actual: `that of ${sameIdAs}, which has other claims`,
    }
  },
)

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
  function* ({ nbf, iat }, sight) {
    // Without nbf the token is valid at once.
    if (nbf === undefined) return
    if (typeof nbf !== 'number') {
      yield { where: 'token claim nbf', expected: 'a number of seconds', actual: shape(nbf) }
      return
    }
    const early = nbf - (serverTime(sight, iat) ?? 0)
    if (early > SKEW_S)
      yield {
        where: 'token claim nbf',
        expected: 'not in the future',
        actual: afterClock('nbf', nbf, early, sight),
      }
  },
)

const notFromTheFuture = ofClaims(
  'token-not-from-the-future',
  ({ iat }, sight) => iat !== undefined && serverTime(sight) !== undefined,
  function* ({ iat }, sight) {
    if (typeof iat !== 'number') {
      yield { where: 'token claim iat', expected: 'a number of seconds', actual: shape(iat) }
      return
    }
    const early = iat - (serverTime(sight) ?? 0)
    if (early > SKEW_S)
      yield {
        where: 'token claim iat',
        expected: 'not in the future',
        actual: afterClock('iat', iat, early, sight),
      }
  },
)

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
    if (late > tolerance(promised) || -late > caution(left))
      yield {
        where: 'token claim exp, compared with /expires_in',
        expected: `${seconds(promised)} after the response (expires_in ${promised}${isMany(promised, left) ? MILLISECONDS : ''})`,
        actual: `${seconds(left)} after the response (exp ${exp}${looksLikeMilliseconds(exp) ? MILLISECONDS : ''})`,
      }
  },
)

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

/** What `serverTime` read: a claim is compared with it. */
const clockOf = ({ exchange }: Sight): string =>
  serverDate(exchange.response?.headers ?? []) === undefined ? 'claim iat' : 'header date'

const seconds = (value: number): string => `${Math.round(value)} s`

export const jwt: readonly Check[] = [
  isJwt,
  signed,
  keyNotGuessable,
  rsaKeyLength,
  signatureForm,
  hasExp,
  idUnique,
  notExpired,
  alreadyValid,
  notFromTheFuture,
  expAgrees,
]
