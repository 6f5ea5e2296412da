/** What a status alone tells. */
import { expect, test } from '@playwright/test'
import type { Sight } from '../../../spec/checks/check.ts'
import { checks } from '../../../spec/checks/index.ts'
import type { Step } from '../../../spec/model.ts'
import { present, sight, type Scene } from '../../support/exchange.ts'
import { tells, told } from '../../support/check-results.ts'

const swapped: Partial<Step> = {
  proves: ['wrong-secret-refused'],
  expect: { status: [401], tolerate: { status: [400], because: 'the form was refused first' } },
}

tells('wrong-secret-refused', [
  { title: 'the expected status is right', scene: { step: swapped, status: 401 }, says: [] },
  { title: 'a tolerated status is right', scene: { step: swapped, status: 400 }, says: [] },
  { title: 'the rate limit says nothing', scene: { step: swapped, status: 429 }, says: [] },
  {
    title: 'a case that proves something else is not looked at',
    scene: { status: 401 },
    says: 'nothing to look at',
  },
  {
    title: 'without an answer there is nothing to look at',
    scene: { step: swapped, failure: { kind: 'timeout', message: 'late' } },
    says: 'nothing to look at',
  },
  {
    title: 'an accepted look-alike is told',
    scene: { step: swapped },
    says: ['status of request: 401, is 200'],
  },
  {
    title: 'another refusal is told',
    scene: { step: swapped, status: 403 },
    says: ['status of request: 401, is 403'],
  },
])

tells('success-status', [
  { title: '200 is right', scene: { step: { proves: ['success-status'] } }, says: [] },
  {
    title: '201 is told, though it is a success',
    scene: { step: { proves: ['success-status'] }, status: 201 },
    says: ['status of request: 200, is 201'],
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

tells('fresh-token-accepted', [
  { title: 'any success is right', scene: fresh({ status: 206 }), says: [] },
  { title: 'an open answer is no violation', scene: fresh({ status: 404 }), says: [] },
  {
    title: 'a refusal is told',
    scene: fresh({ status: 401 }),
    says: ['status of fresh token: 2xx, is 401'],
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

tells('garbage-token-refused', [
  {
    title: '401 after a fresh token was accepted is right',
    scene: garbage({ status: 401 }, {}),
    says: [],
  },
  {
    title: '404 where nothing is there accuses nobody',
    scene: garbage({ status: 404 }, { status: 404 }),
    says: [],
  },
  {
    title: '403 after a fresh token was accepted is told',
    scene: garbage({ status: 403 }, {}),
    says: ['status of garbage: 401, is 403'],
  },
  {
    title: 'a garbage token that opens something is told, whatever the fresh one did',
    scene: garbage({}, { status: 404 }),
    says: ['status of garbage: 401, is 200'],
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
    'request met the rate limit (429)',
  ],
  [
    'an open answer',
    'fresh-token-accepted',
    sight(fresh({ status: 302 })),
    `fresh token was answered 302: ${because}`,
  ],
  [
    'a refusal after a failed set-up',
    'garbage-token-refused',
    sight(garbage({ status: 401 }, { status: 404 })),
    `fresh token was answered 404, so a refusal proves nothing: ${because}`,
  ],
  [
    'a refusal after a set-up without an answer',
    'garbage-token-refused',
    sight(garbage({ status: 401 }, { failure: { kind: 'reset', message: '' } })),
    `fresh token was answered reset, so a refusal proves nothing: ${because}`,
  ],
]

for (const [what, id, seen, open, remark] of words)
  test(`${what} is ${open ? 'left open' : remark ? 'remarked' : 'settled'}`, () => {
    const check = present(checks.find(({ verifies }) => verifies === id))
    expect(check.open?.(seen)).toBe(open)
    expect(check.remark?.(seen)).toBe(remark)
  })

test('every requirement on a status alone is read in the same way', () => {
  const alone = checks.filter(({ verifies, open }) => open && verifies !== 'wrong-secret-refused')
  for (const { verifies } of alone) {
    const step = { ...swapped, proves: [verifies] }
    expect(told(verifies, sight({ step, status: 200 })), verifies).toEqual([
      'status of request: 401, is 200',
    ])
    expect(told(verifies, sight({ step, status: 400 })), verifies).toEqual([])
  }
  expect(alone.length).toBeGreaterThan(20)
})
