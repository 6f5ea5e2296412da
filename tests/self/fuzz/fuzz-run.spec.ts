/** `--fuzz` from the outside: what a user sees, what scripts read, and what stays as it was without it. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { expect, test } from '@playwright/test'
import { faultless } from '../../../fixtures/run/in-memory.ts'
import { readJsonFile } from '../../../spec/lib/json-file.ts'
import { command } from '../../support/cli-process.ts'
import { fuzzed } from '../../support/fuzz-runs.ts'
import { present } from '../../support/exchange.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const conforms = new Ajv().compile(
  readJsonFile(join(root, 'reports', 'report.schema.json')) as object,
)

test('a fault is found, named, and shown as a case to paste', async ({}, info) => {
  const args = ['--fault', 'truncated-json-completed', '--fuzz', '200', '--seed', '2026']
  const ended = await command(info, ['run', '--no-html', '--grep', '@fuzzing/bodies', ...args])
  const report = ended.report()
  expect(ended.code, ended.output).toBe(1)
  expect(conforms(report), JSON.stringify(conforms.errors)).toBe(true)
  const fuzz = present(report.fuzz)
  const [found] = fuzz.found
  expect(fuzz).toMatchObject({ runs: 200, seed: 2026, leftOut: [] })
  expect(found?.requirements).toEqual(['malformed-json-refused'])
  const reportedCase = present(report.cases.find(({ id }) => id === found?.case))
  expect(reportedCase.violations).toMatchObject([
    { requirement: 'malformed-json-refused', expected: '400', actual: '401' },
  ])
  const body = '{"clientId":"","clientSecret":"","organizationId":""'
  expect(reportedCase.reproduce).toContain(`--data-binary '${body}'`)
  // Console, JUnit and Allure name the requirement; what is printed is what the report contains.
  expect(ended.output).toContain('--fuzz 200 --seed=2026')
  expect(ended.output).toContain(`case    ${found?.case}`)
  const printed = /to paste into fixtures\/cases\n.*\n([^]*?\n {4}\})\n/.exec(ended.output)?.[1]
  expect(JSON.parse(printed ?? '')).toEqual(found?.paste)
  expect(ended.files().get('junit.xml')).toContain('malformed-json-refused (MUST): ')
})

test('without a seed one is chosen and shown, and it generates the same bodies again', async ({}, info) => {
  const args = ['run', '--no-html', '--grep', '@fuzzing/bodies', '--fuzz', '20']
  const ended = await command(info, args)
  const reported = present(ended.report().fuzz)
  expect(ended.code, ended.output).toBe(0)
  expect(ended.output).toMatch(new RegExp(`^fuzzing: --fuzz 20 --seed=${reported.seed}$`, 'm'))
  expect((await fuzzed(faultless, 20, reported.seed)).fuzz).toEqual(reported)
})

test('fast-check is loaded by fuzzing and by nothing else', () => {
  const importing = ['spec', 'fixtures', 'reports', 'tests'].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .map((file) => join(room, file))
      .filter((file) => file.endsWith('.ts') && !/^tests\/(self|support)\//.test(file))
      .filter((file) =>
        /^import (?!type\b).*'fast-check'|await import\('fast-check'\)/m.test(
          readFileSync(join(root, file), 'utf8'),
        ),
      ),
  )
  expect(importing).toEqual(['fixtures/fuzz/fuzz.ts'])
  const drawing = readFileSync(join(root, 'fixtures', 'run', 'assemble.ts'), 'utf8')
  expect(drawing).toMatch(/ import\('\.\.\/fuzz\/fuzz\.ts'\)/)
  expect(drawing).not.toMatch(/^import (?!type\b).*fuzz\/(fuzz|guard)\.ts/m)
})
