/** The documentation matches the code. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { readSettings } from '../../../fixtures/config/index.ts'
import { clientVariables, internal, variables } from '../../../fixtures/config/variables.ts'
import { excerpts } from '../../docs/excerpts.ts'
import { settledCertificate } from '../../docs/settled.ts'
import { parse } from '../../cli/lib/parse.ts'
import { commandTable } from '../../cli/table.ts'
import { present } from '../../support/exchange.ts'
import { commandsTable, exitCodesTable, optionsTable, variablesTable } from '../../docs/tables.ts'
import { cases } from '../../../fixtures/cases/index.ts'
import { faults } from '../../../fixtures/server/faults/index.ts'
import { files } from '../../../reports/formats/index.ts'
import { clientCases } from '../../../fixtures/client/cases/index.ts'
import { clientFaults } from '../../../fixtures/client/faults/index.ts'
import { CLIENT_REQUIREMENTS, requirementsPage } from '../../docs/pages/requirements.ts'
import { clientRequirements, requirements } from '../../../spec/requirements/index.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const read = (name: string): string => readFileSync(join(root, name), 'utf8')

/** The pages that a user of the suite reads. */
const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

test('docs/requirements.md is what `npm run docs` writes', () => {
  const page = requirementsPage(requirements, cases, faults)
  expect(read('docs/requirements.md') === page, 'run npm run docs').toBe(true)
})

test('docs/client-requirements.md is what `npm run docs` writes', () => {
  const page = requirementsPage(clientRequirements, clientCases, clientFaults, CLIENT_REQUIREMENTS)
  expect(read('docs/client-requirements.md') === page, 'run npm run docs').toBe(true)
})

test('every requirement has its place on the page', () => {
  const page = requirementsPage(requirements, cases, faults)
  const headings = [...page.matchAll(/^### (.*)$/gm)].map(([, id]) => id)
  const listed = [...page.matchAll(/^- \*\*(.*?)\*\*/gm)].map(([, id]) => id)
  const idsOf = (excluded: boolean): string[] =>
    requirements
      .filter((requirement) => (requirement.excluded !== undefined) === excluded)
      .map(({ id }) => id)
  expect([headings, listed]).toEqual([idsOf(false), idsOf(true)])
})

const variablesIn = (text: string): Set<string> => new Set(text.match(/\bFORMFLOW_[A-Z_]*[A-Z]/g))

test('fixtures/config/ reads every variable of the table, and no other', () => {
  const known = [...variables.map(({ name }) => name), ...internal]
  const folder = 'fixtures/config'
  const parts = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => read(`${folder}/${file}`))
  expect([...variablesIn(parts.join('\n'))].toSorted()).toEqual(known.toSorted())
})

for (const name of ['docs/configuration.md', '.env.example'])
  test(`${name} names every variable that a user may set, and no other`, () => {
    const wanted = variables.map((variable) => variable.name)
    expect(wanted.length).toBeGreaterThan(15)
    expect([...variablesIn(read(name))].toSorted()).toEqual(wanted.toSorted())
  })

for (const [file, name, table] of [
  ['docs/configuration.md', 'commands', commandsTable()],
  ['docs/configuration.md', 'options', optionsTable()],
  ['docs/configuration.md', 'variables', variablesTable()],
  ['README.md', 'exit-codes', exitCodesTable()],
] as const)
  test(`${file} holds the table of ${name} that npm run docs writes`, () => {
    const marked = new RegExp(`<!-- ${name} -->([^]*?)<!-- /${name} -->`)
    const [, passage = ''] = marked.exec(read(file)) ?? []
    // The formatter pads the cells.
    const plain = (text: string): string =>
      text.trim().replaceAll(/ +/g, ' ').replaceAll(/-{3,}/g, '---')
    expect(plain(passage), 'run npm run docs').toBe(plain(table))
  })

test('docs/front-doors.md has a command for each gate, and each of them can be parsed', () => {
  const page = read('docs/front-doors.md')
  const lines = [...page.matchAll(/^(?:[A-Z_]+=\S+ )*npm run conformance(?: -- (.*))?$/gm)]
  const run = present(commandTable.find(({ name }) => name === 'run'))
  const given = lines.map(([, args = '']) => parse(run, args.split(' ').filter(Boolean)).values)
  expect(given.map((values) => Object.keys(values).join(' '))).toEqual([
    'header-file',
    'header-file',
    '',
    'wait',
    'base-url resolve',
    '',
  ])
  for (const values of given) {
    const env = {
      FORMFLOW_BASE_URL: values['base-url'] ?? 'https://api.acme.dev',
      FORMFLOW_RESOLVE: values['resolve'] ?? '',
      FORMFLOW_WAIT_S: values['wait'] ?? '',
    }
    expect(readSettings(env).baseUrl?.protocol).toBe('https:')
  }
})

test('other documents name no variable that does not exist', () => {
  const known = [...variables, ...clientVariables].map(({ name }) => name)
  const strange = pages.flatMap((page) =>
    [...variablesIn(read(page))]
      .filter((name) => !known.includes(name))
      .map((name) => `${page}: ${name}`),
  )
  expect(strange).toEqual([])
})

test('the table of variables has the defaults of the code', () => {
  const settings = readSettings({})
  const defaultOf = (name: string): string =>
    /^`(.*?)`/.exec(
      variables.find((variable) => variable.name === `FORMFLOW_${name}`)?.unset ?? '',
    )?.[1] ?? ''
  const names = ['PROFILE', 'PROTECTED_PATH', 'MAX_FAILED_LOGINS', 'TIMEOUT_MS', 'MAX_WAIT_S']
  expect(names.map(defaultOf)).toEqual([
    settings.profile,
    settings.protectedPath,
    ...[settings.maxFailedLogins, settings.timeoutMs, settings.maxWaitS].map(String),
  ])
  expect([defaultOf('STRICT'), defaultOf('HTML'), defaultOf('ALLOW_INTRUSIVE')]).toEqual(
    [settings.strict, settings.html, settings.allowIntrusive].map((on) => (on ? '1' : '0')),
  )
  expect(resolve(defaultOf('REPORTS_DIR'))).toBe(settings.reportsDir)
})

test('docs/reports.md names every file of a run, and shows what the formats write', () => {
  const page = read('docs/reports.md')
  expect(Object.keys(files).filter((name) => !page.includes(`\`${name}\``))).toEqual([])
  const golden = (name: string): string => read(`reports/golden/${name}`)
  const now = excerpts(
    (file) =>
      ({
        'report.md': golden('non-conformant.md'),
        'report.sarif': golden('non-conformant.sarif'),
        'ctrf-report.json': golden('non-conformant.ctrf'),
      })[file] ?? '',
  )
  const names = (text = ''): string[] =>
    [...text.matchAll(/^ *"([\w-]+)":|^\| (\w+) +\|/gm)].map(([, key, cell]) => key ?? cell ?? '')
  for (const passage of ['summary', 'sarif', 'ctrf']) {
    const shown = new RegExp(`<!-- ${passage} -->([^]*?)<!-- /${passage} -->`).exec(page)?.[1]
    const documented = names(shown)
    expect(names(now[passage]).length).toBeGreaterThan(5)
    expect(
      names(now[passage]).filter((name) => !documented.includes(name)),
      `${passage}: run npm run docs`,
    ).toEqual([])
  }
})

for (const [file, names] of [
  ['docs/failures.md', ['fault']],
  ['docs/reports.md', ['run', 'summary', 'sarif', 'ctrf', 'junit']],
  ['docs/fuzzing.md', ['fuzz']],
  ['docs/doctor.md', ['doctor']],
  ['docs/certificate.md', ['keygen', 'certify', 'verify', 'without-key', 'tampered']],
] as const)
  test(`the passages of ${file} hold nothing that differs from run to run`, () => {
    for (const name of names) {
      const marked = new RegExp(`<!-- ${name} -->([^]*?)<!-- /${name} -->`)
      const [, passage = ''] = marked.exec(read(file)) ?? []
      expect(passage.length, name).toBeGreaterThan(50)
      expect(settledCertificate(passage), `run npm run docs: ${name}`).toBe(passage)
    }
  })

test('the outputs of two runs become one text', () => {
  const output = (port: number, seconds: string, day: string, id: string, iat: number): string =>
    [
      `  target    the embedded reference server (http://127.0.0.1:${port})`,
      `  profile   certify: 125 requests, 18 failed logins, ${seconds} s`,
      `    token   header {"kid":"${id.slice(0, 12)}"}, claims {"sub":"${id}","iat":${iat},"exp":${iat + 3600}}`,
      `certificate: certified until ${day}; signed`,
      `# sent ${day}T12:59:07.096Z, took ${port} ms`,
    ].join('\n')
  const one = output(44_015, '1.9', '2026-11-27', '2dm3PAEMVxTVD8FYtEuoUvefruq', 1_795_780_147)
  const other = output(8080, '12', '2027-01-02', '2zqD9hlDWo0wws8YIdlmzVDTt9o', 1_800_000_000)
  expect(settledCertificate(one)).toBe(settledCertificate(other))
  expect(settledCertificate(one), 'a lifetime stays').toContain('"iat":1772443800,"exp":1772447400')
})
