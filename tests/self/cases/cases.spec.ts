/** The cases as data: what their schema refuses, and what no schema can say of them. */
import { copyFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from '@playwright/test'
import { cases, casesIn, control } from '../../../fixtures/cases/index.ts'
import { CONTROL_AFTERWARDS } from '../../../fixtures/cases/load.ts'
import { validated } from '../../../spec/lib/json-file.ts'
import type { Case, Json } from '../../../spec/model.ts'
import { temporary } from '../../support/exchange.ts'

const good = { id: 'good', title: 'a case that is right', steps: [{ expect: { status: [200] } }] }

const malformed: readonly (readonly [what: string, change: Json, reason: RegExp])[] = [
  ['two mutations at once', step({ mutate: { omit: ['a'], indent: 1 } }), /\/mutate must NOT have/],
  ['no mutation in mutate', step({ mutate: {} }), /\/mutate must NOT have fewer/],
  ['no expectation', { steps: [{}] }, /\/steps\/0 must have required property 'expect'/],
  ['a status that is none', { steps: [{ expect: { status: [20] } }] }, /\/status\/0 must/],
  ['an unknown member', step({ metod: 'GET' }), /\/steps\/0 must NOT have additional properties/],
  ['an unknown token', step({ present: 'stale' }), /\/present must be equal to one of/],
  ['a tolerance without a reason', step(tolerating({ status: [400] })), /property 'because'/],
  ['an id in camel case', { id: 'camelCase' }, /\/id must match pattern/],
  ['no steps', { steps: [] }, /\/steps must NOT have fewer than 1/],
]

function step(members: { readonly [name: string]: Json }): Json {
  return { steps: [{ expect: { status: [200] }, ...members }] }
}

function tolerating(tolerate: Json): { readonly [name: string]: Json } {
  return { expect: { status: [200], tolerate } }
}

const asFile = (each: object): string => JSON.stringify({ chapter: 'Chapter', cases: [each] })

function read(content: string): unknown {
  const folder = dirname(temporary('file.json', content))
  copyFileSync(
    join(import.meta.dirname, '../../../fixtures/cases/schema.json'),
    join(folder, 'schema.json'),
  )
  return validated(folder, 'file.json')
}

test('a case file that is right is read', () => {
  expect(read(asFile(good))).toMatchObject({ chapter: 'Chapter', cases: [good] })
})

for (const [what, change, reason] of malformed)
  test(`a case with ${what} is refused with path, place and reason`, () => {
    const content = asFile({ ...good, ...Object(change) })
    expect(() => read(content)).toThrow(reason)
    expect(() => read(content)).toThrow(/\/file\.json: \/cases\/0/)
  })

const idsOf = (wrong: (testCase: Case) => boolean): string[] =>
  cases.filter(wrong).map(({ id }) => id)

test('every title is a short statement, once in its chapter', () => {
  const titles = cases.map(({ chapter, title }) => `${chapter}: ${title}`)
  expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([])
  const wrong = /\bshould\b|\bmust\b|test that|<|>|\.$|.{80}/i
  expect(idsOf(({ title }) => wrong.test(title))).toEqual([])
})

test('a profile holds the smaller ones and keeps to its budget', () => {
  const spent = (all: readonly Case[]): number =>
    all.reduce((sum, { cost }) => sum + cost.requests, 0)
  const [smoke, certify, exhaustive] = (['smoke', 'certify', 'exhaustive'] as const).map(casesIn)
  expect(spent(smoke ?? [])).toBeLessThanOrEqual(12)
  expect(spent(certify ?? [])).toBeLessThanOrEqual(120)
  expect(exhaustive).toEqual(cases)
  expect(certify).toEqual(expect.arrayContaining(smoke ?? [control]))
  expect(exhaustive).toEqual(expect.arrayContaining(certify ?? [control]))
})

test('the control comes first and those that guess come last, each followed by the control', () => {
  expect(cases[0]).toBe(control)
  const guessing = cases.filter(({ cost }) => cost.failedLogins > 0)
  expect(cases.slice(-guessing.length)).toEqual(guessing)
  for (const { steps } of guessing)
    expect(steps.at(-1)).toMatchObject({ name: CONTROL_AFTERWARDS, body: control.steps[0]?.body })
})

test('a case costs as many requests as it has steps, and no step has the name of another', () => {
  expect(idsOf(({ cost, steps }) => cost.requests !== steps.length)).toEqual([])
  expect(idsOf(({ steps }) => new Set(steps.map(({ name }) => name)).size < steps.length)).toEqual(
    [],
  )
})
