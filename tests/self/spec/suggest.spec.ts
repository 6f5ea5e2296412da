/** Suggestions for misspelt words. */
import { expect, test } from '@playwright/test'
import { distance, nearest } from '../../../spec/lib/suggest.ts'
import { misspelt } from '../../../fixtures/config/misspelt.ts'
import { variables } from '../../../fixtures/config/variables.ts'

for (const [from, to, far] of [
  ['', '', 0],
  ['', 'abc', 3],
  ['abc', '', 3],
  ['abc', 'abc', 0],
  ['kitten', 'sitting', 3],
  ['rnu', 'run', 2],
  ['sunday', 'saturday', 3],
] as const)
  test(`the distance of "${from}" and "${to}" is ${far}, in both directions`, () => {
    expect([distance(from, to), distance(to, from)]).toEqual([far, far])
  })

test('the most similar word comes first, words that contain it count, and distant ones do not', () => {
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
  test(`${name} suggests ${meant}`, () => {
    expect(misspelt([name, ...known])).toEqual([
      `${name} is no variable of this suite and has no effect; did you mean ${meant}?`,
    ])
  })

test('an unknown name with our prefix is reported without a suggestion, other names are not', () => {
  const lines = misspelt(['FORMFLOW_ZZZZZZZZZZZZZZZZZZZZ', 'FORMAT', 'PATH', 'FORMFLOW_WORKER'])
  expect(lines).toEqual([
    'FORMFLOW_ZZZZZZZZZZZZZZZZZZZZ is no variable of this suite and has no effect',
  ])
})
