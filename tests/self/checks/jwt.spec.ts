import type { Json, JwtFacts } from '../../../spec/model.ts'
import { goodGrant, goodJwt, NOON_S, tells, tokenFacts, type Row, type Scene } from '../support.ts'

const token = (jwt: Partial<JwtFacts>, more: Scene = {}): Scene => ({
  ...more,
  secrets: [tokenFacts(jwt)],
})

const claiming = (claims: { readonly [name: string]: Json }, more: Scene = {}): Scene =>
  token({ claims: { ...goodJwt.claims, ...claims } }, more)

const without = (name: string): Scene =>
  token({
    claims: Object.fromEntries(
      Object.entries(goodJwt.claims ?? {}).filter(([each]) => each !== name),
    ),
  })

/** The answer of a server that does not tell the time. */
const timeless: Scene = { headers: { date: '' } }

const unread: readonly Row[] = [
  { title: 'a refusal is not looked at', scene: { status: 401 }, says: 'nothing to look at' },
  {
    title: 'a token that cannot be read is not looked at',
    scene: { secrets: [] },
    says: 'nothing to look at',
  },
]

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
  ...unread,
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

tells('token-has-exp', [
  { title: 'a token with exp is right', scene: {}, says: [] },
  ...unread,
  {
    title: 'a token without exp is told',
    scene: without('exp'),
    says: ['token claim exp: present, is absent'],
  },
])

tells('token-not-expired', [
  { title: 'a token that ends in an hour is right', scene: {}, says: [] },
  ...unread,
  {
    title: 'without exp there is nothing to look at',
    scene: without('exp'),
    says: 'nothing to look at',
  },
  {
    title: 'without any time of the server there is nothing to compare',
    scene: { ...without('iat'), ...timeless },
    says: 'nothing to look at',
  },
  {
    title: 'a token that ended before the answer is told',
    scene: claiming({ exp: NOON_S - 60 }),
    says: ['token claim exp: in the future, is 60 s ago'],
  },
  {
    title: 'a token that ends with the answer is told',
    scene: claiming({ exp: NOON_S }),
    says: ['token claim exp: in the future, is 0 s ago'],
  },
  {
    title: 'without a Date the iat tells the time',
    scene: claiming({ iat: NOON_S, exp: NOON_S - 1 }, timeless),
    says: ['token claim exp: in the future, is 1 s ago'],
  },
])

tells('token-already-valid', [
  { title: 'without nbf nothing delays the token', scene: {}, says: [] },
  ...unread,
  { title: 'nbf of now is right', scene: claiming({ nbf: NOON_S }), says: [] },
  {
    title: 'nbf within the skew of clocks is right',
    scene: claiming({ nbf: NOON_S + 5 }),
    says: [],
  },
  {
    title: 'nbf in the future is told',
    scene: claiming({ nbf: NOON_S + 60 }),
    says: ['token claim nbf: not in the future, is 60 s ahead'],
  },
  {
    title: 'nbf that is no number is told',
    scene: claiming({ nbf: 'tomorrow' }),
    says: ['token claim nbf: a number of seconds, is string of 8 characters'],
  },
])

tells('token-not-from-the-future', [
  { title: 'iat of now is right', scene: {}, says: [] },
  {
    title: 'iat of long ago is right, for a token may be reused',
    scene: claiming({ iat: NOON_S - 999 }),
    says: [],
  },
  ...unread,
  {
    title: 'without iat there is nothing to look at',
    scene: without('iat'),
    says: 'nothing to look at',
  },
  {
    title: 'without a Date there is nothing to compare',
    scene: timeless,
    says: 'nothing to look at',
  },
  {
    title: 'iat in the future is told',
    scene: claiming({ iat: NOON_S + 6 }),
    says: ['token claim iat: not in the future, is 6 s ahead'],
  },
  {
    title: 'iat that is no number is told',
    scene: claiming({ iat: '2026-01-15' }),
    says: ['token claim iat: a number of seconds, is string of 10 characters'],
  },
])

const lasting = (expiresIn: number, exp: number): Scene =>
  claiming({ exp }, { body: { json: { ...goodGrant, expires_in: expiresIn } } })

tells('exp-agrees-with-expires-in', [
  { title: 'exp that lies expires_in ahead is right', scene: {}, says: [] },
  ...unread,
  {
    title: 'without exp there is nothing to look at',
    scene: without('exp'),
    says: 'nothing to look at',
  },
  {
    title: 'half a minute of an hour is within reason',
    scene: lasting(3600, NOON_S + 3570),
    says: [],
  },
  { title: 'a second of a minute is within reason', scene: lasting(60, NOON_S + 61), says: [] },
  {
    title: 'milliseconds in expires_in are told',
    scene: lasting(3_600_000, NOON_S + 3600),
    says: ['token claim exp: 3600000 s ahead, as expires_in says, is 3600 s ahead'],
  },
  {
    title: 'a minute of an hour is too much',
    scene: lasting(3600, NOON_S + 3540),
    says: ['token claim exp: 3600 s ahead, as expires_in says, is 3540 s ahead'],
  },
  {
    title: 'four seconds of a minute are too much',
    scene: lasting(60, NOON_S + 64),
    says: ['token claim exp: 60 s ahead, as expires_in says, is 64 s ahead'],
  },
  {
    title: 'a cached token whose promise starts anew is told by the Date, not by its iat',
    scene: claiming({ iat: NOON_S - 600, exp: NOON_S + 3000 }),
    says: ['token claim exp: 3600 s ahead, as expires_in says, is 3000 s ahead'],
  },
  {
    title: 'exp in words is told',
    scene: claiming({ exp: 'soon' }),
    says: ['token claim exp: a number of seconds, is string of 4 characters'],
  },
])
