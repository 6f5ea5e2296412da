/** The token as a JWT: its format, its signature, its key. */
import type { Json, JwtFacts } from '../../../spec/model.ts'
import { goodGrant, tokenFacts, type Scene } from '../../support/exchange.ts'
import { checkFinds, unreadToken } from '../../support/check-results.ts'

const token = (jwt: Partial<JwtFacts>): Scene => ({ secrets: [tokenFacts(jwt)] })

checkFinds('token-is-jwt', [
  { title: 'a JWT is right', scene: {}, finds: [] },
  { title: 'a refusal is not applicable', scene: { status: 401 }, finds: 'not applicable' },
  {
    title: 'a token that is not a string is not applicable',
    scene: { body: { json: { token: 1 } } },
    finds: 'not applicable',
  },
  {
    title: 'every problem of the token is a violation',
    scene: token({ problems: ['it has 2 segments', 'its header names no alg'] }),
    finds: [
      'body /token: a JWT in compact form, is it has 2 segments',
      'body /token: a JWT in compact form, is its header names no alg',
    ],
  },
  {
    title: 'an empty token is a violation',
    scene: { body: { json: { ...goodGrant, token: '' } }, secrets: [] },
    finds: ['body /token: a JWT in compact form, is it is a string of 0 characters'],
  },
  {
    title: 'a word instead of a token is a violation',
    scene: { body: { json: { ...goodGrant, token: 'string' } }, secrets: [] },
    finds: ['body /token: a JWT in compact form, is it is a string of 6 characters'],
  },
])

checkFinds('registered-claims-typed', [
  {
    title: 'strings are right, and so is a list of audiences',
    scene: token({ claims: { iss: 'a', sub: 'b', jti: 'c', aud: ['d', 'e'] } }),
    finds: [],
  },
  {
    title: 'null is no value',
    scene: token({ claims: { sub: 'b', jti: null, aud: null } }),
    finds: [],
  },
  {
    title: 'without any of them nothing applies',
    scene: token({ claims: {} }),
    finds: 'not applicable',
  },
  ...unreadToken,
  {
    title: 'anything else is a violation',
    scene: token({ claims: { sub: 42, jti: true, aud: ['d', 1] } }),
    finds: [
      'token claim sub: a string, is number 42',
      'token claim jti: a string, is boolean true',
      'token claim aud: a string or an array of strings, is array of 2',
    ],
  },
])

const keyOf = (jwk: Json): Scene => token({ header: { alg: 'ES256', jwk } })
const PUBLIC = { kty: 'EC', crv: 'P-256', x: 'a', y: 'b' }
const keySet = (...keys: readonly Json[]): Scene => ({
  step: { operation: 'jwks', method: 'GET' },
  body: { json: { keys } },
  secrets: [],
})

checkFinds('keys-public', [
  { title: 'a public key in the header is right', scene: keyOf(PUBLIC), finds: [] },
  { title: 'a public key set is right', scene: keySet(PUBLIC, PUBLIC), finds: [] },
  { title: 'a token without a key is not applicable', scene: {}, finds: 'not applicable' },
  {
    title: 'a private key in the header is a violation',
    scene: keyOf({ ...PUBLIC, d: 'c' }),
    finds: ['token header jwk: members of public keys alone, is also d'],
  },
  {
    title: 'private keys in the key set are one violation',
    scene: keySet({ ...PUBLIC, d: 'c' }, PUBLIC, { kty: 'oct', k: 'e', d: 'f' }),
    finds: ['body /keys: members of public keys alone, is also d, k'],
  },
])

const critOf = (crit: Json, header: object = {}): Scene =>
  token({ header: { alg: 'RS256', crit, ...header } })
const wrongCrit = (actual: string): string[] => [
  `token header crit: an array of names of extensions that the header has, is ${actual}`,
]

checkFinds('token-crit-valid', [
  { title: 'a token without crit is not applicable', scene: {}, finds: 'not applicable' },
  {
    title: 'an extension that the header has is right',
    scene: critOf(['b64'], { b64: true }),
    finds: [],
  },
  ...unreadToken,
  {
    title: 'an extension that it lacks is a violation',
    scene: critOf(['exp']),
    finds: wrongCrit('array of 1'),
  },
  {
    title: 'a parameter of the standard is a violation',
    scene: critOf(['kid'], { kid: 'a' }),
    finds: wrongCrit('array of 1'),
  },
  { title: 'an empty list is a violation', scene: critOf([]), finds: wrongCrit('array of 0') },
  {
    title: 'a word is a violation',
    scene: critOf('exp'),
    finds: wrongCrit('string of 3 characters'),
  },
])

checkFinds('token-id-unique', [
  {
    title: 'an id of which no other token is known is right',
    scene: token({ claims: { jti: 'a' } }),
    finds: [],
  },
  { title: 'a token without jti is not applicable', scene: {}, finds: 'not applicable' },
  ...unreadToken,
  {
    title: 'the id of another token is a violation',
    scene: token({ claims: { jti: 'a' }, sameIdAs: '‹token 1›' }),
    finds: ['token claim jti: in no other token, is that of ‹token 1›, which has other claims'],
  },
])

checkFinds('signature-nonce-fresh', [
  { title: 'a signature of another kind is not applicable', scene: {}, finds: 'not applicable' },
  ...unreadToken,
  { title: 'a nonce of its own is right', scene: token({ nonce: 'ab' }), finds: [] },
  {
    title: 'the nonce of another signature is a violation',
    scene: token({ nonce: 'ab', sameNonceAs: '‹token 1›' }),
    finds: ['token signature: a nonce of no other signature, is that of ‹token 1›'],
  },
])

checkFinds('token-signed', [
  { title: 'a signed token is right', scene: {}, finds: [] },
  ...unreadToken,
  {
    title: 'alg none is a violation in any letter case, and so is an empty signature',
    scene: token({ header: { alg: 'NoNe' }, signatureBytes: 0 }),
    finds: [
      'token header alg: a signature algorithm, is NoNe',
      'token signature: at least one byte, is empty',
    ],
  },
  {
    title: 'alg none is a violation even with a signature',
    scene: token({ header: { alg: 'none' } }),
    finds: ['token header alg: a signature algorithm, is none'],
  },
])

checkFinds('token-key-not-guessable', [
  { title: 'a key that is not guessed is right', scene: {}, finds: [] },
  ...unreadToken,
  {
    title: 'a guessed key is a violation with its kind',
    scene: token({ guessedKey: 'a well-known word' }),
    finds: ['token signature: a key that nobody can guess, is a well-known word'],
  },
])

checkFinds('rsa-key-length', [
  { title: '2048 bits are right', scene: {}, finds: [] },
  {
    title: 'another signature than RSA is not applicable',
    scene: token({ header: { alg: 'HS256' }, signatureBytes: 32 }),
    finds: 'not applicable',
  },
  {
    title: 'PS384 of 4096 bits is right',
    scene: token({ header: { alg: 'PS384' }, signatureBytes: 512 }),
    finds: [],
  },
  {
    title: '1024 bits are a violation',
    scene: token({ signatureBytes: 128 }),
    finds: ['token signature: at least 2048 bits, is 1024 bits'],
  },
  {
    title: 'an empty signature is a violation of another requirement',
    scene: token({ signatureBytes: 0 }),
    finds: [],
  },
])
