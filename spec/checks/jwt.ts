/** Header, claims and signature of the token, from the facts that the vault keeps. */
import type { Json, Violation } from '../model.ts'
import { isObject, jsonObject, shape } from '../http.ts'
import { isKeySet } from '../operations/index.ts'
import { ofClaims } from './lib/claims.ts'
import { grantedIn, isGrant, ofResponse, tokenOf, type Check, type Sight } from './lib/check.ts'

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
function registered(alg: string): string | undefined {
  const known = Object.keys(SIGNATURE_BYTES).find(
    (name) => name.toLowerCase() === alg.toLowerCase(),
  )
  const foreign = foreignNames.find(([pattern]) => pattern.test(alg.replaceAll(/[-_]/g, '')))
  return known ?? (foreign && `${foreign[1]}${/256|384|512/.exec(alg)?.[0]}`)
}

/** As Java, OpenSSL and key services call them, and the family of RFC 7518. */
const foreignNames: readonly (readonly [name: RegExp, family: string])[] = [
  [/^(?:SHA(?:256|384|512)withRSA|RSASHA(?:256|384|512)|RSASSAPKCS1V15SHA(?:256|384|512))$/i, 'RS'],
  [/^(?:SHA(?:256|384|512)withRSAandMGF1|RSASSAPSSSHA(?:256|384|512))$/i, 'PS'],
  [/^(?:SHA(?:256|384|512)withECDSA(?:inP1363Format)?|ECDSASHA(?:256|384|512))$/i, 'ES'],
  [/^(?:HMAC(?:with)?SHA(?:256|384|512)|SHA(?:256|384|512)withHMAC)$/i, 'HS'],
]

const hasExp = ofClaims(
  'token-has-exp',
  () => true,
  function* ({ exp }) {
    if (exp === undefined) yield { where: 'token claim exp', expected: 'present', actual: 'absent' }
  },
)

/** As seconds it would be in the year 5138, as milliseconds in 1973. */
const MILLISECONDS = 1e11

/** Claims whose values RFC 7519 4.1 wants to be strings. */
const TEXTS = ['iss', 'sub', 'jti']

const claimsTyped = ofClaims(
  'registered-claims-typed',
  (claims) => [...TEXTS, 'aud', 'iat'].some((name) => claims[name] !== undefined),
  function* (claims) {
    // A serializer may write null for a claim that there is not.
    const isText = (value: Json): boolean => typeof value === 'string' || value === null
    for (const name of TEXTS)
      if (claims[name] !== undefined && !isText(claims[name]))
        yield { where: `token claim ${name}`, expected: 'a string', actual: shape(claims[name]) }
    const { aud } = claims
    if (aud !== undefined && !(Array.isArray(aud) ? aud.every(isText) : isText(aud)))
      yield {
        where: 'token claim aud',
        expected: 'a string or an array of strings',
        actual: shape(aud),
      }
    const { iat } = claims
    if (iat !== undefined && iat !== null && !(typeof iat === 'number' && iat < MILLISECONDS))
      yield {
        where: 'token claim iat',
        expected: 'a number of seconds',
        actual: `${shape(iat)}${typeof iat === 'number' ? ', looks like milliseconds' : ''}`,
      }
  },
)

/** Header parameters that RFC 7515 and RFC 7518 define: nobody has to be asked to understand them. */
const DEFINED =
  'alg jku jwk kid x5u x5c x5t x5t#S256 typ cty crit epk apu apv iv tag p2s p2c enc zip'.split(' ')

/** Members of a JWK that only the owner of the key may know (RFC 7518 6.2.2, 6.3.2, 6.4.1). */
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

const privateIn = (key: Json | undefined): string[] =>
  isObject(key) ? PRIVATE.filter((name) => key[name] !== undefined) : []

const keysPublic: readonly Check[] = [
  {
    verifies: 'keys-public',
    when: (sight) => isReadable(sight) && tokenOf(sight)?.jwt?.header?.['jwk'] !== undefined,
    *violations(sight) {
      const found = privateIn(tokenOf(sight)?.jwt?.header?.['jwk'])
      if (found.length > 0) yield privateMembers('token header jwk', found)
    },
  },
  ofResponse(
    'keys-public',
    ({ status, body }, { step }) =>
      isKeySet(step) && status === 200 && Array.isArray(jsonObject(body)?.['keys']),
    function* ({ body }) {
      const keys = jsonObject(body)?.['keys']
      const found = Array.isArray(keys) ? keys.flatMap(privateIn) : []
      if (found.length > 0) yield privateMembers('body /keys', [...new Set(found)])
    },
  ),
]

const privateMembers = (where: string, found: readonly string[]): Violation => ({
  where,
  expected: 'members of public keys alone',
  actual: `also ${found.join(', ')}`,
})

const critValid: Check = {
  verifies: 'token-crit-valid',
  when: (sight) => isReadable(sight) && tokenOf(sight)?.jwt?.header?.['crit'] !== undefined,
  *violations(sight) {
    const header = tokenOf(sight)?.jwt?.header ?? {}
    const { crit } = header
    const isExtension = (name: Json): boolean =>
      typeof name === 'string' && header[name] !== undefined && !DEFINED.includes(name)
    if (Array.isArray(crit) && crit.length > 0 && crit.every(isExtension)) return
    yield {
      where: 'token header crit',
      expected: 'an array of names of extensions that the header has',
      actual: shape(crit),
    }
  },
}

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

const nonceFresh: Check = {
  verifies: 'signature-nonce-fresh',
  when: (sight) => tokenOf(sight)?.jwt?.nonce !== undefined,
  *violations(sight) {
    const { sameNonceAs } = tokenOf(sight)?.jwt ?? {}
    if (sameNonceAs !== undefined)
      yield {
        where: 'token signature',
        expected: 'a nonce of no other signature',
        actual: `that of ${sameNonceAs}`,
      }
  },
}

export const jwt: readonly Check[] = [
  isJwt,
  signed,
  keyNotGuessable,
  rsaKeyLength,
  signatureForm,
  hasExp,
  claimsTyped,
  ...keysPublic,
  critValid,
  idUnique,
  nonceFresh,
]
