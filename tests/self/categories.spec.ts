/** Allure's categories: the expressions compile, and pick the messages that they are for. */
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect as base, test } from '@playwright/test'
import { expect as conforming } from '../../fixtures/expect.ts'
import { describeResults } from '../../reports/allure/results.ts'
import type { Finding, Requirement } from '../../spec/model.ts'
import { checkedRequirements } from '../../spec/requirements/index.ts'
import { reportOf } from './material.ts'

interface Category {
  readonly name: string
  readonly matchedStatuses: readonly string[]
  readonly messageRegex?: string
}

function categories(): Category[] {
  const folder = test.info().outputPath('results')
  mkdirSync(folder, { recursive: true })
  describeResults(folder, reportOf({ cases: [] }), { name: 'local', type: 'local' })
  return JSON.parse(readFileSync(join(folder, 'categories.json'), 'utf8')) as Category[]
}

/** The first that takes a result with this message; Allure asks for a match of the whole. */
const categoryOf = (status: string, message: string): string | undefined =>
  categories().find(
    ({ matchedStatuses, messageRegex = '[\\s\\S]*' }) =>
      matchedStatuses.includes(status) && new RegExp(`^(?:${messageRegex})$`).test(message),
  )?.name

/** What the assertion says of a violation of this requirement alone. */
function messageOf({ id }: Requirement): string {
  const violations = [{ where: 'body', expected: 'good', actual: 'line\n  at x' }]
  try {
    const finding: Finding = { requirement: id, case: 'a/b', outcome: 'violated', violations }
    conforming([finding]).toConform()
  } catch (error) {
    return (error as Error).message
  }
  throw new Error(`a violation of ${id} passed`)
}

const musts = checkedRequirements.filter(({ level }) => level === 'MUST')

test('a violation of what keeps secrets or refuses strangers is a matter of security', () => {
  const security = musts.filter(
    ({ id, source }) =>
      source === 'security' || /-(token|scheme|client|secret|organization)-refused$/.test(id),
  )
  base(security.length).toBeGreaterThan(8)
  base(security.filter((each) => categoryOf('failed', messageOf(each)) !== 'Security')).toEqual([])
})

test('any other violation is one of the contract', () => {
  const others = [
    'success-status',
    'success-schema',
    'client-id-required',
    'malformed-json-refused',
  ]
  const told = musts
    .filter(({ id }) => others.includes(id))
    .map((each) => categoryOf('failed', messageOf(each)))
  base(told).toEqual(others.map(() => 'Contract violation'))
})

test('what broke by itself is the suite’s, and what was skipped is not judged', () => {
  base(categoryOf('failed', 'TypeError: x is not a function')).toBe('Suite problem')
  base(categoryOf('broken', 'the gateway failed: no-secret')).toBe('Suite problem')
  base(categoryOf('skipped', 'no expired token')).toBe('Not judged')
})
