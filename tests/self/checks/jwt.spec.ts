/** The token as a JWT: its format, its signature, its key. */
import type { JwtFacts } from '../../../spec/model.ts'
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
