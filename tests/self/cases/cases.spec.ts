/** The cases as data: what their schema refuses, and rules beyond the schema. */
import { copyFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from '@playwright/test'
import { isBurst, isVariant } from '../../../fixtures/cases/controls.ts'
import { requestsAtMost, requestsOf } from '../../../fixtures/cases/cost.ts'
import { cases, casesIn, control, profiles } from '../../../fixtures/cases/index.ts'
import type { CaseData, ExpectationFile, OneStepCase } from '../../../fixtures/cases/format.ts'
import { isConditional } from '../../../fixtures/cases/conditional.ts'
import { asCase } from '../../../fixtures/cases/load.ts'
import { needsSecondClient } from '../../../fixtures/cases/second-client.ts'
import { stillClock } from '../../../fixtures/http/rate-limit.ts'
import { certifyInMemory, faultless } from '../../../fixtures/run/in-memory.ts'
import { provenBy } from '../../../spec/proves.ts'
import { requirement } from '../../../spec/requirements/index.ts'
import { CONTROL_AFTERWARDS } from '../../../spec/verdict/control.ts'
import { validated } from '../../../spec/lib/json-file.ts'
import type { Case, Json } from '../../../spec/model.ts'
import { temporary } from '../../support/exchange.ts'

const short = { id: 'short', title: 'a case of one step', expect: 'ok' }
const good = { id: 'good', title: 'a case that is right', steps: [{ expect: { status: [200] } }] }

const malformed: readonly (readonly [what: string, change: Json, reason: RegExp])[] = [
  ['two mutations at once', step({ mutate: { omit: ['a'], indent: 1 } }), /\/mutate must NOT have/],
  ['no mutation in mutate', step({ mutate: {} }), /\/mutate must NOT have fewer/],
  ['no expectation', { steps: [{}] }, /\/steps\/0 must have required property 'expect'/],
  ['a status that is none', { steps: [{ expect: { status: [20] } }] }, /\/status\/0 must/],
  ['an unknown member', step({ metod: 'GET' }), /\/steps\/0 must NOT have additional properties/],
  ['an unknown token', step({ present: 'stale' }), /\/present must be equal to one of/],
  ['a tolerance without a reason', step(tolerating({ status: [400] })), /property 'because'/],
  ['a step beside its steps', { mutate: { omit: ['a'] } }, /must NOT have additional properties/],
  ['an id in camel case', { id: 'camelCase' }, /\/id must match pattern/],
  ['no steps', { steps: [] }, /\/steps must NOT have fewer than 1/],
]

const malformedShort: readonly (readonly [what: string, change: Json, reason: RegExp])[] = [
  ['two mutations at once', { mutate: { omit: ['a'], indent: 1 } }, /\/mutate must NOT have/],
  ['a status that is none', { expect: { status: [20] } }, /\/status\/0 must/],
  ['a name that no expectation can have', { expect: 'Not Found' }, /\/expect must match pattern/],
  ['an unknown member', { metod: 'GET' }, /\/cases\/0 must NOT have additional properties/],
]

function step(members: { readonly [name: string]: Json }): Json {
  return { steps: [{ expect: { status: [200] }, ...members }] }
}

function tolerating(tolerate: Json): { readonly [name: string]: Json } {
  return { expect: { status: [200], tolerate } }
}

const asFile = (testCase: object): string =>
  JSON.stringify({ chapter: 'Chapter', order: 1, cases: [testCase] })

const folder = join(import.meta.dirname, '../../../fixtures/cases')

function read(content: string): unknown {
  const copy = dirname(temporary('file.json', content))
  copyFileSync(join(folder, 'schema.json'), join(copy, 'schema.json'))
  return validated(copy, 'file.json')
}

for (const [what, right] of Object.entries({ steps: good, 'one step': short }))
  test(`a file with a case of ${what} is read`, () => {
    expect(read(asFile(right))).toMatchObject({ chapter: 'Chapter', cases: [right] })
  })

for (const [kind, right, changes] of [
  ['a case', good, malformed],
  ['a case of one step', short, malformedShort],
] as const)
  for (const [what, change, reason] of changes)
    test(`${kind} with ${what} is refused with path, place and reason`, () => {
      const content = asFile({ ...right, ...Object(change) })
      expect(() => read(content)).toThrow(reason)
      expect(() => read(content)).toThrow(/\/file\.json: \/cases\/0/)
    })

test('a case of one step is the same case written with steps', () => {
  const only = { method: 'PUT', mutate: { omit: ['clientId'] }, expect: 'ok', proves: ['no-hang'] }
  const head = { id: 'short', title: 'a case of one step' }
  const [one, written] = [
    { ...head, ...only },
    { ...head, steps: [only] },
  ].map((data) => asCase('file', 'Chapter', data as OneStepCase | CaseData))
  expect(one).toEqual(written)
  expect(one?.steps).toMatchObject([{ name: 'PUT', expect: { status: [200] } }])
})

test('an expectation that nothing names is refused with the case and the nearest name', () => {
  const misspelt = { ...short, expect: 'unauthorised' }
  expect(() => asCase('file', 'Chapter', misspelt)).toThrow(
    'file/short expects "unauthorised", which cases/expectations.json lacks; did you mean unauthorized?',
  )
})

test('every named expectation is used by a case, and no two are alike', () => {
  const { expectations } = validated<ExpectationFile>(folder, 'expectations.json')
  const used = new Set(cases.flatMap(({ steps }) => steps.map(({ expect: named }) => named)))
  const texts = Object.values(expectations).map((named) => JSON.stringify(named))
  const usedTexts = new Set([...used].map((named) => JSON.stringify(named)))
  expect(texts.filter((text, at) => texts.indexOf(text) !== at || !usedTexts.has(text))).toEqual([])
})

const idsOf = (wrong: (testCase: Case) => boolean): string[] =>
  cases.filter(wrong).map(({ id }) => id)

test('every title is a short statement, unique in its chapter', () => {
  const titles = cases.map(({ chapter, title }) => `${chapter}: ${title}`)
  expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([])
  const wrong = /\bshould\b|\bmust\b|test that|<|>|\.$|.{80}/i
  expect(idsOf(({ title }) => wrong.test(title))).toEqual([])
})

test('a profile contains the smaller ones and stays within its budget', () => {
  const [smoke, gate, certify, exhaustive] = profiles.map(casesIn)
  const over = (profile: string): string =>
    `requests of ${profile}: give a case the next larger "profile" in fixtures/cases/`
  expect(requestsOf(smoke ?? []), over('smoke')).toBeLessThanOrEqual(12)
  expect(requestsAtMost(gate ?? []), 'gate: run npx jiti tests/docs/gate.ts').toBeLessThanOrEqual(
    58,
  )
  expect(requestsOf(certify ?? []), over('certify')).toBeLessThanOrEqual(120)
  expect(exhaustive).toEqual(cases)
  expect(gate).toEqual(expect.arrayContaining(smoke ?? [control]))
  expect(certify).toEqual(expect.arrayContaining(gate ?? [control]))
  expect(exhaustive).toEqual(expect.arrayContaining(certify ?? [control]))
})

test('gate has a case of each chapter that tests a MUST with one client', () => {
  const testsMust = (testCase: Case): boolean =>
    provenBy(testCase).some((id) => requirement(id).level === 'MUST')
  const wanted = casesIn('certify').filter((one) => testsMust(one) && !needsSecondClient(one))
  const chapters = new Set(casesIn('gate').map(({ chapter }) => chapter))
  expect(
    [...new Set(wanted.map(({ chapter }) => chapter))].filter((one) => !chapters.has(one)),
  ).toEqual([])
  expect(casesIn('gate').filter(needsSecondClient)).toEqual([])
})

test('gate fits into one minute of the rate limit, with a request for a doubt', async () => {
  const clock = stillClock()
  const before = clock.now()
  const planned = casesIn('gate')
  const options = { planned, clock, maxRequests: 58, perMinute: 60, maxWaitS: 0 }
  const { requests, notPerformed, verdict } = await certifyInMemory(faultless, options)
  expect(verdict.verdict).toBe('conformant')
  expect(notPerformed).toEqual([])
  expect(requests).toBeLessThan(58)
  expect(clock.now()).toBe(before)
})

test('the cases of gate come first among those without logins that fail or may follow such', () => {
  const small = new Set(casesIn('gate'))
  const first = cases.filter(
    (one) =>
      one.cost.failedLogins === 0 && one.cost.requests > 0 && !isVariant(one) && !isBurst(one),
  )
  const isSmall = first.map((one) => small.has(one))
  expect(isSmall.lastIndexOf(true)).toBeLessThan(isSmall.indexOf(false))
})

test('the control comes first, then cases without logins, wrong logins, logins that may follow them, and spare steps', () => {
  expect(cases[0]).toBe(control)
  const rank = (testCase: Case): number => {
    if (testCase.cost.failedLogins > 0) return 1
    if (testCase.cost.requests === 0) return 3
    return isVariant(testCase) || isBurst(testCase) ? 2 : 0
  }
  const ranks = cases.map(rank)
  expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
  expect(new Set(ranks).size).toBe(4)
})

test('the control follows each wrong login', () => {
  for (const { steps } of cases.filter(({ cost }) => cost.failedLogins > 0))
    expect(steps.at(-1)).toMatchObject({ name: CONTROL_AFTERWARDS, body: control.steps[0]?.body })
})

test('a case costs one request for each step that every target is sent, and step names are unique', () => {
  const everywhere = ({ steps }: Case): number =>
    steps.filter((sent) => !isConditional(sent)).length
  expect(idsOf((testCase) => testCase.cost.requests !== everywhere(testCase))).toEqual([])
  expect(idsOf(({ steps }) => new Set(steps.map(({ name }) => name)).size < steps.length)).toEqual(
    [],
  )
})

test('a step isolates an earlier step of its case that proves something', () => {
  const dangling = ({ steps }: Case): boolean =>
    steps.some(({ isolates }, at) => {
      const whole = steps.findIndex(({ name }) => name === isolates)
      return isolates !== undefined && (whole < 0 || whole >= at || !steps[whole]?.proves.length)
    })
  expect(idsOf(dangling)).toEqual([])
})

test('a step names in unless an earlier step that isolates the same', () => {
  const dangling = ({ steps }: Case): boolean =>
    steps.some(({ isolates, unless }, at) => {
      const part = steps.slice(0, at).find(({ name }) => name === unless)
      return unless !== undefined && (isolates === undefined || part?.isolates !== isolates)
    })
  expect(cases.some(({ steps }) => steps.some(({ unless }) => unless !== undefined))).toBe(true)
  expect(idsOf(dangling)).toEqual([])
})

test('what a step proves that others isolate, one of those proves too', () => {
  const lost = ({ steps }: Case): boolean =>
    steps.some(({ name, proves }) => {
      const parts = steps.filter(({ isolates }) => isolates === name)
      const proven = parts.flatMap((part) => part.proves)
      return parts.length > 0 && proves.some((id) => !proven.includes(id))
    })
  expect(idsOf(lost)).toEqual([])
})

test('the client secret is in no header and in no query', () => {
  const texts = cases.flatMap(({ steps }) =>
    steps.flatMap(({ headers, query = [] }) => [...headers, ...query].map(([, value]) => value)),
  )
  expect(texts.filter((text) => /secret\}/i.test(text))).toEqual([])
})

test('a group of headers that nothing names is refused', () => {
  const wrong = { ...short, headerGroups: ['internal-adress'] }
  expect(() => asCase('file', 'Chapter', wrong)).toThrow(
    'a step sends "internal-adress", which cases/header-groups.json lacks; did you mean internal-address?',
  )
})
