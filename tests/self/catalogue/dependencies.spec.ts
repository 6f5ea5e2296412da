/** docs/dependencies.md lists the packages of a run, and no others. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { root } from '../../cli/lib/programs.ts'

test('every dependency has a row with size, purpose and reason', () => {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  const page = readFileSync(join(root, 'docs', 'dependencies.md'), 'utf8')
  const rows = page.split('\n').filter((line) => line.startsWith('| `'))
  const cells = rows.map((row) => row.split('|').map((cell) => cell.trim()))
  expect(cells.map(([, name = '']) => name.replaceAll('`', '')).toSorted()).toEqual(
    Object.keys(dependencies).toSorted(),
  )
  for (const [, name, size, purpose, reason] of cells)
    expect([size, purpose, reason], name).toEqual([
      expect.stringMatching(/^\d+(\.\d)? MB$/),
      expect.stringMatching(/\w/),
      expect.stringMatching(/\w/),
    ])
})
