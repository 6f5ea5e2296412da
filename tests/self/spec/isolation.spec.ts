/** A step that tries several things at once, and those that try a part of them. */
import { expect, test } from '@playwright/test'
import { isExpected, isIsolated, isNeeded } from '../../../spec/lib/isolation.ts'
import { present, sight } from '../../support/exchange.ts'

const expectation = {
  status: ['4xx'],
  tolerate: { status: [501], because: 'a word' },
  open: { status: [301], because: 'a word' },
} as const

const whole = sight({ step: { name: 'all', expect: expectation } })
const part = { ...whole.step, name: 'part', isolates: 'all' }
const steps = [whole.step, part]

const after = (status: number): boolean =>
  isNeeded(part, steps, [sight({ step: { name: 'all' }, status }).exchange])

test('an allowed, a tolerated and an open status are expected', () => {
  const expected = [404, 501, 301, 200, 500].map((status) => isExpected(whole.step, { status }))
  expect(expected).toEqual([true, true, true, false, false])
})

test('a part is sent only after an unexpected response to the whole', () => {
  expect([401, 501, 200, 304].map(after)).toEqual([false, false, true, true])
  expect(isNeeded(part, steps, [])).toBe(false)
  const failure = { kind: 'reset', message: '' } as const
  expect(isNeeded(part, steps, [sight({ step: { name: 'all' }, failure }).exchange])).toBe(false)
  expect(isNeeded(whole.step, steps, [])).toBe(true)
})

test('the whole proves nothing by itself after an unexpected response, if there are parts', () => {
  const response = present(whole.exchange.response)
  expect(isIsolated({ steps }, whole.step, response)).toBe(true)
  expect(isIsolated({ steps: [whole.step] }, whole.step, response)).toBe(false)
  expect(isIsolated({ steps }, whole.step, { status: 404 })).toBe(false)
  expect(isIsolated({ steps }, whole.step, undefined)).toBe(false)
})
