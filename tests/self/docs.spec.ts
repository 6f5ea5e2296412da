/** The documentation says what the code does. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { readSettings } from '../../fixtures/env.ts'
import { cases } from '../../fixtures/cases/index.ts'
import { faults } from '../../fixtures/server/faults/index.ts'
import { requirementsPage } from '../../reports/formats/requirements-page.ts'
import { requirements } from '../../spec/requirements/index.ts'

const read = (name: string): string =>
  readFileSync(join(import.meta.dirname, '..', '..', name), 'utf8')

test('docs/requirements.md is what `npm run docs` writes', () => {
  const page = requirementsPage(requirements, cases, faults)
  expect(read('docs/requirements.md') === page, 'run npm run docs').toBe(true)
})

test('every requirement has its place on the page', () => {
  const page = requirementsPage(requirements, cases, faults)
  const headings = [...page.matchAll(/^### (.*)$/gm)].map(([, id]) => id)
  const listed = [...page.matchAll(/^- \*\*(.*?)\*\*/gm)].map(([, id]) => id)
  const idsOf = (excluded: boolean): string[] =>
    requirements.filter((each) => (each.excluded !== undefined) === excluded).map(({ id }) => id)
  expect([headings, listed]).toEqual([idsOf(false), idsOf(true)])
})

const variablesIn = (text: string): Set<string> => new Set(text.match(/\bFORMFLOW_[A-Z_]*[A-Z]/g))

/** Between our own processes; a user chooses by --fault, --freedom, --fuzz and --seed. */
const internal = [
  'FORMFLOW_DOOR_URL',
  'FORMFLOW_DOOR_KEY',
  'FORMFLOW_VARIATION',
  'FORMFLOW_FUZZ',
  'FORMFLOW_SEED',
]

for (const name of ['README.md', '.env.example'])
  test(`${name} names every variable that is read, and no other`, () => {
    const wanted = [...variablesIn(read('fixtures/env.ts'))].filter(
      (each) => !internal.includes(each),
    )
    expect(wanted.length).toBeGreaterThan(15)
    expect([...variablesIn(read(name))].toSorted()).toEqual(wanted.toSorted())
  })

test('README.md tells the defaults of the code', () => {
  const settings = readSettings({})
  const told = (name: string): string =>
    new RegExp(`^\\| \`FORMFLOW_${name}\` *\\| \`(.*?)\` *\\|`, 'm').exec(read('README.md'))?.[1] ??
    ''
  const names = ['PROFILE', 'PROTECTED_PATH', 'MAX_FAILED_LOGINS', 'TIMEOUT_MS', 'MAX_WAIT_S']
  expect(names.map(told)).toEqual([
    settings.profile,
    settings.protectedPath,
    ...[settings.maxFailedLogins, settings.timeoutMs, settings.maxWaitS].map(String),
  ])
  expect([told('STRICT'), told('HTML')]).toEqual(
    [settings.strict, settings.html].map((on) => (on ? '1' : '0')),
  )
  expect(resolve(told('REPORTS_DIR'))).toBe(settings.reportsDir)
})
