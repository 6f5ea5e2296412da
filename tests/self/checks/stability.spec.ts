/** The same request, the same answer. */
import { expect, test } from '@playwright/test'
import { sight } from '../../support/exchange.ts'
import { tells, told } from '../../support/check-results.ts'

const again = { name: 'control afterwards', proves: ['stable-answers'] }

tells('stable-answers', [
  { title: 'a control that works again is right', scene: { step: again }, says: [] },
  { title: 'another success is the same kind', scene: { step: again, status: 201 }, says: [] },
  { title: 'the limit is no verdict', scene: { step: again, status: 429 }, says: [] },
  {
    title: 'a refusal is another kind',
    scene: { step: again, status: 401 },
    says: ['status of control afterwards: 2xx, as before, is 401'],
  },
  { title: 'a step that is no control is not looked at', scene: {}, says: 'nothing to look at' },
])

const PARALLEL = 'parallel-requests-kept-apart'
const together = { together: true, proves: [PARALLEL] } as const
const body = '{"clientId":"another"}'

/** A refusable request beside others, after the same one alone. */
const beside = (alone: number | undefined, status: number): unknown =>
  told(PARALLEL, {
    ...sight({ step: { ...together, body, expect: { status: ['4xx'] } }, status }),
    before: [
      sight({
        step: { name: 'alone', body },
        ...(alone === undefined
          ? { failure: { kind: 'reset', message: 'reset' } }
          : { status: alone }),
      }),
    ],
  })

for (const [what, alone, status, says] of [
  ['refused alone and beside others', 401, 401, []],
  ['refused in another way beside others', 400, 401, []],
  [
    'accepted only beside others',
    401,
    200,
    ['status of request, sent beside others: 4xx, as when it is sent alone, is 200'],
  ],
  ['accepted alone as well, which is another fault', 200, 200, []],
  ['crashing alone as well, which is another fault', 500, 500, []],
  [
    'crashing only beside others',
    401,
    500,
    ['status of request, sent beside others: 4xx, as when it is sent alone, is 500'],
  ],
  ['limited alone', 429, 200, []],
  ['limited beside others', 401, 429, []],
  ['unanswered alone', undefined, 200, []],
] as const)
  test(`a request that is ${what} is told so`, () => {
    expect(beside(alone, status)).toEqual(says)
  })

tells(PARALLEL, [
  {
    title: 'the configured credentials get a token beside others, too',
    scene: { step: { ...together, expect: { status: ['2xx'] } }, status: 401 },
    says: ['status of request, sent beside others: 2xx, as when it is sent alone, is 401'],
  },
  {
    title: 'a request alone is not looked at',
    scene: { status: 500 },
    says: 'nothing to look at',
  },
])
