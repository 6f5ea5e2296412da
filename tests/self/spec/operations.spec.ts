/** The operations as data: what the suite needs of them, and what their schema refuses. */
import { copyFileSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from '@playwright/test'
import { cases } from '../../../fixtures/cases/index.ts'
import { validated } from '../../../spec/lib/json-file.ts'
import { guarded, issuing, operationOf } from '../../../spec/operations/index.ts'
import { contract, temporary } from '../../support/exchange.ts'

const folder = join(import.meta.dirname, '../../../spec/operations')

test('the operation under test is one of the contract, with the members of its request', () => {
  const paths = contract.document['paths'] as Record<string, Record<string, unknown>>
  expect(Object.keys(paths[issuing.path] ?? {})).toContain(issuing.method.toLowerCase())
  const body = Object.fromEntries((issuing.body ?? []).map((name) => [name, 'text']))
  expect(contract.requestProblems(body)).toEqual([])
  for (const name of issuing.body ?? [])
    expect(contract.requestProblems({ ...body, [name]: 0 })).toHaveLength(1)
})

test('the contract has the token in the same member', () => {
  const { issues = '' } = issuing
  const wrong = contract.responseProblems({ [issues]: 0, token_type: 'Bearer', expires_in: 1 })
  expect(wrong.map(({ where }) => where)).toEqual([`body /${issues}`])
})

test('every step names an operation, and sends a body only where one is taken', () => {
  const steps = cases.flatMap((testCase) => testCase.steps)
  expect(new Set(steps.map(operationOf))).toEqual(
    new Set([issuing, guarded, operationOf({ operation: 'jwks' })]),
  )
  expect(steps.filter((step) => step.body !== undefined && !operationOf(step).body)).toEqual([])
})

test('a name that no operation has is refused', () => {
  expect(() => operationOf({ operation: 'tokens' })).toThrow('no operation is called "tokens"')
})

const wrong: readonly (readonly [what: string, change: object, reason: RegExp])[] = [
  ['a path without a slash', { path: 'api' }, /\/operations\/0\/path must match pattern/],
  ['another way to authorize', { auth: 'basic' }, /\/operations\/0\/auth must be equal to one of/],
  ['an unknown member', { patch: '/' }, /\/operations\/0 must NOT have additional properties/],
]

for (const [what, change, reason] of wrong)
  test(`an operation with ${what} is refused with path, place and reason`, () => {
    const text = readFileSync(join(folder, 'operations.json'), 'utf8')
    const { operations } = JSON.parse(text) as { operations: object[] }
    const content = JSON.stringify({ operations: [{ ...operations[0], ...change }] })
    const copy = dirname(temporary('operations.json', content))
    copyFileSync(join(folder, 'schema.json'), join(copy, 'schema.json'))
    expect(() => validated(copy, 'operations.json')).toThrow(reason)
  })
