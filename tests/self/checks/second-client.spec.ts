/** What a second client gets that belongs to the first. */
import { expect, test } from '@playwright/test'
import type { Target } from '../../../fixtures/gateway/request/target.ts'
import { certifyInMemory, faultless } from '../../../fixtures/run/in-memory.ts'
import { checks } from '../../../spec/checks/index.ts'
import { checkFinds } from '../../support/check-results.ts'
import { goodJwt, NOON_S, sight, tokenFacts, type Scene } from '../../support/exchange.ts'

const APART = 'clients-kept-apart'
const step = { name: 'login', client: 'second', proves: [APART] } as const
const [first, second] = ['org-first', 'org-second']

const fresh = sight({
  step: { name: 'fresh token', operation: 'protected', method: 'GET', present: 'fresh' },
  body: { text: '', bytes: 48, utf8: true, shortened: true, dataNumber: 1 },
  secrets: [tokenFacts()],
})

const guess = (status: number, body: Scene['body'] = '{}'): Scene => ({
  step: { ...step, name: 'guess', expect: { status: [401] } },
  sent: { organizationId: first },
  status,
  body,
  before: [fresh],
})

const login = (claims: object, mark = '‹token 2›'): Scene => ({
  step: { ...step, expect: { status: ['2xx'], open: { status: ['4xx'], because: 'refused' } } },
  sent: { organizationId: second },
  body: { json: { token: mark, token_type: 'Bearer', expires_in: 3600 } },
  secrets: [{ ...tokenFacts({ claims: { ...goodJwt.claims, ...claims } }), mark }],
  before: [fresh, sight(guess(401))],
})

/** At the same time as that of the second client. */
const loginOfFirst = (organizationId: string): Scene => ({
  step: { name: 'login of the first client', proves: [APART], expect: { status: ['2xx'] } },
  sent: { organizationId: first },
  body: { json: { token: '‹token 1›', token_type: 'Bearer', expires_in: 3600 } },
  secrets: [tokenFacts({ claims: { ...goodJwt.claims, organizationId, iat: NOON_S - 60 } })],
  before: [fresh, sight(guess(401)), sight(login({ organizationId: second }))],
})

const ofOther = 'nothing of the other client, is the organization of the other client'

checkFinds(APART, [
  { title: 'a refused guess is right', scene: guess(401), finds: [] },
  { title: 'a success without a token is right', scene: guess(200), finds: [] },
  {
    title: 'a guess that gets a token is a violation',
    scene: guess(200, { json: { token: '‹token 3›' } }),
    finds: ['status of guess: 401, is 200, with a token'],
  },
  {
    title: 'a token of the second client is right',
    scene: login({ organizationId: second }),
    finds: [],
  },
  {
    title: 'the other organization is a violation',
    scene: login({ organizationId: first }),
    finds: [`token claim organizationId: ${ofOther}`],
  },
  {
    title: 'the other organization deep in a claim is a violation',
    scene: login({ context: { tenants: [{ id: first }] } }),
    finds: [`token claim context: ${ofOther}`],
  },
  {
    title: 'the organization of the second client for the first one is a violation',
    scene: loginOfFirst(second),
    finds: [`token claim organizationId: ${ofOther}`],
  },
  { title: 'the first client may get its token again', scene: loginOfFirst(first), finds: [] },
  {
    title: 'a value that only contains the organization is right',
    scene: login({ scope: `${first}s-only` }),
    finds: [],
  },
  { title: 'the same token in the same second is right', scene: login({}, '‹token 1›'), finds: [] },
  {
    title: 'the same token a minute later is a violation',
    scene: login({ iat: NOON_S - 60 }, '‹token 1›'),
    finds: ['body /token: a token of the second client, is that of the first client'],
  },
])

const check = checks.find(({ verifies }) => verifies === APART)

test('nothing is said of a second client that is refused', () => {
  expect(check?.open?.(sight({ ...login({}), status: 401 }))).toBe(
    'login was answered 401: refused',
  )
  expect(check?.open?.(sight(login({})))).toBeUndefined()
})

/** The second client's token at the protected operation. */
const presented = (dataNumber: number, more: Partial<Scene> = {}): Scene => ({
  step: { ...step, operation: 'protected', method: 'GET', present: 'of-second-client' },
  body: { text: '', bytes: 48, utf8: true, shortened: true, dataNumber },
  before: [fresh],
  ...more,
})

test('the same data for both clients is a remark', () => {
  expect(check?.remark?.(sight(presented(1)))).toMatch(
    /^both clients get the same 48 bytes from the protected operation; /,
  )
  expect(check?.remark?.(sight(presented(2)))).toBeUndefined()
})

const ALONE = 'data-by-token-alone'

/** The same, with the organization of the first client beside it. */
const beside = (own: number, given: number, status = 200): Scene => ({
  ...presented(given),
  step: {
    name: 'the organization of the first',
    operation: 'protected',
    method: 'GET',
    present: 'of-second-client',
    proves: [ALONE],
  },
  status,
  before: [fresh, sight(presented(own))],
})

checkFinds(ALONE, [
  { title: 'the data of the second client are right', scene: beside(2, 2), finds: [] },
  { title: 'data that nobody got before are right', scene: beside(2, 3), finds: [] },
  {
    title: 'the data of the first client are a violation',
    scene: beside(2, 1),
    finds: [
      'response to the organization of the first: the data of the second client, or a refusal, is the data of the first client',
    ],
  },
  {
    title: 'data that both clients get show nothing',
    scene: beside(1, 1),
    finds: 'not applicable',
  },
  { title: 'a refusal shows nothing', scene: beside(2, 1, 400), finds: 'not applicable' },
])

test('without a second client nothing is left untested but what is about one', async () => {
  const target = (given: Target): Target => {
    const { second: _, ...others } = given
    return others
  }
  const { verdict } = await certifyInMemory(faultless, { target })
  const untested = verdict.requirements.filter(({ outcome }) => outcome === 'inconclusive')
  expect(untested.map(({ id }) => id)).toEqual(['clients-kept-apart', 'data-by-token-alone'])
})
