/** No space, or no right, to write: the results are printed all the same, and no file is left half written. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { control } from '../../../fixtures/cases/index.ts'
import { files } from '../../../reports/formats/index.ts'
import type { WriteFile } from '../../../reports/reporters/whole-file.ts'
import { writeReports } from '../../../reports/reporters/write.ts'
import { command } from '../../support/cli-process.ts'
import { endOfRun } from '../../support/run-end.ts'
import { served } from '../../support/served.ts'
import { gatewayWith } from '../../support/gateway.ts'

const failing =
  (code: string): WriteFile =>
  () => {
    throw Object.assign(new Error('as the system says'), { code })
  }

for (const code of ['ENOSPC', 'EROFS', 'EACCES', 'EDQUOT'])
  test(`a report that cannot be written (${code}) is the environment’s problem, and reported`, async ({}, info) => {
    const run = await endOfRun(info)
    const { report } = await writeReports(run, failing(code))
    expect(report.must.judged).toBeGreaterThan(3)
    expect([report.verdict, report.exit]).toEqual([
      'undetermined',
      {
        code: 3,
        owner: 'environment',
        reason: `the reports cannot be written (${code}); the folder is incomplete`,
      },
    ])
    expect(existsSync(info.outputPath('reports', 'report.json'))).toBe(false)
  })

test('a certificate that cannot be written is reported like any other file', async ({}, info) => {
  const run = await endOfRun(info)
  const { report } = await writeReports(run, (file) => {
    if (file.includes('certificate')) failing('ENOSPC')(file, '')
  })
  expect(report.must.judged).toBeGreaterThan(3)
  expect(report).toMatchObject({
    verdict: 'undetermined',
    exit: { code: 3, owner: 'environment' },
  })
})

test('a mistake of ours in a writer is no full disk', async ({}, info) => {
  const run = await endOfRun(info)
  await expect(
    writeReports(run, () => {
      throw new TypeError('ours')
    }),
  ).rejects.toThrow('ours')
})

test('a report is written whole, and nothing is left beside it', async ({}, info) => {
  const { report } = await writeReports(await endOfRun(info))
  expect(report.exit.code).toBe(0)
  const names = readdirSync(info.outputPath('reports'))
  const others = ['allure-results', 'certificate.html', 'certificate.json', 'evidence.ndjson']
  expect(names.toSorted()).toEqual([...Object.keys(files), ...others].toSorted())
})

test('a token store without room ends the run after the first login, which is judged', async () => {
  test.skip(!existsSync('/dev/full'), 'this machine has no /dev/full')
  const { gateway, sent } = await gatewayWith({ target: { tokenStore: '/dev/full' } })
  expect((await gateway.perform(control.id)).exchanges).toHaveLength(1)
  expect(gateway.stopped()).toEqual({
    owner: 'environment',
    reason: 'FORMFLOW_TOKEN_STORE cannot be written (ENOSPC)',
  })
  await gateway.perform('valid-credentials/pretty-printed')
  expect(sent).toHaveLength(1)
})

test('a reports folder that is taken away in the middle ends the process with 3, and a verdict', async ({}, info) => {
  const folder = info.outputPath('gone', 'reports')
  let requests = 0
  const server = await served({
    id: 'takes-away',
    title: 'at the fifth request a file stands where the reports go',
    breaks: [],
    alter: () => ({
      answer: (answer) => {
        requests += 1
        if (requests !== 5) return answer
        rmSync(folder, { recursive: true, force: true })
        writeFileSync(folder, 'mine')
        return answer
      },
    }),
  })
  const args = ['run', '--no-html', '--grep', '@missing-credentials/']
  const { code, output } = await command(info, args, { env: server.env, folder: 'gone' })
  await server.close()
  expect(code, output).toBe(3)
  expect(output).toContain('UNDETERMINED')
  expect(output).toMatch(/environment: the reports cannot be written \(E\w+\)/)
  expect(readFileSync(folder, 'utf8')).toBe('mine')
})
