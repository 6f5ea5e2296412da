/** The times in a token, compared with the server's clock. */
import type { Json, JwtFacts } from '../../../spec/model.ts'
import { goodGrant, goodJwt, NOON_S, tokenFacts, type Scene } from '../../support/exchange.ts'
import { checkFinds, unreadToken } from '../../support/check-results.ts'

const token = (jwt: Partial<JwtFacts>, more: Scene = {}): Scene => ({
  ...more,
  secrets: [tokenFacts(jwt)],
})

const claiming = (claims: { readonly [name: string]: Json }, more: Scene = {}): Scene =>
  token({ claims: { ...goodJwt.claims, ...claims } }, more)

const without = (name: string): Scene =>
  token({
    claims: Object.fromEntries(
      Object.entries(goodJwt.claims ?? {}).filter(([claim]) => claim !== name),
    ),
  })

/** A response without a Date header. */
const timeless: Scene = { headers: { date: '' } }

checkFinds('token-has-exp', [
  { title: 'a token with exp is right', scene: {}, finds: [] },
  ...unreadToken,
  {
    title: 'a token without exp is a violation',
    scene: without('exp'),
    finds: ['token claim exp: present, is absent'],
  },
])

checkFinds('token-not-expired', [
  { title: 'a token that ends in an hour is right', scene: {}, finds: [] },
  ...unreadToken,
  {
    title: 'without exp it is not applicable',
    scene: without('exp'),
    finds: 'not applicable',
  },
  {
    title: 'without Date and iat it is not applicable',
    scene: { ...without('iat'), ...timeless },
    finds: 'not applicable',
  },
  {
    title: 'a token that expired before the response is a violation',
    scene: claiming({ exp: NOON_S - 60 }),
    finds: ['token claim exp: in the future, is 60 s before header date (exp 1768478340)'],
  },
  {
    title: 'a token that expires with the response is a violation',
    scene: claiming({ exp: NOON_S }),
    finds: ['token claim exp: in the future, is 0 s before header date (exp 1768478400)'],
  },
  {
    title: "without Date the iat is the server's time",
    scene: claiming({ iat: NOON_S, exp: NOON_S - 1 }, timeless),
    finds: ['token claim exp: in the future, is 1 s before claim iat (exp 1768478399)'],
  },
])

checkFinds('token-already-valid', [
  { title: 'a token without nbf is valid at once', scene: {}, finds: [] },
  ...unreadToken,
  { title: 'a present nbf is right', scene: claiming({ nbf: NOON_S }), finds: [] },
  {
    title: 'nbf within the clock skew is right',
    scene: claiming({ nbf: NOON_S + 5 }),
    finds: [],
  },
  {
    title: 'nbf in the future is a violation',
    scene: claiming({ nbf: NOON_S + 60 }),
    finds: ['token claim nbf: not in the future, is 60 s after header date (nbf 1768478460)'],
  },
  {
    title: 'nbf that is not a number is a violation',
    scene: claiming({ nbf: 'tomorrow' }),
    finds: ['token claim nbf: a number of seconds, is string of 8 characters'],
  },
])

checkFinds('token-not-from-the-future', [
  { title: 'a present iat is right', scene: {}, finds: [] },
  {
    title: 'an old iat is right: a server may issue a token twice',
    scene: claiming({ iat: NOON_S - 999 }),
    finds: [],
  },
  ...unreadToken,
  {
    title: 'without iat it is not applicable',
    scene: without('iat'),
    finds: 'not applicable',
  },
  {
    title: 'without Date it is not applicable',
    scene: timeless,
    finds: 'not applicable',
  },
  {
    title: 'iat in the future is a violation',
    scene: claiming({ iat: NOON_S + 6 }),
    finds: ['token claim iat: not in the future, is 6 s after header date (iat 1768478406)'],
  },
  {
    title: 'iat in milliseconds is in the future, and is named as such',
    scene: claiming({ iat: NOON_S * 1000 }),
    finds: [
      'token claim iat: not in the future, is 1766709921600 s after header date (iat 1768478400000 looks like milliseconds)',
    ],
  },
  {
    title: 'iat that is not a number is a violation',
    scene: claiming({ iat: '2026-01-15' }),
    finds: ['token claim iat: a number of seconds, is string of 10 characters'],
  },
])

const lasting = (expiresIn: number, exp: number): Scene =>
  claiming({ exp }, { body: { json: { ...goodGrant, expires_in: expiresIn } } })

/** The token of a login some seconds ago, whose end has come nearer by as many. */
const again = (agoS: number, expiresIn: number, left = 3600 - agoS): Scene => ({
  secrets: [
    {
      ...tokenFacts({ claims: { ...goodJwt.claims, exp: NOON_S + left } }),
      before: { agoS, expiresIn: 3600 },
    },
  ],
  body: { json: { ...goodGrant, expires_in: expiresIn } },
})

checkFinds('exp-agrees-with-expires-in', [
  {
    title: 'a token that is handed out again with a promise that shrank is right',
    scene: again(20, 3580),
    finds: [],
  },
  {
    title: 'the same promise for a token that ends sooner is a violation',
    scene: again(20, 3600),
    finds: [
      'body /expires_in, of a token that an earlier login got already: 20 s less than in the earlier response (expires_in 3600), is expires_in 3600, although the token ends in 3580 s (exp 1768481980)',
    ],
  },
  {
    title: 'a token that lives longer than it was promised may be promised as long again',
    scene: again(20, 3600, 3610),
    finds: [],
  },
  { title: 'seconds are rounded', scene: again(2, 3600), finds: [] },
  {
    title: 'the same promise is a violation where no response has a date',
    scene: { ...again(20, 3600, 3600), headers: { date: '' } },
    finds: [
      'body /expires_in, of a token that an earlier login got already: 20 s less than in the earlier response (expires_in 3600), is expires_in 3600, although the token ends in 3580 s (exp 1768482000)',
    ],
  },
  {
    title: 'a promise that shrank is right where no response has a date',
    scene: { ...again(20, 3580, 3600), headers: { date: '' } },
    finds: [],
  },
])

checkFinds('exp-agrees-with-expires-in', [
  { title: 'exp that is expires_in after the response is right', scene: {}, finds: [] },
  ...unreadToken,
  {
    title: 'without exp it is not applicable',
    scene: without('exp'),
    finds: 'not applicable',
  },
  {
    title: 'a difference of half a minute in an hour is tolerated',
    scene: lasting(3600, NOON_S + 3570),
    finds: [],
  },
  {
    title: 'a difference of a second in a minute is tolerated',
    scene: lasting(60, NOON_S + 61),
    finds: [],
  },
  {
    title: 'milliseconds in expires_in are a violation',
    scene: lasting(3_600_000, NOON_S + 3600),
    finds: [
      'token claim exp, compared with /expires_in: 3600000 s after the response (expires_in 3600000 looks like milliseconds), is 3600 s after the response (exp 1768482000)',
    ],
  },
  {
    title: 'a difference of a minute in an hour is a violation',
    scene: lasting(3600, NOON_S + 3540),
    finds: [
      'token claim exp, compared with /expires_in: 3600 s after the response (expires_in 3600), is 3540 s after the response (exp 1768481940)',
    ],
  },
  {
    title: 'a promise of four seconds too much in a minute is a violation',
    scene: lasting(64, NOON_S + 60),
    finds: [
      'token claim exp, compared with /expires_in: 64 s after the response (expires_in 64), is 60 s after the response (exp 1768478460)',
    ],
  },
  {
    title:
      'a token that lives a little longer than promised is right: a client that logs in early loses nothing',
    scene: lasting(60, NOON_S + 64),
    finds: [],
  },
  {
    title: 'a token that lives twice as long as promised is a violation',
    scene: lasting(1800, NOON_S + 3600),
    finds: [
      'token claim exp, compared with /expires_in: 1800 s after the response (expires_in 1800), is 3600 s after the response (exp 1768482000)',
    ],
  },
  {
    title: 'a cached token with the full expires_in is a violation: Date counts, not iat',
    scene: claiming({ iat: NOON_S - 600, exp: NOON_S + 3000 }),
    finds: [
      'token claim exp, compared with /expires_in: 3600 s after the response (expires_in 3600), is 3000 s after the response (exp 1768481400)',
    ],
  },
  {
    title: 'exp in milliseconds is a violation, and is named as such',
    scene: lasting(3600, (NOON_S + 3600) * 1000),
    finds: [
      'token claim exp, compared with /expires_in: 3600 s after the response (expires_in 3600), is 1766713521600 s after the response (exp 1768482000000 looks like milliseconds)',
    ],
  },
  {
    title: 'exp as text is a violation',
    scene: claiming({ exp: 'soon' }),
    finds: ['token claim exp: a number of seconds, is string of 4 characters'],
  },
])
