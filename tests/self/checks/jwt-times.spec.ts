/** The times that a token tells, against the server's own clock. */
import type { Json, JwtFacts } from '../../../spec/model.ts'
import { goodGrant, goodJwt, NOON_S, tokenFacts, type Scene } from '../../support/exchange.ts'
import { tells, unreadToken } from '../../support/check-results.ts'

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

tells('token-has-exp', [
  { title: 'a token with exp is right', scene: {}, says: [] },
  ...unreadToken,
  {
    title: 'a token without exp is told',
    scene: without('exp'),
    says: ['token claim exp: present, is absent'],
  },
])

tells('token-not-expired', [
  { title: 'a token that ends in an hour is right', scene: {}, says: [] },
  ...unreadToken,
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
  ...unreadToken,
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
  ...unreadToken,
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
  ...unreadToken,
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
