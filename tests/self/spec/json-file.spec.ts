/** Reading JSON data: an invalid file stops everything, with its path, the place and the reason. */
import { basename, dirname, join } from 'node:path'
import { expect, test } from '@playwright/test'
import { DataError, validated } from '../../../spec/lib/json-file.ts'
import { temporary } from '../../support/exchange.ts'

const schema = JSON.stringify({
  type: 'object',
  required: ['name'],
  additionalProperties: false,
  properties: { name: { type: 'string', minLength: 3 } },
})

function refusalOf(content: string | undefined): string {
  const folder = dirname(temporary('schema.json', schema))
  if (content !== undefined) temporary('data.json', content)
  try {
    validated(folder, 'data.json')
  } catch (error) {
    if (error instanceof DataError)
      return error.message.replace(basename(folder), 'folder').replace(/JSON .*/, 'JSON ...')
    throw error
  }
  return 'accepted'
}

const rows = [
  ['a good file', '{"name":"good"}', 'accepted'],
  ['a missing member', '{}', "folder/data.json: / must have required property 'name'"],
  ['a value out of bounds', '{"name":"x"}', 'folder/data.json: /name must NOT have fewer than 3'],
  ['an unknown member', '{"name":"good","nmae":1}', 'folder/data.json: / must NOT have additional'],
  ['a file that is not JSON', '{"name":', 'folder/data.json: Unexpected end of JSON ...'],
  ['a missing file', undefined, 'folder/data.json: ENOENT: no such file'],
] as const

for (const [what, content, outcome] of rows)
  test(`${what} gives "${outcome}"`, () => {
    expect(refusalOf(content)).toContain(outcome)
  })

test('an invalid file gives one line, even with the stack of the error', () => {
  const { stack } = new DataError('cases/a.json: / is wrong')
  expect(stack).toBe('DataError: cases/a.json: / is wrong')
})

test('files of two folders are checked by the schemas of their folders', () => {
  const folder = dirname(temporary('one-schema.json', ''))
  expect(refusalOf('{"name":"good"}')).toBe('accepted')
  expect(() => validated(join(folder, 'nowhere'), 'data.json')).toThrow(DataError)
})
