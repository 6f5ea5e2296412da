/** Secrets and versions where none belong. */
import type { Seal } from '../../../spec/model.ts'
import { tokenFacts, type Scene } from '../../support/exchange.ts'
import { tells } from '../../support/check-results.ts'

const echo = (changes: Partial<Seal> = {}): Seal => ({
  mark: '‹clientSecret›',
  kind: 'secret',
  where: 'body',
  length: 63,
  of: 63,
  form: 'plain',
  usable: true,
  ...changes,
})

const token = (where: string): Seal =>
  echo({ mark: '‹token 1›', kind: 'token', where, length: 400, of: 400 })
const opened = { operation: 'protected', method: 'GET' } as const

tells('no-secret-echo', [
  { title: 'an answer that repeats nothing is right', scene: {}, says: [] },
  {
    title: 'the token in the body that grants it is right',
    scene: { seals: [token('body')] },
    says: [],
  },
  {
    title: 'the public part of a token is no secret',
    scene: { step: opened, seals: [{ ...token('body'), usable: false }] },
    says: [],
  },
  {
    title: 'the whole secret is told by its place',
    scene: { status: 401, seals: [echo()] },
    says: ['body: nothing of ‹clientSecret›, is 63 of its 63 characters'],
  },
  {
    title: 'a part of the secret in another form is told by length and form',
    scene: { seals: [echo({ where: 'header location', length: 9, form: 'percent-encoded' })] },
    says: [
      'header location: nothing of ‹clientSecret›, is 9 of its 63 characters, percent-encoded',
    ],
  },
  {
    title: 'a presented token that comes back is told',
    scene: { step: opened, status: 401, seals: [token('header www-authenticate')] },
    says: ['header www-authenticate: nothing of ‹token 1›, is 400 of its 400 characters'],
  },
])

tells('no-secret-in-claims', [
  { title: 'claims without secrets are right', scene: {}, says: [] },
  {
    title: 'a token that cannot be read is not looked at',
    scene: { secrets: [] },
    says: 'nothing to look at',
  },
  {
    title: 'the secret in the claims is told',
    scene: { secrets: [tokenFacts({ carries: ['‹clientSecret›'] })] },
    says: ['body /token: a token without ‹clientSecret›, is it carries ‹clientSecret›'],
  },
])

tells('refusal-carries-no-token', [
  { title: 'a refusal without a token is right', scene: { status: 401, body: '{}' }, says: [] },
  {
    title: 'a success may carry one',
    scene: { seals: [token('body')] },
    says: 'nothing to look at',
  },
  {
    title: 'the protected operation is not looked at',
    scene: { step: opened, status: 401 },
    says: 'nothing to look at',
  },
  {
    title: 'a message about the token is right',
    scene: { status: 400, body: { json: { message: 'token' } } },
    says: [],
  },
  {
    title: 'a redirect with a token is told',
    scene: { status: 302, body: '', seals: [token('header location')] },
    says: ['header location: no token, is a token in an answer with status 302'],
  },
  {
    title: 'a token in the body is told once, sealed or not',
    scene: { status: 401, seals: [token('body')] },
    says: ['body: no token, is a token in an answer with status 401'],
  },
  {
    title: 'an opaque token in the body is told',
    scene: { status: 500, body: { json: { token: 'opaque-0123456789' } } },
    says: ['body: no token, is a token in an answer with status 500'],
  },
  ...['', 'expired', 'The token is required.'].map((word) => ({
    title: `"${word}" in place of a token is right`,
    scene: { status: 400, body: { json: { token: word, token_type: '', expires_in: 0 } } },
    says: [],
  })),
])

tells('token-in-body-only', [
  { title: 'the token in the body is right', scene: { seals: [token('body')] }, says: [] },
  { title: 'a refusal is not looked at', scene: { status: 401 }, says: 'nothing to look at' },
  {
    title: 'the token in a cookie as well is told',
    scene: { seals: [token('body'), token('header set-cookie')] },
    says: ['header set-cookie: no token, is a token'],
  },
])

const named = (headers: NonNullable<Scene['headers']>, says: readonly string[]) => ({
  title: `${Object.entries(headers).join('').replace(',', ': ')} is ${says.length > 0 ? 'told' : 'right'}`,
  scene: { headers },
  says,
})

tells('no-version-header', [
  { title: 'no such header is right', scene: {}, says: [] },
  named({ server: 'cloudflare' }, []),
  named({ 'x-powered-by': 'Express' }, ['header x-powered-by: absent, is Express']),
  named({ server: 'nginx/1.25.3' }, ['header server: no version, is nginx/1.25.3']),
])
