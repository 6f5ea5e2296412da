/** Secrets and versions in responses. */
import type { JwtFacts, Seal } from '../../../spec/model.ts'
import { secretSeal, tokenFacts, tokenSeal, type Scene } from '../../support/exchange.ts'
import { checkFinds } from '../../support/check-results.ts'

const token = (where: string): Seal => tokenSeal({ where })

const opened = {
  operation: 'protected',
  method: 'GET',
  headers: [['authorization', 'Bearer ‹token 1›']],
} as const

checkFinds('no-secret-echo', [
  { title: 'a response that repeats nothing is right', scene: {}, finds: [] },
  {
    title: 'the token in the body that issues it is right',
    scene: { seals: [token('body')] },
    finds: [],
  },
  {
    title: 'header and claims of a signed token are not secret',
    scene: { step: opened, seals: [{ ...token('body'), usable: false }] },
    finds: [],
  },
  {
    title: 'the whole secret is a violation with its place',
    scene: { status: 401, seals: [secretSeal()] },
    finds: ['body: nothing of ‹clientSecret›, is 63 of its 63 characters'],
  },
  {
    title: 'an encoded part of the secret is a violation with its length and encoding',
    scene: {
      seals: [secretSeal({ where: 'header location', length: 9, form: 'percent-encoded' })],
    },
    finds: [
      'header location: nothing of ‹clientSecret›, is 9 of its 63 characters, percent-encoded',
    ],
  },
  {
    title: 'a repeated token is a violation',
    scene: { step: opened, status: 401, seals: [token('header www-authenticate')] },
    finds: ['header www-authenticate: nothing of ‹token 1›, is 400 of its 400 characters'],
  },
  {
    title: 'a token that nobody presented repeats nothing',
    scene: {
      step: { ...opened, headers: [] },
      status: 401,
      seals: [token('header set-cookie')],
    },
    finds: [],
  },
])

checkFinds('no-internal-credentials', [
  { title: 'a response without any is right', scene: {}, finds: [] },
  {
    title: 'one in a header, and one in the claims, are violations',
    scene: {
      discloses: [{ where: 'header x-debug', what: 'a password in a URL' }],
      secrets: [tokenFacts({ discloses: ['a hash of a password'] })],
    },
    finds: [
      'header x-debug: none, is a password in a URL',
      'token claims: none, is a hash of a password',
    ],
  },
])

const secretIn = (claims: JwtFacts['claims'] = {}): Scene => ({
  secrets: [tokenFacts({ carries: ['‹clientSecret›'], claims })],
})

checkFinds('no-secret-in-claims', [
  { title: 'claims without secrets are right', scene: {}, finds: [] },
  {
    title: 'a token that cannot be read is not applicable',
    scene: { secrets: [] },
    finds: 'not applicable',
  },
  {
    title: 'the secret in the claims is a violation',
    scene: secretIn({ sub: '‹clientSecret›' }),
    finds: ['token claim sub: nothing of ‹clientSecret›, is all of it'],
  },
  {
    title: 'a part of it is a violation, with the claims and the share',
    scene: secretIn({
      a: { b: ['x‹clientSecret: 12 of 32›'] },
      c: '‹clientSecret: 9 of 32›',
      d: '',
    }),
    finds: [
      'token claim a: nothing of ‹clientSecret›, is 12 of its 32 characters',
      'token claim c: nothing of ‹clientSecret›, is 9 of its 32 characters',
    ],
  },
  {
    title: 'the secret in the header is a violation',
    scene: {
      secrets: [tokenFacts({ carries: ['‹clientSecret›'], header: { kid: '‹clientSecret›' } })],
    },
    finds: ['token header kid: nothing of ‹clientSecret›, is all of it'],
  },
  {
    title: 'a secret whose place nothing shows is a violation',
    scene: secretIn({}),
    finds: ['body /token: nothing of ‹clientSecret›, is it contains ‹clientSecret›'],
  },
])

checkFinds('refusal-carries-no-token', [
  { title: 'a refusal without a token is right', scene: { status: 401, body: '{}' }, finds: [] },
  {
    title: 'a success may contain one',
    scene: { seals: [token('body')] },
    finds: 'not applicable',
  },
  {
    title: 'the protected operation is not applicable',
    scene: { step: opened, status: 401 },
    finds: 'not applicable',
  },
  {
    title: 'a message about the token is right',
    scene: { status: 400, body: { json: { message: 'token' } } },
    finds: [],
  },
  {
    title: 'a redirect with a token is a violation',
    scene: { status: 302, body: '', seals: [token('header location')] },
    finds: ['header location: no token, is a token in a response with status 302'],
  },
  {
    title: 'a token in the body is one violation, sealed or not',
    scene: { status: 401, seals: [token('body')] },
    finds: ['body: no token, is a token in a response with status 401'],
  },
  {
    title: 'an opaque token in the body is a violation',
    scene: { status: 500, body: { json: { token: 'opaque-0123456789' } } },
    finds: ['body: no token, is a token in a response with status 500'],
  },
  ...['', 'expired', 'The token is required.'].map((word) => ({
    title: `"${word}" instead of a token is right`,
    scene: { status: 400, body: { json: { token: word, token_type: '', expires_in: 0 } } },
    finds: [],
  })),
])

checkFinds('token-in-body-only', [
  { title: 'the token in the body is right', scene: { seals: [token('body')] }, finds: [] },
  { title: 'a refusal is not applicable', scene: { status: 401 }, finds: 'not applicable' },
  {
    title: 'a token also in a cookie is a violation',
    scene: { seals: [token('body'), token('header set-cookie')] },
    finds: ['header set-cookie: no token, is a token'],
  },
])

const named = (headers: NonNullable<Scene['headers']>, finds: readonly string[]) => ({
  title: `${Object.entries(headers).join('').replace(',', ': ')} is ${finds.length > 0 ? 'a violation' : 'right'}`,
  scene: { headers },
  finds,
})

checkFinds('no-version-header', [
  { title: 'a response without such headers is right', scene: {}, finds: [] },
  named({ server: 'cloudflare' }, []),
  named({ 'x-powered-by': 'Express' }, []),
  named({ 'x-powered-by': 'PHP/8.2.1' }, ['header x-powered-by: no version, is PHP/8.2.1']),
  named({ server: 'nginx/1.25.3' }, ['header server: no version, is nginx/1.25.3']),
])
