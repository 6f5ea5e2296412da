/** Allure's categories: each bad result is in the one that the data says, by the rules of both generations. */
import { expect, test } from '@playwright/test'
import {
  categoryOf,
  groupedRules,
  headed,
  rules,
  type End,
} from '../../../reports/allure/categories.ts'
import type { Finding, Outcome } from '../../../spec/model.ts'
import { checkedRequirements, requirement } from '../../../spec/requirements/index.ts'

const found = (id: string, outcome: Outcome = 'violated'): Finding => ({
  requirement: id,
  case: 'a/b',
  outcome,
  violations: [],
})

const categorised = (ids: readonly string[], more: Partial<End> = {}): string | undefined =>
  categoryOf({ findings: ids.map((id) => found(id)), strict: false, ...more })

const musts = checkedRequirements.filter(({ level }) => level === 'MUST')

test('a violated MUST is a matter of security, of stability or of the contract', () => {
  const of = (category: string): string[] =>
    musts.filter(({ id }) => categorised([id]) === category).map(({ id }) => id)
  expect(of('Security').filter((id) => requirement(id).source !== 'security')).toEqual([
    'unknown-client-refused',
    'wrong-secret-refused',
    'wrong-organization-refused',
    'token-signed',
    'token-key-not-guessable',
    'missing-token-refused',
    'garbage-token-refused',
    'wrong-scheme-refused',
    'tampered-signature-refused',
    'tampered-payload-refused',
    'unsigned-token-refused',
    'foreign-key-refused',
    'expired-token-refused',
  ])
  const ofSource = musts.filter(({ source }) => source === 'security').map(({ id }) => id)
  expect(of('Security')).toEqual(expect.arrayContaining(ofSource))
  expect(of('Unstable')).toEqual(['stable-answers'])
  const others = musts.length - of('Security').length - 1
  expect(of('Contract violation')).toHaveLength(others)
})

test('of several the worst counts', () => {
  expect(categorised(['success-status', 'no-secret-echo'])).toBe('Security')
  expect(categorised(['stable-answers', 'success-status'])).toBe('Contract violation')
})

test('advice is no bad result, unless the run is strict', () => {
  expect(categorised(['extra-members-ignored'])).toBeUndefined()
  expect(categorised(['extra-members-ignored'], { strict: true })).toBe('Contract violation')
  expect(categorised(['uniform-refusal'], { strict: true })).toBe('Security')
})

test('what was not judged says whether the environment is to blame', () => {
  const open = [found('success-status', 'inconclusive')]
  const end = { findings: open, strict: false }
  expect(categoryOf(end)).toBe('Not judged')
  expect(categoryOf({ ...end, owner: 'configuration' })).toBe('Not judged')
  expect(categoryOf({ ...end, owner: 'environment' })).toBe('Environment')
  expect(categoryOf({ strict: false }), 'never run').toBe('Not judged')
  expect(categoryOf({ ...end, findings: [found('success-status', 'satisfied')] })).toBeUndefined()
})

test('a crash is the suite’s, whatever was found; what the baseline excuses is known', () => {
  expect(categorised(['no-secret-echo'], { crash: 'TypeError: x' })).toBe('Suite problem')
  const known = { requirement: 'no-secret-echo', reason: 'r', owner: 'o', expires: '2027-01-31' }
  const excused = { ...found('no-secret-echo'), known }
  const end = { strict: false, findings: [excused] }
  expect(categoryOf(end)).toBe('Known failure')
  expect(categoryOf({ ...end, findings: [excused, found('success-status')] })).toBe(
    'Contract violation',
  )
})

test('each rule takes the messages of its category, and those alone', () => {
  expect(groupedRules.map(({ name }) => name)).toEqual(rules.map(({ name }) => name))
  const evil = rules.map(({ name }) => headed(name, 'x')).join('\n')
  for (const { name } of rules) {
    const message = headed(name, `id (MUST)\n  observed "${evil}"`)
    // Allure 2 asks for a match of the whole, Allure 3 for one anywhere.
    const matching = (whole: boolean): string[] =>
      rules
        .filter(({ messageRegex }) => {
          const [match] = new RegExp(messageRegex).exec(message) ?? []
          return match !== undefined && (!whole || match === message)
        })
        .map((rule) => rule.name)
    expect(matching(true)).toEqual([name])
    expect(matching(false)).toEqual([name])
  }
})
