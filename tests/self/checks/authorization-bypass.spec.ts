/** Requests without a token that are answered like one with a token, and those that only look like it. */
import { expect, test } from '@playwright/test'
import { checks } from '../../../spec/checks/index.ts'
import { findsOf } from '../../support/check-results.ts'
import { sight, type Scene } from '../../support/exchange.ts'

const data = { text: '', bytes: 1000, utf8: true, shortened: true }
const size = (bytes: number): typeof data => ({ ...data, bytes })

const fresh: Scene = {
  step: { name: 'fresh token', operation: 'protected', method: 'GET', present: 'fresh' },
  body: data,
}

const SPELLING = 'guard-covers-every-spelling'

/** A request without a token, after one with a fresh token. */
const without = (scene: Scene, authorized: Scene = fresh, ...before: readonly Scene[]): Scene => ({
  ...scene,
  step: {
    name: 'slash at the end',
    operation: 'protected',
    method: 'GET',
    present: 'none',
    path: 'trailing-slash',
    headers: [['accept', 'application/json']],
    proves: [SPELLING],
    expect: { status: ['2xx', '3xx', '4xx'] },
    ...scene.step,
  },
  before: [authorized, ...before].map(sight),
})

const opened = [
  'response to slash at the end: a refusal, is 200, application/json, 1000 bytes, as with a token',
]

const html = { 'content-type': 'text/html' }

const rows: readonly (readonly [title: string, scene: Scene, finds: readonly string[]])[] = [
  ['the same data is a violation', without({ body: data }), opened],
  ['a refusal is right', without({ status: 401, body: '{}' }), []],
  ['a page for every path is right', without({ headers: html, body: data }), []],
  ['JSON of another size is right', without({ body: size(40) }), []],
  ['an empty success is right', without({ status: 204, body: '' }), []],
  [
    'nothing to compare is no violation',
    without({ body: size(0) }, { ...fresh, body: size(0) }),
    [],
  ],
  ['a closed operation is no violation', without({ body: data }, { ...fresh, status: 404 }), []],
]

for (const [title, scene, finds] of rows)
  test(`without a token ${title}`, () => {
    expect(findsOf(SPELLING, sight(scene))).toEqual(finds)
  })

test('data that differ by a time or by two percent are the same data', () => {
  const found = [992, 1008, 980, 1020, 979, 1021].map(
    (bytes) => findsOf(SPELLING, sight(without({ body: size(bytes) }))).length,
  )
  expect(found).toEqual([1, 1, 1, 1, 0, 0])
})

test('HEAD is compared by the length that it names; without one nothing is said', () => {
  const head = (length: string): Scene =>
    without({ step: { method: 'HEAD' }, headers: { 'content-length': length }, body: '' })
  expect(findsOf(SPELLING, sight(head('1000')))).toHaveLength(1)
  for (const length of ['', '12', 'many'])
    expect(findsOf(SPELLING, sight(head(length)))).toEqual([])
})

test('where a plain request without a token is answered too, another requirement is about that', () => {
  const plain: Scene = {
    step: {
      ...fresh.step,
      name: 'no token',
      present: 'none',
      headers: [['accept', 'application/json']],
    },
    body: data,
  }
  const scene = without({ body: data })
  const before = [...(scene.before ?? []), sight({ ...plain, before: scene.before ?? [] })]
  expect(findsOf(SPELLING, sight({ ...scene, before }))).toEqual([])
})

test('a refusal proves nothing where a fresh token is refused too', () => {
  const check = checks.find(({ verifies }) => verifies === SPELLING)
  const reasonFor = (authorized: Scene): string | undefined =>
    check?.open?.(sight(without({ status: 401, body: '{}' }, authorized)))
  expect(reasonFor(fresh)).toBeUndefined()
  expect(reasonFor({ ...fresh, status: 404 })).toBe(
    'a fresh token was answered 404, so a refusal without one proves nothing',
  )
})

test('a step whose parts others isolate decides nothing after an unexpected response', () => {
  const whole = without({ body: data, step: { expect: { status: ['4xx'] } } })
  const otherSteps = [{ name: 'a part', isolates: 'slash at the end' }]
  expect(findsOf(SPELLING, sight(whole))).toEqual(opened)
  expect(findsOf(SPELLING, sight({ ...whole, otherSteps }))).toBe('not applicable')
  expect(findsOf(SPELLING, sight({ ...whole, otherSteps, status: 401 }))).toEqual([])
})

test('a 304 without a token is a violation, whatever its headers are', () => {
  const proves = ['preconditions-open-nothing']
  const answered = (status: number): unknown =>
    findsOf('preconditions-open-nothing', sight(without({ status, body: '', step: { proves } })))
  expect(answered(304)).toEqual(['status of slash at the end: 401, is 304'])
  expect(answered(401)).toEqual([])
})
