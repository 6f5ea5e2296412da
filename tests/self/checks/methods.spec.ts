/** Other methods than POST. */
import type { Seal } from '../../../spec/model.ts'
import { tells } from '../../support/check-results.ts'

const get = { method: 'GET', name: 'GET', proves: ['other-methods-405'] }
const token: Seal = {
  mark: '‹token 1›',
  kind: 'token',
  where: 'header x-token',
  length: 9,
  of: 400,
  form: 'plain',
  usable: true,
}

tells('only-post-issues-tokens', [
  {
    title: 'a GET that is refused is right',
    scene: { step: get, status: 405, body: '' },
    says: [],
  },
  {
    title: 'a GET that is answered without a token is right',
    scene: { step: get, body: '{}' },
    says: [],
  },
  { title: 'a POST may issue tokens', scene: {}, says: 'nothing to look at' },
  {
    title: 'a GET of the protected operation is not looked at',
    scene: { step: { ...get, operation: 'protected' } },
    says: 'nothing to look at',
  },
  {
    title: 'a GET that is answered with a token is told',
    scene: { step: get },
    says: ['answer to GET: no token, is a token'],
  },
  {
    title: 'a PUT with a token in a refusal is told',
    scene: {
      step: { ...get, method: 'PUT' },
      status: 400,
      body: { json: { token: 'opaque-0123456789' } },
    },
    says: ['answer to PUT: no token, is a token'],
  },
  {
    title: 'a GET that is answered with the public part of a token is right',
    scene: { step: get, body: '{}', seals: [{ ...token, usable: false }] },
    says: [],
  },
  {
    title: 'a HEAD with a token in a header is told',
    scene: { step: { ...get, method: 'HEAD' }, body: '', seals: [token] },
    says: ['answer to HEAD: no token, is a token'],
  },
])

tells('other-methods-405', [
  {
    title: 'a 405 that names what works is right',
    scene: { step: get, status: 405, headers: { allow: 'POST' } },
    says: [],
  },
  { title: 'a 501 is right', scene: { step: get, status: 501 }, says: [] },
  {
    title: 'a case that does not ask is not looked at',
    scene: { step: { method: 'GET' } },
    says: 'nothing to look at',
  },
  {
    title: 'a 404 is told',
    scene: { step: get, status: 404 },
    says: ['status of GET: 405, is 404'],
  },
  {
    title: 'a success is told',
    scene: { step: get, status: 200 },
    says: ['status of GET: 405, is 200'],
  },
  {
    title: 'a 405 that names nothing is told',
    scene: { step: get, status: 405 },
    says: ['header allow: the methods that work, is absent'],
  },
])
