/** Methods other than POST. */
import { checkFinds } from '../../support/check-results.ts'
import { tokenSeal } from '../../support/exchange.ts'

const get = { method: 'GET', name: 'GET', proves: ['other-methods-405'] }
const token = tokenSeal({ where: 'header x-token', length: 9 })

checkFinds('only-post-issues-tokens', [
  {
    title: 'a GET that is refused is right',
    scene: { step: get, status: 405, body: '' },
    finds: [],
  },
  {
    title: 'a GET that is answered without a token is right',
    scene: { step: get, body: '{}' },
    finds: [],
  },
  { title: 'a POST may issue tokens', scene: {}, finds: 'not applicable' },
  {
    title: 'a GET of the protected operation is not applicable',
    scene: { step: { ...get, operation: 'protected' } },
    finds: 'not applicable',
  },
  {
    title: 'a GET that is answered with a token is a violation',
    scene: { step: get },
    finds: ['response to GET: no token, is a token'],
  },
  {
    title: 'a PUT with a token in a refusal is a violation',
    scene: {
      step: { ...get, method: 'PUT' },
      status: 400,
      body: { json: { token: 'opaque-0123456789' } },
    },
    finds: ['response to PUT: no token, is a token'],
  },
  {
    title: 'a GET that returns header and claims of a signed token is right',
    scene: { step: get, body: '{}', seals: [{ ...token, usable: false }] },
    finds: [],
  },
  {
    title: 'a HEAD with a token in a header is a violation',
    scene: { step: { ...get, method: 'HEAD' }, body: '', seals: [token] },
    finds: ['response to HEAD: no token, is a token'],
  },
])

checkFinds('other-methods-405', [
  {
    title: 'a 405 with an Allow header is right',
    scene: { step: get, status: 405, headers: { allow: 'POST' } },
    finds: [],
  },
  { title: 'a 501 is right', scene: { step: get, status: 501 }, finds: [] },
  {
    title: 'a step that does not prove the requirement is not applicable',
    scene: { step: { method: 'GET' } },
    finds: 'not applicable',
  },
  {
    title: 'a 404 is a violation',
    scene: { step: get, status: 404 },
    finds: ['status of GET: 405, is 404'],
  },
  {
    title: 'a success is a violation',
    scene: { step: get, status: 200 },
    finds: ['status of GET: 405, is 200'],
  },
  {
    title: 'a 405 without an Allow header is a violation',
    scene: { step: get, status: 405 },
    finds: ['header allow: the supported methods, is absent'],
  },
])

const trace = {
  method: 'TRACE',
  name: 'TRACE',
  operation: 'protected',
  headers: [['authorization', 'Bearer ‹token 1›']],
  proves: ['no-token-in-trace'],
} as const

checkFinds('no-token-in-trace', [
  {
    title: 'a TRACE that is refused is right',
    scene: { step: trace, status: 405, body: '' },
    finds: [],
  },
  {
    title: 'a TRACE that is answered with the token is a violation',
    scene: { step: trace, body: '', seals: [{ ...token, where: 'body' }] },
    finds: ['body: nothing of the token, is the token of the request'],
  },
  {
    title:
      'a TRACE that is answered with a token that was not presented, such as a session, is right',
    scene: { step: trace, body: '', seals: [{ ...token, mark: '‹token 2›' }] },
    finds: [],
  },
  {
    title: 'a TRACE that is answered with another secret is right',
    scene: { step: trace, body: '', seals: [{ ...token, kind: 'secret' }] },
    finds: [],
  },
])
