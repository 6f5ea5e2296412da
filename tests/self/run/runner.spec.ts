/** The runner without the command `run`: what it writes. `robustness-mishaps.spec.ts` tries further ways to start it. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { casesIn } from '../../../fixtures/cases/index.ts'
import { MANIFEST } from '../../../fixtures/run/reports-folder.ts'
import { ran, targetOfNobody } from '../../support/runner.ts'

const planned = casesIn('certify').length

const one = ['--grep', '@valid-credentials/control']

for (const [what, args] of [
  ['with a blank before the project', ['--project', 'server']],
  ['with the file alone', ['tests/server.spec.ts']],
] as const)
  test(`${what} the runner certifies, and replaces the reports of the run before`, ({}, info) => {
    const reports = info.outputPath('reports')
    mkdirSync(join(reports, 'allure-results'), { recursive: true })
    writeFileSync(join(reports, MANIFEST), '')
    writeFileSync(join(reports, 'certificate.json'), 'of another run')
    writeFileSync(join(reports, 'allure-results', 'a-result.json'), '{}')
    const { code, stderr, report } = ran(info, [...args, ...one])
    expect(code, stderr).toBe(0)
    expect(stderr).toContain(`1 of ${planned} cases`)
    expect(report().cases.map(({ id }) => id)).toEqual(['valid-credentials/control'])
    const results = readdirSync(join(reports, 'allure-results'))
    expect(results.filter((name) => name.endsWith('-result.json'))).toHaveLength(1)
    expect(readFileSync(join(reports, 'certificate.json'), 'utf8')).not.toBe('of another run')
    expect(readFileSync(join(reports, 'junit.xml'), 'utf8')).toContain('tests="1"')
  })

test('what a program reads from a reporter is its output alone', ({}, info) => {
  const { code, stdout, stderr } = ran(
    info,
    ['--project=server', '--reporter=json', ...one],
    targetOfNobody,
  )
  expect(code, stderr).toBe(3)
  expect(() => JSON.parse(stdout) as unknown).not.toThrow()
})

test('each case is sent once, however often its test is repeated', ({}, info) => {
  const { code, stderr, report, reports } = ran(info, [
    '--project=server',
    '--repeat-each=3',
    '--workers=3',
    ...one,
  ])
  expect(code, stderr).toBe(0)
  expect(report().traffic.requests).toBe(1)
  expect(report().cases).toHaveLength(1)
  const results = readdirSync(join(reports, 'allure-results'))
  expect(results.filter((name) => name.endsWith('-result.json'))).toHaveLength(1)
})

test('--last-failed tests again what failed', ({}, info) => {
  const env = { FORMFLOW_VARIATION: 'expiry-not-checked' }
  const chapter = ['--grep', 'Expired tokens|@valid-credentials/control']
  const first = ran(info, ['--project=server', ...chapter], env)
  expect(first.code, first.stderr).toBe(1)
  const failed = first.report().cases.filter(({ outcome }) => outcome === 'violated')
  const second = ran(info, ['--project=server', '--last-failed'], env)
  expect(second.code, second.stderr).toBe(1)
  expect(second.report().cases.map(({ id }) => id)).toEqual(failed.map(({ id }) => id))
})

test('a bad value is refused in one line, and no reports are written', ({}, info) => {
  const { code, stderr, reports } = ran(info, ['--project=server', '--reporter=json'], {
    FORMFLOW_PROFILE: 'none',
  })
  expect(code).toBe(2)
  expect(stderr.split('\n').filter((text) => text !== '')).toEqual([
    expect.stringContaining('FORMFLOW_PROFILE must be one of smoke,'),
  ])
  expect(existsSync(join(reports, 'report.json'))).toBe(false)
})
