/** Requirements that the status alone proves. */
import { expect, test } from '@playwright/test'
import type { Sight } from '../../../spec/checks/lib/check.ts'
import { checks } from '../../../spec/checks/index.ts'
import { requirements } from '../../../spec/requirements/index.ts'
import type { Step } from '../../../spec/model.ts'
import { NOON_S, present, sight, type Scene } from '../../support/exchange.ts'
import { checkFinds, findsOf } from '../../support/check-results.ts'

const swapped: Partial<Step> = {
  proves: ['wrong-secret-refused'],
  expect: { status: [401], tolerate: { status: [400], because: 'the form was refused first' } },
}

checkFinds('wrong-secret-refused', [
  { title: 'the expected status is right', scene: { step: swapped, status: 401 }, finds: [] },
  { title: 'a tolerated status is right', scene: { step: swapped, status: 400 }, finds: [] },
  { title: 'the rate limit is no violation', scene: { step: swapped, status: 429 }, finds: [] },
  {
    title: 'a step that proves another requirement is not applicable',
    scene: { status: 401 },
    finds: 'not applicable',
  },
  {
    title: 'without a response it is not applicable',
    scene: { step: swapped, failure: { kind: 'timeout', message: 'late' } },
    finds: 'not applicable',
  },
  {
    title: 'an accepted wrong value is a violation',
    scene: { step: swapped },
    finds: ['status of request: 401, is 200'],
  },
  {
    title: 'a refusal with another status is a violation',
    scene: { step: swapped, status: 403 },
    finds: ['status of request: 401, is 403'],
  },
])

checkFinds('success-status', [
  { title: '200 is right', scene: { step: { proves: ['success-status'] } }, finds: [] },
  {
    title: '201 is a violation, although it is a success',
    scene: { step: { proves: ['success-status'] }, status: 201 },
    finds: ['status of request: 200, is 201'],
  },
])

const because = 'there is no such operation'

const fresh = (scene: Scene): Scene => ({
  ...scene,
  step: {
    name: 'fresh token',
    operation: 'protected',
    proves: ['fresh-token-accepted'],
    expect: { status: ['2xx'], open: { status: [404, '3xx'], because } },
  },
})

checkFinds('fresh-token-accepted', [
  { title: 'any success is right', scene: fresh({ status: 206 }), finds: [] },
  {
    title: 'a status that decides nothing is no violation',
    scene: fresh({ status: 404 }),
    finds: [],
  },
  {
    title: 'a refusal is a violation',
    scene: fresh({ status: 401 }),
    finds: ['status of fresh token: 2xx, is 401'],
  },
])

const garbage = (scene: Scene, setUp: Scene): Scene => ({
  ...scene,
  step: {
    name: 'garbage',
    operation: 'protected',
    proves: ['garbage-token-refused'],
    expect: { status: [401] },
  },
  before: [sight(fresh(setUp))],
})

const tolerating = (scene: Scene): Scene => ({
  ...fresh(scene),
  step: {
    ...fresh(scene).step,
    expect: { status: ['2xx'], tolerate: { status: [400], because: 'the query is odd' } },
  },
})

checkFinds('garbage-token-refused', [
  {
    title: '401 after a fresh token was accepted is right',
    scene: garbage({ status: 401 }, {}),
    finds: [],
  },
  {
    title: '404 is no violation where the operation does not exist',
    scene: garbage({ status: 404 }, { status: 404 }),
    finds: [],
  },
  {
    title: '403 after a fresh token was accepted is a violation',
    scene: garbage({ status: 403 }, {}),
    finds: ['status of garbage: 401, is 403'],
  },
  {
    title: 'an accepted garbage token is a violation, even if the fresh token was refused',
    scene: garbage({}, { status: 404 }),
    finds: ['status of garbage: 401, is 200'],
  },
])

const words: readonly (readonly [
  what: string,
  id: string,
  seen: Sight,
  open?: string | undefined,
  remark?: string,
])[] = [
  ['the expected answer', 'wrong-secret-refused', sight({ step: swapped, status: 401 })],
  [
    'a tolerated answer',
    'wrong-secret-refused',
    sight({ step: swapped, status: 400 }),
    undefined,
    '400: the form was refused first',
  ],
  [
    'the rate limit',
    'wrong-secret-refused',
    sight({ step: swapped, status: 429 }),
    'request was stopped by the rate limit (429)',
  ],
  [
    'an open answer',
    'fresh-token-accepted',
    sight(fresh({ status: 302 })),
    `fresh token was answered 302: ${because}`,
  ],
  [
    'the end of the token',
    'fresh-token-accepted',
    sight({
      ...fresh({ status: 401 }),
      step: { ...fresh({}).step, headers: [['authorization', 'Bearer ‹token 1›']] },
      headers: { date: new Date((NOON_S + 3601) * 1000).toUTCString() },
    }),
    'the token of fresh token ended before it was presented',
  ],
  [
    'a refusal after a failed set-up',
    'garbage-token-refused',
    sight(garbage({ status: 401 }, { status: 404 })),
    `fresh token was answered 404, so a refusal proves nothing: ${because}`,
  ],
  [
    'a refusal after a set-up with a response that it tolerates',
    'garbage-token-refused',
    sight({ ...garbage({ status: 401 }, {}), before: [sight(tolerating({ status: 400 }))] }),
    undefined,
  ],
  [
    'a refusal after a set-up without an answer',
    'garbage-token-refused',
    sight(garbage({ status: 401 }, { failure: { kind: 'reset', message: '' } })),
    'fresh token was answered reset, so a refusal proves nothing',
  ],
]

for (const [what, id, seen, open, remark] of words)
  test(`${what} is ${open ? 'left open' : remark ? 'remarked' : 'settled'}`, () => {
    const check = present(checks.find(({ verifies }) => verifies === id))
    expect(check.open?.(seen)).toBe(open)
    expect(check.remark?.(seen)).toBe(remark)
  })

test('every requirement on a status alone has the same check', () => {
  const alone = requirements.filter(
    ({ id, check }) => check === 'status' && id !== 'wrong-secret-refused',
  )
  for (const { id: verifies } of alone) {
    const step = { ...swapped, proves: [verifies] }
    expect(findsOf(verifies, sight({ step, status: 200 })), verifies).toEqual([
      'status of request: 401, is 200',
    ])
    expect(findsOf(verifies, sight({ step, status: 400 })), verifies).toEqual([])
  }
  expect(alone.length).toBeGreaterThan(20)
})
