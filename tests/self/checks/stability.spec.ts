/** The same request gets the same response. */
import { expect, test } from '@playwright/test'
import { sight } from '../../support/exchange.ts'
import { checkFinds, findsOf } from '../../support/check-results.ts'

const again = { name: 'control afterwards', proves: ['stable-answers'] }

checkFinds('stable-answers', [
  { title: 'a control that succeeds again is right', scene: { step: again }, finds: [] },
  { title: 'another success status is right', scene: { step: again, status: 201 }, finds: [] },
  { title: 'the rate limit is no violation', scene: { step: again, status: 429 }, finds: [] },
  {
    title: 'a refusal is a violation',
    scene: { step: again, status: 401 },
    finds: ['status of control afterwards: 2xx, as before, is 401'],
  },
  { title: 'a step that is not a control is not applicable', scene: {}, finds: 'not applicable' },
])

const ofSecond = { name: 'login of the second client again', client: 'second' } as const

/** A login of the second client, after one that had this status. */
const secondAfter = (first: number, status: number): unknown =>
  findsOf('stable-answers', {
    ...sight({ step: ofSecond, status }),
    before: [sight({ step: { ...ofSecond, name: 'login' }, status: first })],
  })

test('a second client that is refused after a login is a violation, and one that never had a login shows nothing', () => {
  expect(secondAfter(200, 401)).toEqual([
    'status of login of the second client again: 2xx, as before, is 401',
  ])
  expect(secondAfter(200, 200)).toEqual([])
  expect(secondAfter(401, 401)).toBe('not applicable')
})

const PARALLEL = 'parallel-requests-kept-apart'
const together = { together: true, proves: [PARALLEL] } as const
const body = '{"clientId":"another"}'

/** A wrong request beside others, after the same request alone. */
const beside = (alone: number | undefined, status: number): unknown =>
  findsOf(PARALLEL, {
    ...sight({ step: { ...together, body, expect: { status: ['4xx'] } }, status }),
    before: [
      sight({
        step: { name: 'alone', body: '{}', expect: { status: ['4xx'] } },
        ...(alone === undefined
          ? { failure: { kind: 'reset', message: 'reset' } }
          : { status: alone }),
      }),
    ],
  })

for (const [what, alone, status, finds] of [
  ['refused alone and beside others', 401, 401, []],
  ['refused in another way beside others', 400, 401, []],
  [
    'accepted only beside others',
    401,
    200,
    ['status of request, sent beside other requests: 4xx, as when it is sent alone, is 200'],
  ],
  ['accepted alone as well, which is another fault', 200, 200, []],
  ['accepted alone with fewer wrong values, and refused beside others', 200, 401, []],
  ['crashing alone as well, which is another fault', 500, 500, []],
  [
    'crashing only beside others',
    401,
    500,
    ['status of request, sent beside other requests: 4xx, as when it is sent alone, is 500'],
  ],
  ['limited alone', 429, 200, []],
  ['limited beside others', 401, 429, []],
  ['unanswered alone', undefined, 200, []],
] as const)
  test(`a request that is ${what}`, () => {
    expect(beside(alone, status)).toEqual(finds)
  })

checkFinds(PARALLEL, [
  {
    title: 'the configured credentials have to get a token beside other requests',
    scene: { step: { ...together, expect: { status: ['2xx'] } }, status: 401 },
    finds: ['status of request, sent beside other requests: 2xx, as when it is sent alone, is 401'],
  },
  {
    title: 'a request alone is not applicable',
    scene: { status: 500 },
    finds: 'not applicable',
  },
])
