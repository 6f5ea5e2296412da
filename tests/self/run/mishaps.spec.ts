/** Ordinary mishaps of a machine: folders with odd names, none for temporary files, variables of other jobs. */
import { existsSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { command } from '../../support/cli-process.ts'

const one = ['run', '--grep', '@valid-credentials/control']

test('signs in the name of a folder, no place for temporary files, foreign variables of other jobs', async ({}, info) => {
  const foreign = info.outputPath('foreign.xml')
  const ended = await command(info, one, {
    folder: 'x[y] (z)',
    env: {
      // No folder, so nothing can be made in it.
      TMPDIR: import.meta.filename,
      HOME: '',
      PLAYWRIGHT_JUNIT_OUTPUT_FILE: foreign,
      PLAYWRIGHT_JUNIT_OUTPUT_NAME: 'foreign.xml',
    },
  })
  expect(ended.code, ended.output).toBe(0)
  const files = ended.files()
  expect(files.get('allure-report/index.html')?.length).toBeGreaterThan(100_000)
  expect(files.get('junit.xml')).toContain('tests="1"')
  expect(existsSync(foreign)).toBe(false)
  expect([...files.keys()].filter((name) => name.startsWith('.tmp'))).toEqual([])
})
