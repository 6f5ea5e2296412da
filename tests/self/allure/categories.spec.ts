/** The categories of Allure: each bad result is in one, by the rules of both generations of Allure. */
import { expect, test } from '@playwright/test'
import { categoryOf, groupedRules, headed, rules } from '../../../reports/allure/categories.ts'
import { checkedRequirements, requirement } from '../../../spec/requirements/index.ts'

/** A case in which the violation of these requirements fails the run. */
const failing = (ids: readonly string[], crash?: string): string | undefined =>
  categoryOf({ outcome: 'violated', failing: ids.map(requirement), owner: undefined, crash })

const musts = checkedRequirements.filter(({ level }) => level === 'MUST')

test('a violated MUST is in the category Security, Unstable or Contract violation', () => {
  const of = (category: string): string[] =>
    musts.filter(({ id }) => failing([id]) === category).map(({ id }) => id)
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
    'data-not-shared-by-caches',
    'no-credentials-in-query',
  ])
  const ofSource = musts.filter(({ source }) => source === 'security').map(({ id }) => id)
  expect(of('Security')).toEqual(expect.arrayContaining(ofSource))
  expect(of('Unstable')).toEqual(['stable-answers'])
  const others = musts.length - of('Security').length - 1
  expect(of('Contract violation')).toHaveLength(others)
})

test('the most severe requirement decides', () => {
  expect(failing(['success-status', 'no-secret-echo'])).toBe('Security')
  expect(failing(['stable-answers', 'success-status'])).toBe('Contract violation')
})

test('a case that was not tested is in the category of the owner of the problem', () => {
  const open = { outcome: 'inconclusive', failing: [], crash: undefined } as const
  expect(categoryOf({ ...open, owner: undefined })).toBe('Not tested')
  expect(categoryOf({ ...open, owner: 'configuration' })).toBe('Not tested')
  expect(categoryOf({ ...open, owner: 'environment' })).toBe('Environment')
})

test('a crash is a problem of the suite, whatever was found; an excused failure is known', () => {
  expect(failing(['no-secret-echo'], 'TypeError: x')).toBe('Suite problem')
  const end = { failing: [], owner: undefined, crash: undefined }
  expect(categoryOf({ ...end, outcome: 'known' })).toBe('Known failure')
  expect(categoryOf({ ...end, outcome: 'satisfied' })).toBeUndefined()
})

test('each rule matches the messages of its category, and no others', () => {
  expect(groupedRules.map(({ name }) => name)).toEqual(rules.map(({ name }) => name))
  const evil = rules.map(({ name }) => headed(name, 'x')).join('\n')
  for (const { name } of rules) {
    const message = headed(name, `id (MUST)\n  observed "${evil}"`)
    // Allure 2 matches the whole message, Allure 3 any part of it.
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
