/** Compiled TypeScript is kept where no other user can plant code. */
import { chmodSync, existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { privateCache } from '../../private-cache.mjs'
import { command } from '../../support/cli-process.ts'
import { present } from '../../support/exchange.ts'

const modeOf = (path: string): number => statSync(path).mode & 0o777

test('the folder is below the home of the user, with mode 0700, also if it was open before', ({}, info) => {
  const home = info.outputPath('home')
  mkdirSync(home)
  const folder = present(privateCache({ HOME: home }))
  expect([folder, modeOf(folder)]).toEqual([
    join(home, '.cache', 'formflow-token-conformance'),
    0o700,
  ])
  chmodSync(folder, 0o777)
  expect([privateCache({ HOME: home }), modeOf(folder)]).toEqual([folder, 0o700])
  expect(privateCache({ HOME: home, XDG_CACHE_HOME: join(home, 'x') })).toBe(
    join(home, 'x', 'formflow-token-conformance'),
  )
})

test('a link, a file or a home that cannot be written gives a new folder that nobody can foresee', ({}, info) => {
  const of = (name: string): string => {
    const cache = info.outputPath(name, '.cache')
    mkdirSync(cache, { recursive: true })
    return join(cache, 'formflow-token-conformance')
  }
  mkdirSync(info.outputPath('planted'))
  symlinkSync(info.outputPath('planted'), of('link'))
  writeFileSync(of('file'), '')
  for (const home of [info.outputPath('link'), info.outputPath('file'), '/proc/none']) {
    const folder = present(privateCache({ HOME: home }))
    expect(folder.startsWith(join(tmpdir(), 'formflow-token-conformance-'))).toBe(true)
    expect(modeOf(folder)).toBe(0o700)
    expect(privateCache({ HOME: home })).not.toBe(folder)
  }
})

test('a run compiles into that folder, and into no other', async ({}, info) => {
  const [home, temporary] = [info.outputPath('home'), info.outputPath('tmp')]
  for (const folder of [home, temporary]) mkdirSync(folder)
  const { code, output } = await command(
    info,
    ['run', '--no-html', '--grep', '@valid-credentials/control'],
    { env: { HOME: home, TMPDIR: temporary, XDG_CACHE_HOME: '' } },
  )
  expect(code, output).toBe(0)
  const cache = join(home, '.cache', 'formflow-token-conformance')
  for (const name of ['jiti', 'playwright']) expect(existsSync(join(cache, name)), name).toBe(true)
  for (const name of [
    'jiti',
    'node-compile-cache',
    `playwright-transform-cache-${process.geteuid?.()}`,
  ])
    expect(existsSync(join(temporary, name)), name).toBe(false)
})
