/** Line numbers of JSON pointers in the OpenAPI document. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { linesIn } from '../../../spec/contract/line-numbers.ts'
import { requirements } from '../../../spec/requirements/index.ts'
import { reportOf, wanted } from '../../support/reports.ts'
import { contract } from '../../support/exchange.ts'

const text = `{
  "a": { "b/c": [
    1,
    { "d~e": true } ] },
  "twice": 1,
  "twice": {
    "": null
  }
}`

for (const [pointer, line] of [
  ['', 1],
  ['/a', 2],
  ['/a/b~1c', 2],
  ['/a/b~1c/0', 3],
  ['/a/b~1c/1/d~0e', 4],
  ['/twice', 6],
  ['/twice/', 7],
] as const)
  test(`the line of "${pointer}" is ${line}`, () => {
    expect(linesIn(text)(pointer)).toBe(line)
  })

test('a missing place has the line of the deepest part that exists', () => {
  const of = linesIn(text)
  const missing = ['/b', '/a/b', '/a/b~1c/2', '/a/b~1c/x', '/twice//x', 'a']
  expect(missing.map(of)).toEqual([1, 2, 2, 2, 7, 1])
})

const file = join(import.meta.dirname, '../../../spec/contract', contract.file)
const lines = readFileSync(file, 'utf8').split('\n')

/** The only list with items that requirements refer to. */
const required = ['clientId', 'clientSecret', 'organizationId']

test('every pointer of a requirement leads to a line with its last name', () => {
  const pointers = requirements.filter(({ source }) => source === 'contract')
  expect(pointers.length).toBeGreaterThan(10)
  const wrong = pointers.filter(({ reference }) => {
    const last = reference.split('/').at(-1)?.replaceAll('~1', '/') ?? ''
    const named = required[Number(last)] ?? last
    return !lines[contract.lineOf(reference) - 1]?.includes(`"${named}"`)
  })
  expect(wrong.map(({ id, reference }) => `${id}: ${reference}`)).toEqual([])
})

test('the report has the line in the contract, or for other sources the line of the operation', () => {
  const pointer = '/components/schemas/GetTokenResponseDto'
  const report = reportOf({
    requirements: [
      wanted('one', 'MUST', { reference: pointer }),
      wanted('two', 'MUST', { source: 'standard', reference: pointer }),
    ],
    cases: [],
  })
  expect(report.requirements.map(({ line }) => lines[(line ?? 0) - 1]?.trim())).toEqual([
    '"GetTokenResponseDto": {',
    '"post": {',
  ])
})
