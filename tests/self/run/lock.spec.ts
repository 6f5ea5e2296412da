/** One run in a folder: the second is refused, and the lock of a dead one is no obstacle. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { mock } from 'node:test'
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

/** A lock as another run writes it. */
const lockOf = (pid: number, place: string): string =>
  JSON.stringify({ pid, place, since: '2026-01-15T12:00:00.000Z', id: 'a' })

/** What this process writes there, and gives back. */
function ownLock(info: TestInfo): { pid: number; place: string } {
  const folder = info.outputPath('own')
  mkdirSync(folder)
  const release = lockFolder(folder)
  const lock = JSON.parse(readFileSync(join(folder, '.lock'), 'utf8')) as {
    pid: number
    place: string
  }
  release()
  return lock
}

/** A process that was there and is no longer. */
const dead = (): string => String(spawnSync(process.execPath, ['--version']).pid)

test('a folder is taken and given back', ({}, info) => {
  const folder = info.outputPath('.')
  const release = lockFolder(folder)
  expect(readFileSync(join(folder, '.lock'), 'utf8')).toContain(`"pid":${process.pid},`)
  release()
  expect(existsSync(join(folder, '.lock'))).toBe(false)
})

test('another container may have our process id, and the same host name', ({}, info) => {
  const { pid, place } = ownLock(info)
  expect(place.length).toBeGreaterThan(0)
  const { folder, file } = locked(info, lockOf(pid, `${place}-of-another`))
  expect(() => lockFolder(folder)).toThrow(
    /^another run \(process \d+ on \S+, since 2026-01-15T12:00:00.000Z\) writes .*; its lock is .*\.lock, and/,
  )
  expect(readFileSync(file, 'utf8')).toContain('of-another')
})

test('a lock without a sign of life for a minute is taken over, wherever its run was', ({}, info) => {
  const { folder, file } = locked(info, lockOf(1, 'another-host pid:[1]'))
  const now = Date.now() / 1000
  utimesSync(file, now - 50, now - 50)
  expect(() => lockFolder(folder)).toThrow(LockedError)
  utimesSync(file, now - 70, now - 70)
  lockFolder(folder)()
  expect(existsSync(file)).toBe(false)
})

test('a run gives signs of life until it ends', ({}, info) => {
  mock.timers.enable({ apis: ['setInterval'] })
  const folder = info.outputPath('.')
  const file = join(folder, '.lock')
  const release = lockFolder(folder)
  utimesSync(file, 1000, 1000)
  mock.timers.tick(4999)
  expect(statSync(file).mtimeMs).toBe(1_000_000)
  mock.timers.tick(1)
  expect(statSync(file).mtimeMs).toBeGreaterThan(1_000_000)
  release()
  writeFileSync(file, 'of another run')
  utimesSync(file, 1000, 1000)
  mock.timers.tick(5000)
  expect(statSync(file).mtimeMs).toBe(1_000_000)
  mock.timers.reset()
})

test('a run learns that its lock is gone, once', ({}, info) => {
  mock.timers.enable({ apis: ['setInterval'] })
  let lost = 0
  const folder = info.outputPath('.')
  lockFolder(folder, () => {
    lost += 1
  })
  mock.timers.tick(5000)
  expect(lost).toBe(0)
  writeFileSync(join(folder, '.lock'), 'of another run')
  for (let beat = 0; beat < 3; beat += 1) mock.timers.tick(5000)
  expect(lost).toBe(1)
  mock.timers.reset()
})

test('of a run that died here nobody waits for the minute', ({}, info) => {
  const { place } = ownLock(info)
  const { folder } = locked(info, lockOf(Number(dead()), place))
  lockFolder(folder)()
})

test('a folder in which another run is alive ends the second one with 2, in one line', async ({}, info) => {
  const { folder, file } = locked(info, String(process.ppid))
  writeFileSync(join(folder, 'report.json'), 'of the first')
  const { code, stderr } = await inProcess(['run'], { FORMFLOW_REPORTS_DIR: folder })
  expect(code).toBe(2)
  expect(stderr).toBe(
    `another run (process ${process.ppid}) writes into the reports folder; wait for it, or set FORMFLOW_REPORTS_DIR; its lock is ${file}, and counts as left behind after 60 s without a sign of life\n`,
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
    expect(readFileSync(file, 'utf8')).toContain(`"pid":${process.pid},`)
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
