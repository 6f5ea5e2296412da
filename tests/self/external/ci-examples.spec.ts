/** The files of `ci/`: they parse, paste nothing into a shell, name what exists, and their shell steps run. */
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type TestInfo } from '@playwright/test'
import { parse, parseAllDocuments } from 'yaml'
import { variables } from '../../../fixtures/config/variables.ts'
import { root } from '../../cli/lib/programs.ts'
import { build } from '../../package/emit.ts'
import { linkDependencies } from '../../support/built-suite.ts'
import { bare } from '../../support/cli-process.ts'
import { present } from '../../support/exchange.ts'
import { golden } from '../../support/golden.ts'

// In one worker, so that the suite is built once.
test.describe.configure({ mode: 'default' })

/** The suite as install.sh leaves it, outside the checkout, whose other packages would be found from a folder in it. */
let suite: string

test.beforeAll(async () => {
  suite = mkdtempSync(join(tmpdir(), 'suite-'))
  await build(join(suite, 'dist'))
  cpSync(join(root, 'ci'), join(suite, 'ci'), { recursive: true })
  cpSync(join(root, 'package.json'), join(suite, 'package.json'))
  linkDependencies(suite)
})

test.afterAll(() => rmSync(suite, { recursive: true, force: true }))

const textOf = (file: string): string => readFileSync(join(root, 'ci', file), 'utf8')

const yamlFiles = readdirSync(join(root, 'ci'), { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.yml'),
)

/** All values of members of this name, however deep. */
function membersOf(value: unknown, name: string): unknown[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) => [
    ...(key === name ? [member] : []),
    ...membersOf(member, name),
  ])
}

const documentsOf = (file: string): unknown[] =>
  parseAllDocuments(textOf(file)).map((document) => {
    expect(document.errors, file).toEqual([])
    return document.toJS() as unknown
  })

interface Action {
  readonly inputs: Readonly<
    Record<string, { readonly description: string; readonly default?: string }>
  >
  readonly runs: {
    readonly steps: readonly {
      readonly id?: string
      readonly env?: Readonly<Record<string, string>>
    }[]
  }
}

const action = parse(textOf('action/action.yml')) as Action

for (const file of yamlFiles)
  test(`${file} parses, and no expression is pasted into a shell`, () => {
    const scripts = documentsOf(file).flatMap((document) =>
      ['run', 'script'].flatMap((name) => membersOf(document, name)),
    )
    const lines = scripts.flat().filter((script) => typeof script === 'string')
    for (const line of lines) expect(line).not.toMatch(/\$\{\{|\$\[\[|\$\(\w+\)/)
    if (!file.startsWith('github')) expect(lines.length).toBeGreaterThan(0)
  })

test('the action hands every input to its step as a variable that exists', () => {
  const step = present(action.runs.steps.find(({ id }) => id === 'run'))
  const env = present(step.env)
  const handed = Object.values(env).map(
    (text) => /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(text)?.[1] ?? '',
  )
  const elsewhere = ['artifact', 'sarif', 'node-version']
  expect(handed.toSorted()).toEqual(
    Object.keys(action.inputs)
      .filter((name) => !elsewhere.includes(name))
      .toSorted(),
  )
  const script = readFileSync(join(root, 'ci', 'run.sh'), 'utf8')
  for (const name of Object.keys(env))
    expect(
      variables.some((variable) => variable.name === name) || script.includes(`\${${name}:-}`),
      name,
    ).toBe(true)
  for (const [name, { description }] of Object.entries(action.inputs))
    expect(description, name).not.toBe('')
})

for (const file of yamlFiles.filter((name) => name.startsWith('github')))
  test(`${file} asks for few permissions, and gives the action inputs that it has`, () => {
    const workflow = parse(textOf(file)) as { permissions: object; jobs: Record<string, unknown> }
    expect(workflow.permissions).toMatchObject({ contents: 'read' })
    const uses = membersOf(workflow.jobs, 'steps').flat() as { uses?: string; with?: object }[]
    const ours = uses.filter((step) => step.uses?.includes('/ci/action@'))
    expect(ours.length).toBeGreaterThan(0)
    for (const { with: inputs = {} } of ours)
      expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(inputs)))
    // A job against a server: two of them would share its rate limit.
    if (membersOf(workflow, 'base-url').length > 0)
      expect(membersOf(workflow, 'concurrency')).toEqual(['formflow-staging'])
  })

/** Runs a script of a job in a folder that has the suite where the job puts it. */
function shell(
  info: TestInfo,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
) {
  const cwd = info.outputPath('job')
  mkdirSync(cwd, { recursive: true })
  if (!existsSync(join(cwd, 'suite'))) symlinkSync(suite, join(cwd, 'suite'))
  const { status, stdout, stderr } = spawnSync('sh', args, {
    cwd,
    encoding: 'utf8',
    env: { ...bare, ...env },
  })
  return { code: status, output: stdout + stderr, cwd }
}

const CONFIG = JSON.stringify({
  targets: { bad: { profile: 'smoke', variation: 'token-type-absent' }, good: {} },
})

test('install.sh installs and builds the suite that it belongs to, and every job calls it first', ({}, info) => {
  const bin = info.outputPath('bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'npm'), '#!/bin/sh\necho "$PWD: npm $*"\n', { mode: 0o755 })
  const { code, output } = shell(info, ['suite/ci/install.sh'], {
    PATH: `${bin}:${process.env['PATH'] ?? ''}`,
  })
  expect(code, output).toBe(0)
  expect(output).toMatch(/^(.*): npm ci --ignore-scripts .*\n\1: npm run build\n$/)
  for (const file of ['action/action.yml', ...JOBS]) {
    const text = textOf(file)
    expect(text.indexOf('install.sh'), file).toBeGreaterThan(0)
    expect(text.search(/run\.sh|dist\/tests\/bin\.mjs/), file).toBeGreaterThan(
      text.indexOf('install.sh'),
    )
    expect(text, file).not.toContain('npm ')
  }
})

/** Those that do without the action. */
const JOBS = [
  'azure/conformance.yml',
  'github/fleet.yml',
  'gitlab/conformance.yml',
  'jenkins/Jenkinsfile',
]

test('run.sh of a suite that was not built says what to do', ({}, info) => {
  const folder = info.outputPath('unbuilt')
  cpSync(join(root, 'ci', 'run.sh'), join(folder, 'ci', 'run.sh'))
  const { code, output } = shell(info, [join(folder, 'ci', 'run.sh')])
  expect(code).toBe(2)
  expect(output).toBe(`the suite is not built: run ${folder}/ci/install.sh first\n`)
})

test('run.sh ends with the exit code of the run, and names its verdict', ({}, info) => {
  const config = info.outputPath('targets.json')
  writeFileSync(config, CONFIG)
  const { code, output, cwd } = shell(info, ['suite/ci/run.sh'], {
    FORMFLOW_BASE_URL: '',
    FORMFLOW_HTML: '0',
    SUITE_TARGET: 'bad',
    SUITE_CONFIG: config,
    GITHUB_OUTPUT: 'output.txt',
  })
  expect(code, output).toBe(1)
  expect(readFileSync(join(cwd, 'output.txt'), 'utf8')).toBe(
    'exit-code=1\nverdict=non-conformant\n',
  )
  expect(existsSync(join(cwd, 'reports', 'out', 'report.html'))).toBe(true)
})

test('run.sh reads no input as shell code, and an empty address is no target', ({}, info) => {
  const hostile = '$(touch pwned); `touch pwned` "; touch pwned; \n touch pwned'
  const { code, cwd } = shell(info, ['suite/ci/run.sh'], {
    SUITE_TARGET: hostile,
    SUITE_CONFIG: hostile,
    SUITE_FUZZ: hostile,
    SUITE_OUTPUT: 'output.txt',
  })
  expect(code).toBe(2)
  expect(existsSync(join(cwd, 'pwned'))).toBe(false)
  expect(readFileSync(join(cwd, 'output.txt'), 'utf8')).toBe('exit-code=2\nverdict=none\n')
  const empty = shell(info, ['suite/ci/run.sh'], { FORMFLOW_BASE_URL: '' })
  expect(empty.code).toBe(2)
  expect(empty.output).toContain('FORMFLOW_BASE_URL is set but empty')
})

test('the jobs of a fleet list the targets, and make the overview of what they found', ({}, info) => {
  const scripts = membersOf(parse(textOf('github/fleet.yml')), 'run') as string[]
  const list = present(scripts.find((script) => script.includes('--matrix')))
  const merge = present(scripts.find((script) => script.includes('--merge')))
  const job = info.outputPath('job')
  mkdirSync(join(job, 'overview', 'bad'), { recursive: true })
  writeFileSync(join(job, 'formflow.config.json'), CONFIG)
  writeFileSync(
    join(job, 'overview', 'bad', 'report.json'),
    JSON.stringify(golden('non-conformant')),
  )
  const listed = shell(info, ['-ec', list], { GITHUB_OUTPUT: 'output.txt' })
  expect(listed.code, listed.output).toBe(0)
  expect(readFileSync(join(job, 'output.txt'), 'utf8')).toBe(
    'matrix={"include":[{"target":"bad"},{"target":"good"}]}\n',
  )
  const merged = shell(info, ['-ec', merge], { GITHUB_STEP_SUMMARY: 'summary.md' })
  expect(merged.code, merged.output).toBe(1)
  expect(readFileSync(join(job, 'summary.md'), 'utf8')).toContain('there is no report of its run')
})
