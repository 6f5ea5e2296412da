/** `tests/bin.mjs`: it starts the command line, or says in one line why it cannot. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { bare } from '../../support/cli-process.ts'

test('the linked command of the package does the same', () => {
  const bin = join(import.meta.dirname, '..', '..', 'bin.mjs')
  const { status, stderr } = spawnSync(process.execPath, [bin, 'rnu'], { encoding: 'utf8' })
  expect([status, stderr]).toEqual([2, expect.stringContaining('unknown command "rnu"')])
})

test('a checkout without its packages, or an old Node, is no fault of the server', () => {
  const tests = join(import.meta.dirname, '..', '..')
  const folder = mkdtempSync(join(tmpdir(), 'unfinished-'))
  for (const name of ['bin.mjs', 'private-cache.mjs'])
    cpSync(join(tests, name), join(folder, 'tests', name))
  const bin = join(folder, 'tests', 'bin.mjs')
  const started = (args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: folder,
      encoding: 'utf8',
      env: { ...bare, XDG_CACHE_HOME: join(folder, 'cache') },
    })
    return [status, stdout + stderr]
  }
  expect(started([bin])).toEqual([
    2,
    `the package jiti is not installed, so nothing was tested: run npm ci in ${folder}\n`,
  ])
  const old =
    'data:text/javascript,Object.defineProperty(process.versions,"node",{value:"18.20.8"})'
  expect(started(['--import', old, bin])).toEqual([
    2,
    'Node 20.19 or later is needed, and this is Node 18.20.8: nothing was tested\n',
  ])
  writeFileSync(join(folder, 'tests', 'cli.js'), 'throw new Error("of a broken copy")')
  const [code, output] = started([bin])
  expect(code).toBe(4)
  expect(output).toMatch(
    /^the suite could not be loaded, so nothing was tested: Error: of a broken copy\n/,
  )
  rmSync(folder, { recursive: true })
})
