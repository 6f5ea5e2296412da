/** What somebody may have meant, by the letters of it. */
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
  test(`from "${from}" to "${to}" it is ${far} changes, and as many back`, () => {
    expect([distance(from, to), distance(to, from)]).toEqual([far, far])
  })

test('the nearest comes first, what holds the word counts, and what is far is not told', () => {
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
      `${name} is no variable of this suite and has no effect; did you mean ${meant}?`,
    ])
  })

test('a name with our prefix that is like none of ours is told as well, and others are not', () => {
  const told = misspelt(['FORMFLOW_ZZZZZZZZZZZZZZZZZZZZ', 'FORMAT', 'PATH', 'FORMFLOW_WORKER'])
  expect(told).toEqual([
    'FORMFLOW_ZZZZZZZZZZZZZZZZZZZZ is no variable of this suite and has no effect',
  ])
})
