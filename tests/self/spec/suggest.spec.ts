/** Suggestions for a misspelt word. */
import { expect, test } from '@playwright/test'
import { distance, nearest } from '../../../spec/lib/suggest.ts'
import { misspelt, variables } from '../../../fixtures/config/variables.ts'

for (const [from, to, far] of [
  ['', '', 0],
  ['', 'abc', 3],
  ['abc', '', 3],
  ['abc', 'abc', 0],
  ['kitten', 'sitting', 3],
  ['rnu', 'run', 2],
  ['sunday', 'saturday', 3],
] as const)
  test(`from "${from}" to "${to}" it is ${far} changes, and as many back`, () => {
    expect([distance(from, to), distance(to, from)]).toEqual([far, far])
  })

test('the nearest comes first, words that contain it count, and distant words are not suggested', () => {
  expect(nearest('port', ['prefix', 'prot', 'sort'])).toEqual(['sort', 'prot'])
  expect(nearest('url', ['no-html', 'base-url', 'a-much-longer-word'])).toEqual(['base-url'])
  expect(nearest('ab', ['longer', 'abc', 'a', 'b', 'ac'])).toHaveLength(3)
  expect(nearest('', ['run', 'plan'])).toEqual([])
})

const known = variables.map(({ name }) => name)

for (const [name, meant] of [
  ['FORMFLOW_BASEURL', 'FORMFLOW_BASE_URL'],
  ['FORMFLOW_CLIENT_SECRT', 'FORMFLOW_CLIENT_SECRET'],
  ['FORMFLOW_MAX_REQUEST', 'FORMFLOW_MAX_REQUESTS'],
  ['FORMFLW_BASE_URL', 'FORMFLOW_BASE_URL'],
  ['FORM_FLOW_BASE_URL', 'FORMFLOW_BASE_URL'],
  ['formflow_base_url', 'FORMFLOW_BASE_URL'],
] as const)
  test(`${name} was meant for ${meant}`, () => {
    expect(misspelt([name, ...known])).toEqual([
      `${name} is no variable of this suite, and does nothing; did you mean ${meant}?`,
    ])
  })

test('an unknown name with our prefix is reported without a suggestion, other names are not', () => {
  const reported = misspelt([
    'FORMFLOW_ZZZZZZZZZZZZZZZZZZZZ',
    'FORMAT',
    'PATH',
    'FORMFLOW_DOOR_KEY',
  ])
  expect(reported).toEqual([
    'FORMFLOW_ZZZZZZZZZZZZZZZZZZZZ is no variable of this suite, and does nothing',
  ])
})
