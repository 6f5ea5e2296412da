/** Nothing in a case is useless: a check of a proven requirement reads every expectation. */
import { expect, test } from '@playwright/test'
import { cases } from '../../../fixtures/cases/index.ts'
import { checks } from '../../../spec/checks/index.ts'
import type { Case, Step } from '../../../spec/model.ts'
import { statusIn } from '../../../spec/http.ts'
import { sight } from '../../support/exchange.ts'
import { findsOf } from '../../support/check-results.ts'

const stepsWhere = (wrong: (step: Step, testCase: Case) => boolean): string[] =>
  cases.flatMap((testCase) =>
    testCase.steps
      .filter((step) => wrong(step, testCase))
      .map(({ name }) => `${testCase.id}, ${name}`),
  )

/** One status of each class, none of them with a special meaning. */
const statuses = [299, 399, 499]

test('a check reads every status expectation, or it decides whether more steps are sent', () => {
  const unread = (step: Step, { steps }: Case): boolean => {
    const { status, tolerate, open } = step.expect
    const allowed = [status, tolerate?.status ?? [], open?.status ?? []].flat()
    const outside = statuses.find((candidate) => !statusIn(candidate, allowed))
    if (outside === undefined) return false
    const setsUp = statusIn(200, status) && step !== steps.at(-1)
    const isIsolated = steps.some(({ isolates }) => isolates === step.name)
    return !setsUp && !isIsolated && !step.proves.some((id) => isViolated(id, step, outside))
  }
  expect(stepsWhere(unread)).toEqual([])
})

function isViolated(id: string, step: Step, status: number): boolean {
  const says = findsOf(id, sight({ step, status }))
  return Array.isArray(says) && says.some((say) => say.startsWith('status of'))
}

for (const [member, word] of [
  ['tolerate', 'remark'],
  ['open', 'open'],
] as const)
  test(`a check reads every status under "${member}", or it belongs to the set-up`, () => {
    const unreported = (step: Step, { steps }: Case): boolean => {
      const named = step.expect[member]
      if (!named || (member === 'open' && step !== steps.at(-1))) return false
      const first =
        statuses.find((candidate) => statusIn(candidate, named.status)) ?? named.status[0]
      const seen = sight({ step, status: Number(first) })
      return !checks.some(
        (check) =>
          step.proves.includes(check.verifies) && check[word]?.(seen)?.includes(named.because),
      )
    }
    expect(stepsWhere(unreported)).toEqual([])
  })

test('every tolerated reset would otherwise violate the requirement', () => {
  const failure = { kind: 'reset', message: 'ECONNRESET' } as const
  const says = (step: Step): unknown => findsOf('no-broken-answer', sight({ step, failure }))
  const tolerating = stepsWhere(({ expect: { tolerateReset } }) => tolerateReset !== undefined)
  expect(stepsWhere((step) => Array.isArray(says(step)) && String(says(step)) === '')).toEqual(
    tolerating,
  )
})

test('a tolerated or open status is not also allowed', () => {
  const twice = ({ expect: { status, tolerate, open } }: Step): boolean =>
    [...(tolerate?.status ?? []), ...(open?.status ?? [])].some(
      (statusRange) => typeof statusRange === 'number' && statusIn(statusRange, status),
    )
  expect(stepsWhere(twice)).toEqual([])
})
