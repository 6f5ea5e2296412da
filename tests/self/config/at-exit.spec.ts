/** What is done at the end of the process: all of it in order, by one listener. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { atExit } from '../../../fixtures/config/files/at-exit.ts'
import { jiti, root } from '../../cli/lib/programs.ts'

test('a process that prepares many runs has one listener for its end', () => {
  const before = process.listenerCount('exit')
  for (let times = 0; times < 20; times += 1) atExit(() => undefined)
  expect(process.listenerCount('exit')).toBeLessThanOrEqual(before + 1)
})

test('everything is done at the end, in order, and the last exit code counts', ({}, info) => {
  const script = info.outputPath('ends.ts')
  writeFileSync(
    script,
    `import { atExit } from ${JSON.stringify(join(root, 'fixtures/config/files/at-exit.ts'))}
     for (const code of [3, 1, 2])
       atExit(() => { process.stdout.write(String(code)); process.exitCode = code })`,
  )
  const { stdout, status } = spawnSync(process.execPath, [jiti(), script], { encoding: 'utf8' })
  expect({ stdout, status }).toEqual({ stdout: '312', status: 2 })
})
