/** One run in a folder: the second is refused, and the lock of a dead one is no obstacle. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type TestInfo } from '@playwright/test'
import { LockedError, lockFolder } from '../../../fixtures/run/lock.ts'
import { inProcess } from '../../support/cli-in-process.ts'

/** A folder with a lock of this content. */
function locked(info: TestInfo, holder: string): { folder: string; file: string } {
  const folder = info.outputPath('reports')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, '.lock')
  writeFileSync(file, holder)
  return { folder, file }
}

/** A process that was there and is no longer. */
const dead = (): string => String(spawnSync(process.execPath, ['--version']).pid)

test('a folder is taken and given back', ({}, info) => {
  const folder = info.outputPath('.')
  const release = lockFolder(folder)
  expect(readFileSync(join(folder, '.lock'), 'utf8')).toBe(String(process.pid))
  release()
  expect(existsSync(join(folder, '.lock'))).toBe(false)
})

test('a folder in which another run is alive ends the second one with 2, in one line', async ({}, info) => {
  const { folder, file } = locked(info, String(process.ppid))
  writeFileSync(join(folder, 'report.json'), 'of the first')
  const { code, stderr } = await inProcess(['run'], { FORMFLOW_REPORTS_DIR: folder })
  expect(code).toBe(2)
  expect(stderr).toBe(
    `another run (process ${process.ppid}) writes into the reports folder; wait for it, or set FORMFLOW_REPORTS_DIR\n`,
  )
  expect(readFileSync(join(folder, 'report.json'), 'utf8')).toBe('of the first')
  expect(readFileSync(file, 'utf8')).toBe(String(process.ppid))
})

for (const [what, holder] of [
  ['of a process that died', dead()],
  ['with garbage in it', 'no number'],
] as const)
  test(`a lock ${what} is taken over`, ({}, info) => {
    const { folder, file } = locked(info, holder)
    const release = lockFolder(folder)
    expect(readFileSync(file, 'utf8')).toBe(String(process.pid))
    release()
    expect(existsSync(file)).toBe(false)
  })

test('a lock that is not written yet is respected for a moment', ({}, info) => {
  const { folder, file } = locked(info, '')
  expect(() => lockFolder(folder)).toThrow(LockedError)
  utimesSync(file, 0, 0)
  lockFolder(folder)()
})

test('a lock that another process has written in the meantime is not removed', ({}, info) => {
  const folder = info.outputPath('.')
  const release = lockFolder(folder)
  writeFileSync(join(folder, '.lock'), '1')
  release()
  expect(readFileSync(join(folder, '.lock'), 'utf8')).toBe('1')
})
