/** Other spellings of a path: each differs from it in one way, and the query stays. */
import { expect, test } from '@playwright/test'
import { respelled } from '../../../fixtures/cases/path-spelling.ts'

const spellings = [
  ['encoded-letter', '/api/%74emplate?page=1', '/v1/items/%35'],
  ['trailing-slash', '/api/template/?page=1', '/v1/items/5/'],
  ['upper-case', '/API/TEMPLATE?page=1', '/V1/ITEMS/5'],
  ['double-slash', '/api//template?page=1', '/v1/items//5'],
  ['dot-segment', '/./api/template?page=1', '/./v1/items/5'],
  ['suffix', '/api/template.json?page=1', '/v1/items/5.json'],
  ['path-parameter', '/api/template;x=1?page=1', '/v1/items/5;x=1'],
] as const

for (const [spelling, ofTemplate, ofItem] of spellings)
  test(`${spelling} changes the path alone`, () => {
    expect(respelled('/api/template?page=1', spelling)).toBe(ofTemplate)
    expect(respelled('/v1/items/5', spelling)).toBe(ofItem)
  })

test('a path in upper case is written in lower case, and one that ends with a slash is still a path', () => {
  expect(respelled('/API/TEMPLATE', 'upper-case')).toBe('/api/template')
  for (const [spelling] of spellings) expect(respelled('/', spelling)).toMatch(/^\//)
})
