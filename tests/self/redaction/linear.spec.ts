/**
 * The time that anything takes with a text of a target grows with the text's length, whatever the text is made of. The
 * work is done in another process, which is ended when one piece of it takes too long: where a cost grows with the square
 * of the length, the texts are so long that it takes minutes, and otherwise much less than a second.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { jiti, root } from '../../cli/lib/programs.ts'

/** For one piece of work, on a machine that is busy with others. */
const ENDLESS_MS = 20_000

test.describe.configure({ timeout: 300_000 })

/** @returns `end`, or the piece of work that did not end */
async function lastWork(part: string): Promise<string> {
  const child = spawn(
    process.execPath,
    [jiti(), join(root, 'tests/support/text-work-process.ts'), part],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let written = ''
  const kill = (): boolean => child.kill('SIGKILL')
  let timer = setTimeout(kill, ENDLESS_MS)
  child.stdout.setEncoding('utf8').on('data', (lines: string) => {
    written = (written + lines).slice(-1000)
    clearTimeout(timer)
    timer = setTimeout(kill, ENDLESS_MS)
  })
  await new Promise((resolve) => child.on('close', resolve))
  clearTimeout(timer)
  return written.trimEnd().split('\n').at(-1) ?? ''
}

test('256 KiB of any character, or of a text that was slow once, is read in bounded time', async () => {
  expect(await lastWork('shapes')).toBe('end')
})

test('256 KiB of any pair of characters are read in bounded time', async () => {
  expect(await lastWork('pairs')).toBe('end')
})
