/** Nothing in a case is idle: every expectation is read by a check of a requirement that the case proves. */
import { expect, test } from '@playwright/test'
import { cases } from '../../../fixtures/cases/index.ts'
import { checks } from '../../../spec/checks/index.ts'
import type { Case, Step } from '../../../spec/model.ts'
import { statusIn } from '../../../spec/http.ts'
import { sight } from '../../support/exchange.ts'
import { told } from '../../support/check-results.ts'

const stepsWhere = (wrong: (step: Step, testCase: Case) => boolean): string[] =>
  cases.flatMap((each) =>
    each.steps.filter((step) => wrong(step, each)).map(({ name }) => `${each.id}, ${name}`),
  )

/** One status for each that the expectation may name, none of them with a meaning of its own. */
const statuses = [299, 399, 499]

test('every status expectation is read by a check, or decides whether the set-up worked', () => {
  const unread = (step: Step, { steps }: Case): boolean => {
    const { status, tolerate, open } = step.expect
    const allowed = [status, tolerate?.status ?? [], open?.status ?? []].flat()
    const outside = statuses.find((candidate) => !statusIn(candidate, allowed))
    if (outside === undefined) return false
    const setsUp = statusIn(200, status) && step !== steps.at(-1)
    return !setsUp && !step.proves.some((id) => isViolated(id, step, outside))
  }
  expect(stepsWhere(unread)).toEqual([])
})

function isViolated(id: string, step: Step, status: number): boolean {
  const says = told(id, sight({ step, status }))
  return Array.isArray(says) && says.some((say) => say.startsWith('status of'))
}

for (const [member, word] of [
  ['tolerate', 'remark'],
  ['open', 'open'],
] as const)
  test(`every answer under "${member}" is told by a check, or belongs to the set-up`, () => {
    const untold = (step: Step, { steps }: Case): boolean => {
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
    expect(stepsWhere(untold)).toEqual([])
  })

test('every reset that is tolerated is one that would break the requirement otherwise', () => {
  const failure = { kind: 'reset', message: 'ECONNRESET' } as const
  const says = (step: Step): unknown => told('no-broken-answer', sight({ step, failure }))
  const tolerating = stepsWhere(({ expect: { tolerateReset } }) => tolerateReset !== undefined)
  expect(stepsWhere((step) => Array.isArray(says(step)) && String(says(step)) === '')).toEqual(
    tolerating,
  )
})

test('what is tolerated or left open is not allowed as well', () => {
  const twice = ({ expect: { status, tolerate, open } }: Step): boolean =>
    [...(tolerate?.status ?? []), ...(open?.status ?? [])].some(
      (statusRange) => typeof statusRange === 'number' && statusIn(statusRange, status),
    )
  expect(stepsWhere(twice)).toEqual([])
})
