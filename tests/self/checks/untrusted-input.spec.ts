/** What a server believes of a request beside its body. */
import { expect, test } from '@playwright/test'
import { FOREIGN_HOST } from '../../../spec/lib/foreign-host.ts'
import type { SealedBody } from '../../../spec/model.ts'
import { checkFinds, findsOf } from '../../support/check-results.ts'
import { goodJwt, sight, tokenFacts, type Scene } from '../../support/exchange.ts'

const QUERY = 'no-credentials-in-query'
const query = [['clientId', 'wrong']] as const

/** A request with wrong credentials in its query, which has to fail. */
const failing = (status: number, plain?: number): Scene => ({
  step: { proves: [QUERY], query, method: 'GET', expect: { status: [404, 405, 501] } },
  status,
  ...(plain === undefined
    ? {}
    : { before: [sight({ step: { method: 'GET' }, status: plain, body: '' })] }),
})

/** The same beside a body with the right ones. */
const succeeding = (status: number): Scene => ({
  step: { proves: [QUERY], query, expect: { status: ['2xx', '3xx', '4xx'] } },
  status,
})

checkFinds(QUERY, [
  { title: 'a status of before is right', scene: failing(405), finds: [] },
  { title: 'a refusal of another kind is right', scene: failing(400, 405), finds: [] },
  { title: 'a guard that answers every GET is right', scene: failing(401, 401), finds: [] },
  {
    title: 'wrong credentials that are compared are a violation',
    scene: failing(401, 400),
    finds: ['status of request: 400, as without the query, is 401'],
  },
  {
    title: 'a success is a violation',
    scene: failing(200, 405),
    finds: ['status of request: 405, as without the query, is 200'],
  },
  { title: 'a login that goes on is right', scene: succeeding(200), finds: [] },
  { title: 'a login whose query is refused is right', scene: succeeding(400), finds: [] },
  {
    title: 'a login that wrong credentials in the query spoil is a violation',
    scene: succeeding(401),
    finds: ['status of request: 2xx or 3xx or 4xx, as without the query, is 401'],
  },
])

const origin = 'https://conformance-origin.example'

const crossOrigin = (headers: Readonly<Record<string, string>>): Scene => ({
  step: { headers: [['origin', origin]] },
  headers,
})

checkFinds('cross-origin-not-trusted', [
  { title: 'a request without an origin is not applicable', scene: {}, finds: 'not applicable' },
  { title: 'no headers of CORS are right', scene: crossOrigin({}), finds: [] },
  {
    title: 'a star is right',
    scene: crossOrigin({ 'access-control-allow-origin': '*' }),
    finds: [],
  },
  {
    title: 'another origin with credentials is right',
    scene: crossOrigin({
      'access-control-allow-origin': 'https://app.example',
      'access-control-allow-credentials': 'true',
    }),
    finds: [],
  },
  {
    title: 'the origin of the request without credentials is right',
    scene: crossOrigin({ 'access-control-allow-origin': origin }),
    finds: [],
  },
  {
    title: 'the origin of the request with credentials is a violation',
    scene: crossOrigin({
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'TRUE',
    }),
    finds: [
      `header access-control-allow-origin: no unknown origin beside access-control-allow-credentials: true, is ${origin}`,
    ],
  },
])

const HOST = 'host-not-trusted'
const host = 'api.example:60606'
const named = (scene: Scene): Scene => ({
  ...scene,
  step: { proves: [HOST], headers: [['host', host]] },
})
const issuedBy = (iss: string): Scene =>
  named({ secrets: [tokenFacts({ claims: { ...goodJwt.claims, iss } })] })

const withData = (body: Partial<SealedBody>): Scene => ({
  step: { operation: 'protected', method: 'GET', proves: [HOST] },
  body: { text: '', bytes: 48, utf8: true, shortened: true, ...body },
})

checkFinds(HOST, [
  { title: 'a step about something else is not applicable', scene: {}, finds: 'not applicable' },
  { title: 'a token without the host is right', scene: issuedBy('https://api.example'), finds: [] },
  {
    title: 'a number that begins like the port is right',
    scene: issuedBy('https://api.example:606061'),
    finds: [],
  },
  { title: 'a refusal is right', scene: named({ status: 421 }), finds: [] },
  {
    title: 'an issuer of that name is a violation',
    scene: issuedBy(`https://${FOREIGN_HOST}/`),
    finds: [`token claim iss: no host that only the request names, is ${FOREIGN_HOST}`],
  },
  {
    title: 'an issuer with that port is a violation',
    scene: issuedBy(`https://${host}/`),
    finds: [`token claim iss: no host that only the request names, is :60606`],
  },
  {
    title: 'a link of that name is a violation',
    scene: named({ headers: { link: `<https://${FOREIGN_HOST}/next>` } }),
    finds: [`header link: no host that only the request names, is ${FOREIGN_HOST}`],
  },
  {
    title: 'data of the protected operation with that name is a violation',
    scene: withData({ dataNamesForeignHost: true }),
    finds: [`body: no host that only the request names, is ${FOREIGN_HOST}`],
  },
  { title: 'data without that name is right', scene: withData({ dataNumber: 1 }), finds: [] },
  {
    title: 'a link with that port is right',
    scene: named({ headers: { host, link: `<https://${host}/next>` } }),
    finds: [],
  },
])

test('a body with that name is a violation', () => {
  const body = { json: { token: '‹token 1›', self: `https://${FOREIGN_HOST}` } }
  expect(findsOf(HOST, sight(named({ body })))).toHaveLength(1)
})

const about = (message: string, headers: Scene['headers'] = {}): Scene => ({
  sent: { clientId: 'client${7919*6841}' },
  status: 401,
  headers,
  body: { json: { message } },
})

checkFinds('input-not-evaluated', [
  {
    title: 'a request without an expression is not applicable',
    scene: { ...about('54173879'), sent: { clientId: 'client 7919 * 6841' } },
    finds: 'not applicable',
  },
  {
    title: 'a refusal that repeats the expression is right',
    scene: about('unknown client client${7919*6841}'),
    finds: [],
  },
  { title: 'a longer number is right', scene: about('request 1541738790'), finds: [] },
  {
    title: 'a refusal with the result is a violation',
    scene: about('unknown client client54173879'),
    finds: ['body: no result of an expression of the request, is 54173879'],
  },
  {
    title: 'a header with the result is a violation',
    scene: about('unknown client', { 'x-client': 'client54173879' }),
    finds: ['header x-client: no result of an expression of the request, is 54173879'],
  },
])

const tag = '<conformance-tag>'
const asPage = (body: string, type = 'text/html; charset=utf-8'): Scene => ({
  sent: { clientId: `client${tag}` },
  status: 401,
  headers: { 'content-type': type },
  body,
})

checkFinds('no-markup-echo', [
  {
    title: 'a page about a request without a tag is not applicable',
    scene: { ...asPage('<p>client</p>'), sent: { clientId: 'client < 5' } },
    finds: 'not applicable',
  },
  {
    title: 'a tag in JSON is not applicable',
    scene: asPage(`{"message":"client${tag}"}`, 'application/json'),
    finds: 'not applicable',
  },
  {
    title: 'a page with the tag in escapes is right',
    scene: asPage('<p>client&lt;conformance-tag&gt;</p>'),
    finds: [],
  },
  {
    title: 'a page with the tag is a violation',
    scene: asPage(`<p>unknown client${tag}</p>`),
    finds: [`body: the tag of the request in escapes, or not at all, is ${tag}`],
  },
])
