/** Files that stay from run to run, and keys: opened and checked before they are used. */
import {
  chmodSync,
  closeSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { openOwned } from '../../../fixtures/config/files/owned-file.ts'
import { readSigningKey } from '../../../fixtures/config/index.ts'
import { writeWholeFile } from '../../../reports/reporters/whole-file.ts'
import { inProcess } from '../../support/cli-in-process.ts'
import { temporary } from '../../support/exchange.ts'

const open = (file: string, secret = true) => closeSync(openOwned(file, { secret }))

test('a new file is made, and one that others could read is closed to them before it is written', ({}, info) => {
  const file = info.outputPath('tokens')
  open(file)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  chmodSync(file, 0o644)
  open(file)
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('links, folders and files that others may write are refused', ({}, info) => {
  const real = temporary('real', 'a')
  const link = info.outputPath('link')
  symlinkSync(real, link)
  expect(() => open(link)).toThrow('is a symbolic link; name the file itself')
  symlinkSync(info.outputPath('nowhere'), info.outputPath('dangling'))
  expect(() => open(info.outputPath('dangling'))).toThrow('is a symbolic link')
  mkdirSync(info.outputPath('folder'))
  expect(() => open(info.outputPath('folder'))).toThrow()
  chmodSync(real, 0o620)
  expect(() => open(real)).toThrow('can be written by other users (mode 620); chmod 600 it')
  open(real, false)
  chmodSync(real, 0o666)
  expect(() => open(real, false)).toThrow('can be written by other users (mode 666); chmod 644 it')
})

test('a run with such a token store or history ends with 2 and the reason', async ({}, info) => {
  const link = info.outputPath('link')
  symlinkSync(temporary('real', ''), link)
  for (const name of ['FORMFLOW_TOKEN_STORE', 'FORMFLOW_HISTORY']) {
    const reports = info.outputPath('reports')
    const { code, stderr } = await inProcess(['run'], {
      [name]: link,
      FORMFLOW_REPORTS_DIR: reports,
    })
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(
        `^${name} must be [^\\n]*; it is a symbolic link; name the file itself\\n$`,
      ),
    ])
  }
})

test('a report replaces a link and does not follow it, and keeps the mode of a file', ({}, info) => {
  const victim = temporary('victim', 'mine')
  const folder = info.outputPath('reports')
  mkdirSync(folder)
  const file = join(folder, 'report.json')
  symlinkSync(victim, file)
  symlinkSync(victim, `${file}.part`)
  writeWholeFile(file, 'text')
  expect([readFileSync(victim, 'utf8'), readFileSync(file, 'utf8')]).toEqual(['mine', 'text'])
  expect(lstatSync(file).isSymbolicLink()).toBe(false)
  expect(readdirSync(folder).toSorted()).toEqual(['report.json', 'report.json.part'])
  const closed = join(folder, 'closed')
  writeFileSync(closed, '', { mode: 0o600 })
  writeWholeFile(closed, 'text')
  expect(statSync(closed).mode & 0o777).toBe(0o600)
})

test('a private key that others can read, or that a link puts among the reports, is refused', ({}, info) => {
  const key = temporary('key.pem', 'no key')
  const read = (file: string) => () =>
    readSigningKey({ FORMFLOW_SIGNING_KEY_FILE: file }, info.outputPath('reports'))
  for (const mode of [0o644, 0o640, 0o604]) {
    chmodSync(key, mode)
    expect(read(key)).toThrow(`can be read by other users (mode ${mode.toString(8)}); chmod 600 it`)
  }
  chmodSync(key, 0o600)
  expect(read(key)).toThrow('holds no key in PEM')
  mkdirSync(info.outputPath('reports'))
  const within = info.outputPath('reports', 'key.pem')
  writeFileSync(within, 'no key', { mode: 0o600 })
  symlinkSync(within, info.outputPath('outside.pem'))
  expect(read(info.outputPath('outside.pem'))).toThrow('is in the folder of the reports')
})
