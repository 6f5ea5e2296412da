/** The token as a JWT: its form, its signature, its key. */
import type { JwtFacts } from '../../../spec/model.ts'
import { goodGrant, tokenFacts, type Scene } from '../../support/exchange.ts'
import { tells, unreadToken } from '../../support/check-results.ts'

const token = (jwt: Partial<JwtFacts>): Scene => ({ secrets: [tokenFacts(jwt)] })

tells('token-is-jwt', [
  { title: 'a JWT is right', scene: {}, says: [] },
  { title: 'a refusal is not looked at', scene: { status: 401 }, says: 'nothing to look at' },
  {
    title: 'a token that is no string is for the schema',
    scene: { body: { json: { token: 1 } } },
    says: 'nothing to look at',
  },
  {
    title: 'every problem of the token is told',
    scene: token({ problems: ['it has 2 segments', 'its header names no alg'] }),
    says: [
      'body /token: a JWT in compact form, is it has 2 segments',
      'body /token: a JWT in compact form, is its header names no alg',
    ],
  },
  {
    title: 'an empty token is told',
    scene: { body: { json: { ...goodGrant, token: '' } }, secrets: [] },
    says: ['body /token: a JWT in compact form, is it is a string of 0 characters'],
  },
  {
    title: 'a word that nobody took for a token is told',
    scene: { body: { json: { ...goodGrant, token: 'string' } }, secrets: [] },
    says: ['body /token: a JWT in compact form, is it is a string of 6 characters'],
  },
])

tells('token-signed', [
  { title: 'a signed token is right', scene: {}, says: [] },
  ...unreadToken,
  {
    title: 'alg none is told in any letter case, and so is an empty signature',
    scene: token({ header: { alg: 'NoNe' }, signatureBytes: 0 }),
    says: [
      'token header alg: a signature algorithm, is NoNe',
      'token signature: at least one byte, is empty',
    ],
  },
  {
    title: 'alg none is told even where something stands as a signature',
    scene: token({ header: { alg: 'none' } }),
    says: ['token header alg: a signature algorithm, is none'],
  },
])

tells('token-key-not-guessable', [
  { title: 'a key that was not guessed is right', scene: {}, says: [] },
  ...unreadToken,
  {
    title: 'a key that was guessed is told by its kind',
    scene: token({ guessedKey: 'a well-known word' }),
    says: ['token signature: a key that nobody can guess, is a well-known word'],
  },
])

tells('rsa-key-length', [
  { title: '2048 bits are right', scene: {}, says: [] },
  {
    title: 'a signature that is not of RSA is not looked at',
    scene: token({ header: { alg: 'HS256' }, signatureBytes: 32 }),
    says: 'nothing to look at',
  },
  {
    title: 'PS384 of 4096 bits is right',
    scene: token({ header: { alg: 'PS384' }, signatureBytes: 512 }),
    says: [],
  },
  {
    title: '1024 bits are told',
    scene: token({ signatureBytes: 128 }),
    says: ['token signature: at least 2048 bits, is 1024 bits'],
  },
  { title: 'an empty signature is told elsewhere', scene: token({ signatureBytes: 0 }), says: [] },
])
