/** The control works no longer: whose problem that is, and what counts all the same. */
import { expect, test } from '@playwright/test'
import { caseById } from '../../../fixtures/cases/index.ts'
import {
  afterwards,
  isDead,
  isRefused,
  isWorking,
  lastingIn,
  lossBy,
} from '../../../fixtures/gateway/loss.ts'
import type { Exchange, Owner } from '../../../spec/model.ts'
import { present, sight, type Scene } from '../../support/exchange.ts'

const missing = caseById('missing-credentials/client-id')
const exchangeOf = (scene: Scene): Exchange => sight(scene).exchange
const page = '<html>Soon back.</html>'
const message = (text: string) => ({ json: { message: text } })

const losses: readonly (readonly [scene: Scene, owner: Owner, words: RegExp])[] = [
  [
    { failure: { kind: 'refused', message: '' } },
    'environment',
    /not answered \(refused\): the server seems to be down/,
  ],
  [
    { status: 401 },
    'environment',
    /answered 401: the client seems to be locked out after 3 wrong logins; .*FORMFLOW_MAX_FAILED_LOGINS=2/,
  ],
  [{ status: 423 }, 'environment', /locked out after 3 wrong logins/],
  [{ status: 402 }, 'environment', /the quota of the client seems to be used up/],
  [
    { status: 403, body: message('Monthly usage limit reached') },
    'environment',
    /the quota of the client/,
  ],
  [{ status: 429, body: message('Quota exceeded') }, 'environment', /the quota of the client/],
  [
    { status: 403, body: '', headers: { 'cf-mitigated': 'block' } },
    'environment',
    /something in front of the API blocks this client \(header cf-mitigated\)/,
  ],
  [
    { status: 403, body: '<html>Request Rejected</html>' },
    'environment',
    /blocks this client \(a page of a firewall\)/,
  ],
  [{ status: 502 }, 'environment', /a gateway in front of the server misses it/],
  [{ status: 200, body: page }, 'environment', /something else answers in its place/],
  [{ status: 307, body: '' }, 'environment', /something else answers in its place/],
  [{ status: 500, body: page }, 'environment', /something else answers in its place/],
  [{ status: 404 }, 'environment', /the token endpoint is gone, as in a deployment/],
  [
    { status: 500, body: '' },
    'target',
    /since then the server fails on a request with the configured credentials/,
  ],
  [{ status: 400 }, 'target', /since then the server refuses a request that it accepted before/],
]

for (const [scene, owner, words] of losses)
  test(`a control that ends with ${JSON.stringify(scene).slice(0, 90)} is the loss of the ${owner}`, () => {
    const { owner: found, reason } = lossBy(missing, exchangeOf(scene), {
      failedLogins: 3,
      toleratedLogins: 2,
    })
    expect(reason).toMatch(words)
    expect(reason).toMatch(
      /^after missing-credentials\/client-id the control, .*; nothing after it was sent$/,
    )
    expect(found).toBe(owner)
  })

test('a refusal without a wrong login before it is no lock by the suite', () => {
  const reasonOf = (scene: Scene): string =>
    lossBy(missing, exchangeOf(scene), { failedLogins: 0, toleratedLogins: 0 }).reason
  expect(reasonOf({ status: 401 })).toContain('though no wrong login was sent')
  expect(reasonOf({ status: 429 })).toContain('the rate limit did not lift')
  expect(reasonOf({ status: 401 })).not.toContain('FORMFLOW_MAX_FAILED_LOGINS')
})

test('one wrong login is one', () => {
  const { reason } = lossBy(missing, exchangeOf({ status: 401 }), {
    failedLogins: 1,
    toleratedLogins: 0,
  })
  expect(reason).toContain('after 1 wrong login (a policy locks after three or more')
})

test('three wrong logins may lock a client', () => {
  const logins = { failedLogins: 3, toleratedLogins: 2 }
  const { reason } = lossBy(missing, exchangeOf({ status: 401 }), logins)
  expect(reason).toContain('after 3 wrong logins; wait')
})

test('a control works, is refused, or finds nobody', () => {
  const kinds = (scene: Scene): string => {
    const exchange = exchangeOf(scene)
    return [isWorking, isRefused, isDead].map((is) => (is(exchange) ? 1 : 0)).join('')
  }
  expect([200, 201, 204].map((status) => kinds({ status }))).toEqual(['100', '100', '100'])
  expect([401, 402, 403, 423, 429].map((status) => kinds({ status }))).toEqual(Array(5).fill('010'))
  expect([502, 503, 504].map((status) => kinds({ status }))).toEqual(Array(3).fill('001'))
  expect([400, 404, 500, 302].map((status) => kinds({ status }))).toEqual(Array(4).fill('000'))
  expect(kinds({ status: 200, body: page })).toBe('000')
  expect(kinds({ failure: { kind: 'refused', message: '' } })).toBe('001')
  expect(kinds({ failure: { kind: 'reset', message: '' } })).toBe('001')
  expect(kinds({ failure: { kind: 'timeout', message: '' } })).toBe('000')
})

test('the control after a case is a step of it', () => {
  expect(afterwards(exchangeOf({})).step).toBe('control afterwards')
})

const tampered = caseById('protected-operation/tampered-signature')

/** What counts of a case when the run was lost after it: names of steps. */
function lasting(testCase: typeof missing, ...scenes: readonly Scene[]): readonly string[] {
  const exchanges = scenes.map((scene, at) =>
    exchangeOf({ ...scene, step: present(testCase.steps[at]) }),
  )
  return lastingIn(testCase, { caseId: testCase.id, exchanges }).map(({ step }) => step)
}

test('where a refusal was due a success counts, and nothing else does', () => {
  const [setUp, wrong] = tampered.steps.map(({ name }) => name)
  expect(lasting(missing, {})).toEqual([missing.steps[0]?.name])
  expect(lasting(missing, { status: 500 })).toEqual([])
  expect(lasting(missing, { status: 200, body: page })).toEqual([])
  expect(lasting(missing, { failure: { kind: 'reset', message: '' } })).toEqual([])
  expect(lasting(tampered, { body: '' }, { body: '' })).toEqual([wrong])
  expect(lasting(tampered, { status: 401 }, { status: 401 })).toEqual([])
  expect(setUp).not.toBe(wrong)
})
