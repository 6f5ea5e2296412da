/**
 * Whose problem it is when the control gets no token, beyond what the status alone shows. Long because it is a table of the
 * responses of many products.
 */
import { expect, test } from '@playwright/test'
import {
  diagnose,
  isDelicate,
  isWorthKnock,
  type Context,
} from '../../../fixtures/gateway/diagnose.ts'
import { isAlarming, mayBeAccident } from '../../../fixtures/gateway/anomaly.ts'
import { caseById } from '../../../fixtures/cases/index.ts'
import type { Owner } from '../../../spec/model.ts'
import { present, sight, type Scene } from '../../support/exchange.ts'

interface Row {
  readonly title: string
  readonly scene: Scene
  readonly context?: Context
  readonly owner: Owner
  readonly words: RegExp
}

const page = (text: string): string => `<!DOCTYPE html>\n<html><body>${text}</body></html>`
const message = (text: string) => ({ json: { message: text } })
const redirect = (location: string, status = 301): Scene => ({
  status,
  body: '',
  headers: { location },
})

const CREDENTIALS = /check FORMFLOW_CLIENT_ID/
const GUARDED =
  /^the control .*: the token endpoint itself wants a token, or a header against forged requests/

const inFront: readonly Row[] = [
  {
    title: 'the page of a firewall',
    scene: { status: 403, body: page('Request Rejected') },
    owner: 'environment',
    words: /a firewall .* blocks the request; .* \(a page of a firewall\)$/,
  },
  {
    title: 'a plain page with 403',
    scene: { status: 403, body: page('<h1>403 Forbidden</h1>') },
    owner: 'environment',
    words: /with a page, as something in front/,
  },
  {
    title: 'a bot check',
    scene: { status: 403, body: page('Just a moment...') },
    owner: 'environment',
    words: /wants proof that a browser sends/,
  },
  {
    title: 'an HTTP password',
    scene: { status: 401, body: '', headers: { 'www-authenticate': 'Basic realm="staging"' } },
    owner: 'environment',
    words: /wants an HTTP password/,
  },
  {
    title: 'an HTTP password, refused in JSON',
    scene: { status: 401, body: message('Unauthorized'), headers: { 'www-authenticate': 'Basic' } },
    owner: 'environment',
    words: /wants an HTTP password/,
  },
  {
    title: 'a gateway that misses its key',
    scene: { status: 401, body: message('No API key found in request') },
    owner: 'environment',
    words: /a gateway .* wants a key/,
  },
  {
    title: 'a gateway that does not know the path',
    scene: {
      status: 403,
      body: message('Missing Authentication Token'),
      headers: { 'x-amzn-errortype': 'MissingAuthenticationTokenException' },
    },
    owner: 'environment',
    words: /or does not know the path/,
  },
  {
    title: 'a client certificate',
    scene: { status: 400, body: page('No required SSL certificate was sent') },
    owner: 'environment',
    words: /wants a client certificate/,
  },
  {
    title: 'a redirect to a login',
    scene: redirect('https://acme.okta.com/app?x=1', 302),
    owner: 'environment',
    words: /somebody has to log in to something in front/,
  },
  {
    title: 'a page of a login with 200',
    scene: { body: page('<input type=password>') },
    owner: 'environment',
    words: /somebody has to log in/,
  },
]

const ofTarget: readonly Row[] = [
  {
    title: 'a path that a bearer guard protects',
    scene: { status: 401, body: message('Not authenticated') },
    owner: 'target',
    words: GUARDED,
  },
  {
    title: 'the guard of Spring',
    scene: {
      status: 401,
      body: message('Full authentication is required to access this resource'),
    },
    owner: 'target',
    words: GUARDED,
  },
  {
    title: 'the guard of Django REST framework',
    scene: { status: 403, body: message('Authentication credentials were not provided.') },
    owner: 'target',
    words: GUARDED,
  },
  {
    title: 'the guard of Flask',
    scene: { status: 401, body: message('Missing Authorization Header') },
    owner: 'target',
    words: GUARDED,
  },
  {
    title: 'the guard of Envoy',
    scene: { status: 401, body: 'Jwt is missing', headers: { 'content-type': 'text/plain' } },
    owner: 'target',
    words: GUARDED,
  },
  {
    title: 'a challenge about a token',
    scene: {
      status: 401,
      body: '',
      headers: { 'www-authenticate': 'Bearer realm="a", error="invalid_token"' },
    },
    owner: 'target',
    words: GUARDED,
  },
  {
    title: 'a check against forged requests',
    scene: { status: 403, body: message('invalid csrf token') },
    owner: 'target',
    words: GUARDED,
  },
  {
    title: 'the page of Django about forged requests',
    scene: { status: 403, body: page('CSRF verification failed. Request aborted.') },
    owner: 'target',
    words: GUARDED,
  },
  {
    title: 'the status of Laravel for forged requests',
    scene: { status: 419, body: page('Page Expired') },
    owner: 'target',
    words: GUARDED,
  },
  {
    title: 'a redirect to the same path with a slash',
    scene: redirect('https://api.example/api/token/'),
    owner: 'target',
    words: /redirects to https:\/\/api\.example\/api\/token\/, the same path but for a slash/,
  },
  {
    title: 'the same redirect without a host',
    scene: redirect('/api/token/?a=1', 308),
    owner: 'target',
    words: /the same path but for a slash/,
  },
]

const ofConfiguration: readonly Row[] = [
  {
    title: 'a refusal of the client as OAuth 2.0 has it',
    scene: {
      status: 401,
      body: { json: { error: 'invalid_client' } },
      headers: { 'www-authenticate': 'Basic realm="api"' },
    },
    owner: 'configuration',
    words: CREDENTIALS,
  },
  {
    title: 'a refusal that calls the credentials a key',
    scene: { status: 401, body: message('API key or client secret is wrong') },
    owner: 'configuration',
    words: CREDENTIALS,
  },
  {
    title: 'a refusal with the challenge of every 401',
    scene: {
      status: 401,
      body: message('Client id or client secret is wrong.'),
      headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
    },
    owner: 'configuration',
    words: CREDENTIALS,
  },
  {
    title: 'a plain refusal with a Bearer challenge',
    scene: {
      status: 401,
      body: message('Unauthorized'),
      headers: { 'www-authenticate': 'Bearer' },
    },
    owner: 'configuration',
    words: CREDENTIALS,
  },
  {
    title: 'wrong credentials in words',
    scene: { status: 401, body: message('Bad credentials') },
    owner: 'configuration',
    words: CREDENTIALS,
  },
  {
    title: 'a redirect to https',
    scene: redirect('https://api.example/api/token'),
    owner: 'configuration',
    words: /set FORMFLOW_BASE_URL to the address with https/,
  },
  {
    title: 'a redirect to another path',
    scene: redirect('https://api.example/v2/api/token'),
    owner: 'configuration',
    words: /set FORMFLOW_BASE_URL to where the API is/,
  },
  {
    title: 'a declared 400 about a certificate of the API',
    scene: { status: 400, body: message('organizationId must be a string') },
    owner: 'configuration',
    words: /not accepted as well-formed/,
  },
  {
    title: 'a secret with a plus sign',
    scene: { status: 401 },
    context: { isDelicate: true },
    owner: 'configuration',
    words: /; the secret has characters such as \+ % & </,
  },
  {
    title: 'a secret that was read from somewhere',
    scene: { status: 401 },
    context: { provenance: 'secret of 63 characters from .env' },
    owner: 'configuration',
    words: /\(secret of 63 characters from \.env\)$/,
  },
]

for (const { title, scene, context, owner, words } of [...inFront, ...ofTarget, ...ofConfiguration])
  test(`${title} is a problem of the ${owner}`, () => {
    const found = diagnose(sight(scene).exchange, context)
    expect(found?.owner).toBe(owner)
    expect(found?.reason).toMatch(words)
  })

const badRequest = (detail: string, id: string): Scene => ({
  status: 400,
  body: { json: { message: detail, requestId: id } },
})

for (const [what, knock, owner] of [
  [
    'the same refusal to a body without members, but for its id',
    badRequest('Bad Request', 'b-2'),
    'target',
  ],
  [
    'another refusal to a body without members',
    badRequest('clientId is required', 'b-2'),
    'configuration',
  ],
  [
    'another status to a body without members',
    { ...badRequest('Bad Request', 'b-2'), status: 422 },
    'configuration',
  ],
  [
    'no response to a body without members',
    { failure: { kind: 'reset', message: '' } },
    'configuration',
  ],
] as const satisfies readonly (readonly [string, Scene, Owner])[])
  test(`a 400 with ${what} is a problem of the ${owner}`, () => {
    const found = diagnose(sight(badRequest('Bad Request', 'a-1')).exchange, {
      knock: sight(knock).exchange,
    })
    expect(found?.owner).toBe(owner)
  })

test('a body without members is worth a request after a refusal of the form alone', () => {
  const worth = [200, 400, 401, 403, 404, 415, 422, 429, 500].filter((status) =>
    isWorthKnock(sight({ status }).exchange),
  )
  expect(worth).toEqual([400, 415, 422])
  expect(isWorthKnock(sight({ failure: { kind: 'reset', message: '' } }).exchange)).toBe(false)
})

test('characters that decoding or escaping changes are delicate', () => {
  expect([...`+%&<>"'\\`].filter((char) => !isDelicate(`a${char}b`))).toEqual([])
  expect(isDelicate('Abc-123_.~!$()*,:;=?@[]^`{|}#/')).toBe(false)
})

test('a redirect shows nothing of its query', () => {
  const { reason } = present(
    diagnose(sight(redirect('https://a.example/x?secret=abc#def')).exchange),
  )
  expect(reason).toContain('https://a.example/x;')
  expect(reason).not.toMatch(/abc|def/)
})

const missing = caseById('missing-credentials/client-id')

test('what blocks a request does so again, and what may be an accident is sent once more', () => {
  const blocked = (scene: Scene) => {
    const { exchange } = sight({ ...scene, step: { name: 'request' } })
    return { ...exchange, response: { ...present(exchange.response), intermediary: 'header x' } }
  }
  expect(mayBeAccident(missing, blocked({ status: 403 }))).toBe(false)
  expect(mayBeAccident(missing, blocked({ status: 503 }))).toBe(true)
  expect(mayBeAccident(missing, sight({ status: 502 }).exchange)).toBe(true)
  expect(mayBeAccident(missing, sight({ status: 403 }).exchange)).toBe(false)
})

test('no further guess follows a lock', () => {
  for (const status of [403, 423, 429])
    expect(isAlarming(missing, [sight({ status }).exchange]), String(status)).toBe(true)
  expect(isAlarming(missing, [sight({ status: 400 }).exchange])).toBe(false)
})
