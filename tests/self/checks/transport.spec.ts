/** Responses that are missing or incomplete. */
import { expect, test } from '@playwright/test'
import { checks } from '../../../spec/checks/index.ts'
import type { FailureKind } from '../../../spec/model.ts'
import { sight, type Scene } from '../../support/exchange.ts'
import { checkFinds, type Row } from '../../support/check-results.ts'

const failure = (kind: FailureKind) => ({ failure: { kind, message: 'the message' } })

/** Failures of the network are not the server's. */
const environmental = (['dns', 'refused', 'unreachable', 'tls'] as const).map((kind): Row => ({
  title: `a failure of the network (${kind}) is not applicable`,
  scene: failure(kind),
  finds: 'not applicable',
}))

checkFinds('no-hang', [
  { title: 'a response is right', scene: {}, finds: [] },
  { title: 'an incomplete response is no hang', scene: failure('truncated'), finds: [] },
  ...environmental,
  {
    title: 'no response in time is a violation',
    scene: failure('timeout'),
    finds: ['response to request: within the deadline, is the message'],
  },
])

const broken = (['reset', 'not-http', 'truncated', 'too-large', 'encoding'] as const).map(
  (kind): Row => ({
    title: `a broken response (${kind}) is a violation`,
    scene: failure(kind),
    finds: [`response to request: a complete HTTP response, is ${kind}: the message`],
  }),
)

checkFinds('no-broken-answer', [
  {
    title: 'a Date in another form is a violation',
    scene: { headers: { date: 'Thu, 15 Jan 2026 12:00:00 UTC' } },
    finds: ['header date: Sun, 06 Nov 1994 08:49:37 GMT, is Thu, 15 Jan 2026 12:00:00 UTC'],
  },
  {
    title: 'no Date is right',
    scene: { headers: { date: '' } },
    finds: [],
  },
])

const tolerant = {
  step: { expect: { status: [200], tolerateReset: 'a server may close early' } },
} as const

/** Content behind the response to a request. */
const contentBehind = (method: string, connection: string): Scene => ({
  step: { method },
  status: 401,
  headers: { connection },
  extra: { text: '', bytes: 40 },
})

checkFinds('no-broken-answer', [
  {
    title: 'content of a response to HEAD before the server closes is right',
    scene: contentBehind('HEAD', 'close'),
    finds: [],
  },
  ...(
    [
      ['HEAD', ''],
      ['GET', 'close'],
    ] as const
  ).map(([method, connection]): Row => ({
    title: `bytes behind a response to ${method} are a violation (connection: ${connection || 'kept'})`,
    scene: contentBehind(method, connection),
    finds: [
      'connection after the answer to request: nothing behind the complete answer, is 40 further bytes',
    ],
  })),
  { title: 'a response is right', scene: { status: 500 }, finds: [] },
  {
    title: 'no response in time is not applicable',
    scene: failure('timeout'),
    finds: 'not applicable',
  },
  ...environmental,
  ...broken,
  {
    title: 'a reset that the case tolerates is right',
    scene: { ...tolerant, ...failure('reset') },
    finds: [],
  },
  {
    title: 'a truncated response is a violation even where a reset is tolerated',
    scene: { ...tolerant, ...failure('truncated') },
    finds: ['response to request: a complete HTTP response, is truncated: the message'],
  },
])

test('a tolerated reset has a remark, nothing else has', () => {
  const check = checks.find(({ verifies }) => verifies === 'no-broken-answer')
  expect(check?.remark?.(sight({ ...tolerant, ...failure('reset') }))).toBe(
    'a server may close early',
  )
  expect(check?.remark?.(sight(tolerant))).toBeUndefined()
  expect(check?.remark?.(sight(failure('reset')))).toBeUndefined()
})
