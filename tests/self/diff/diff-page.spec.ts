/** docs/diff.md is what its generator writes; the output of commands may differ. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { diffPage } from '../../docs/pages/diff.ts'

/** The formatter pads the cells of tables. */
const plain = (text: string): string =>
  text.trim().replaceAll(/ +/g, ' ').replaceAll(/-{3,}/g, '---')

test('docs/diff.md is the text that npm run docs writes, with the exit code of every command', () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'diff.md'), 'utf8')
  const outputs = [...page.matchAll(/^```console\n\$ [^\n]*\n([^]*?)\n```$/gm)].map(
    ([, output = '']) => output,
  )
  const [regression = '', released = '', drift = '', embedded = ''] = outputs
  expect(plain(diffPage({ regression, released, drift, page: embedded }))).toBe(plain(page))
  expect(outputs.map((output) => /exit \d$|^# ✅/.exec(output)?.[0])).toEqual([
    'exit 1',
    '# ✅',
    'exit 1',
    'exit 1',
  ])
})
