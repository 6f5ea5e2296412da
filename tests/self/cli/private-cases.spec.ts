/** `--cases`: private cases are performed, marked, and counted nowhere in the standard set. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type TestInfo } from '@playwright/test'
import type { Report } from '../../../reports/report/report.ts'
import { root } from '../../cli/lib/programs.ts'
import { inProcess } from '../../support/cli-in-process.ts'
import { command } from '../../support/cli-process.ts'
import { present } from '../../support/exchange.ts'

/** The examples of docs/cases.md. */
function example(name: string): unknown {
  const page = readFileSync(join(root, 'docs', 'cases.md'), 'utf8')
  const block = new RegExp(`<!-- ${name} -->\\s+\`\`\`json\\n([^]*?)\`\`\``).exec(page)?.[1]
  return JSON.parse(present(block))
}

function folderOf(info: TestInfo, files: Readonly<Record<string, unknown>>): string {
  const folder = info.outputPath('rules')
  mkdirSync(folder, { recursive: true })
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, name), JSON.stringify(content))
  return folder
}

const teapot = {
  source: 'docs',
  document: 'internal rules',
  requirements: [
    {
      id: 'private-teapot',
      level: 'MUST',
      check: 'status',
      reference: 'rules 5',
      statement: 'A login with the header X-Teapot is answered with 418.',
      why: 'It shows what a violation of a private rule looks like.',
    },
  ],
}

const teapots = {
  chapter: 'Teapots',
  order: 2,
  cases: [
    {
      id: 'teapot',
      title: 'the header X-Teapot makes a teapot',
      headers: { 'x-teapot': '1' },
      expect: { status: [418] },
      proves: ['private-teapot'],
    },
  ],
}

test('private cases have reports of their kind, and the certificate is that of the standard set', async ({}, info) => {
  const rules = folderOf(info, {
    'private-rules.json': example('rules'),
    'private-headers.json': example('cases'),
    'teapot.json': teapot,
    'private-teapots.json': teapots,
  })
  const ended = await command(info, ['run', '--no-html', '--cases', rules])
  expect(ended.code, ended.output).toBe(1)
  const files = ended.files()
  const standard = ended.report()
  expect(standard.verdict).toBe('conformant')
  for (const name of [
    'report.json',
    'report.html',
    'junit.xml',
    'report.sarif',
    'certificate.json',
    'certificate.html',
    'evidence.ndjson',
  ])
    expect(files.get(name), name).not.toContain('private-')
  const ofPrivate = JSON.parse(present(files.get('private/report.json'))) as Report
  expect(ofPrivate.requirements.map(({ id, outcome }) => [id, outcome])).toEqual([
    ['private-legacy-header-ignored', 'satisfied'],
    ['private-teapot', 'violated'],
  ])
  expect(ofPrivate.cases.map(({ id, chapter }) => [id, chapter])).toEqual([
    ['private-headers/legacy', 'Private: Headers of the first version'],
    ['private-teapots/teapot', 'Private: Teapots'],
  ])
  for (const name of ['report.md', 'report.html', 'junit.xml', 'report.sarif', 'ctrf-report.json'])
    expect(files.get(`private/${name}`), name).toContain('private-teapot')
  expect(files.get('private/report.md')).toContain('which no certificate counts')
  expect(ended.output).toContain('private-teapot (MUST)')
  const verified = await inProcess(['verify', join(ended.reports, 'certificate.json')])
  expect(verified.stdout).not.toMatch(/^ {2}failed +(?!signature| )/m)
  expect(verified.stdout).toMatch(/^ {2}ok +run /m)
  expect(verified.stdout).toMatch(/^ {2}ok +judgement /m)
})

const wrong: readonly (readonly [
  what: string,
  files: Readonly<Record<string, unknown>>,
  message: RegExp,
])[] = [
  [
    'a requirement without the prefix',
    { 'a.json': { ...teapot, requirements: [{ ...teapot.requirements[0], id: 'teapot' }] } },
    /a\.json: the id teapot must begin with private-/,
  ],
  [
    'a file of cases without the prefix',
    { 'a.json': teapot, 'teapots.json': teapots },
    /teapots\.json: the name of a file of cases must begin with private-/,
  ],
  [
    'a case for an unknown requirement',
    { 'private-teapots.json': teapots },
    /unknown requirement private-teapot/,
  ],
  ['no file', {}, /it has no file of cases/],
]

for (const [what, files, message] of wrong)
  test(`a folder with ${what} is a wrong configuration`, async ({}, info) => {
    const { code, output } = await command(info, ['plan', '--cases', folderOf(info, files)])
    expect(output).toMatch(message)
    expect(code).toBe(2)
  })
