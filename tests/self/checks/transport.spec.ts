/** Answers that never come, or never end. */
import { expect, test } from '@playwright/test'
import { checks } from '../../../spec/checks/index.ts'
import type { FailureKind } from '../../../spec/model.ts'
import { sight } from '../../support/exchange.ts'
import { tells, type Row } from '../../support/check-results.ts'

const failure = (kind: FailureKind) => ({ failure: { kind, message: 'as told' } })

/** Failures of the way say nothing about the server. */
const environmental = (['dns', 'refused', 'unreachable', 'tls'] as const).map((kind): Row => ({
  title: `a failure of the way (${kind}) is not looked at`,
  scene: failure(kind),
  says: 'nothing to look at',
}))

tells('no-hang', [
  { title: 'an answer is right', scene: {}, says: [] },
  { title: 'an answer that breaks off is no hang', scene: failure('truncated'), says: [] },
  ...environmental,
  {
    title: 'no answer in time is told',
    scene: failure('timeout'),
    says: ['answer to request: within the deadline, is as told'],
  },
])

const broken = (['reset', 'not-http', 'truncated', 'too-large', 'encoding'] as const).map(
  (kind): Row => ({
    title: `an answer that is broken (${kind}) is told`,
    scene: failure(kind),
    says: [`answer to request: a complete HTTP response, is ${kind}: as told`],
  }),
)

const tolerant = {
  step: { expect: { status: [200], tolerateReset: 'a server may close early' } },
} as const

tells('no-broken-answer', [
  { title: 'an answer is right', scene: { status: 500 }, says: [] },
  {
    title: 'no answer in time is no broken one',
    scene: failure('timeout'),
    says: 'nothing to look at',
  },
  ...environmental,
  ...broken,
  {
    title: 'a reset that the case tolerates is right',
    scene: { ...tolerant, ...failure('reset') },
    says: [],
  },
  {
    title: 'a truncated answer is told even where a reset is tolerated',
    scene: { ...tolerant, ...failure('truncated') },
    says: ['answer to request: a complete HTTP response, is truncated: as told'],
  },
])

test('a tolerated reset is remarked, and nothing else is', () => {
  const check = checks.find(({ verifies }) => verifies === 'no-broken-answer')
  expect(check?.remark?.(sight({ ...tolerant, ...failure('reset') }))).toBe(
    'a server may close early',
  )
  expect(check?.remark?.(sight(tolerant))).toBeUndefined()
  expect(check?.remark?.(sight(failure('reset')))).toBeUndefined()
})
