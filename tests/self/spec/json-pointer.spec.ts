/** JSON pointers, written and read (RFC 6901). */
import { expect, test } from '@playwright/test'
import { namesIn, pointerOf } from '../../../spec/lib/json-pointer.ts'

for (const [names, pointer] of [
  [[], ''],
  [[''], '/'],
  [['paths', '/api/token', 'post'], '/paths/~1api~1token/post'],
  [['a~b', '~1', '/~'], '/a~0b/~01/~1~0'],
  [['required', '0'], '/required/0'],
] as const)
  test(`the names ${JSON.stringify(names)} make the pointer "${pointer}", and come back from it`, () => {
    expect(pointerOf(names)).toBe(pointer)
    expect(namesIn(pointer)).toEqual(names)
  })
