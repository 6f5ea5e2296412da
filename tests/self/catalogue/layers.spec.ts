/** The rooms of the house: what may import what, and who may read the environment. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { expect, test } from '@playwright/test'

const root = join(import.meta.dirname, '../..')

const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => file.endsWith('.ts') && !file.startsWith('reports/out'))

const textOf = (file: string): string => readFileSync(join(root, file), 'utf8')

const rooms = ['spec', 'fixtures', 'reports', 'tests'] as const
const files = rooms.flatMap(filesIn)

interface Import {
  readonly from: string
  readonly to: string
  readonly typesOnly: boolean
}

const statement =
  /\b(?:import|export)\b(\s+type\b)?[^'";]*?\bfrom\s*'(\.[^']+)'|\bimport\(\s*'(\.[^']+)'/g

/** Imports and re-exports of our own files, dynamic ones too. */
const importsOf = (file: string): Import[] =>
  [...textOf(file).matchAll(statement)].map(([, typesOnly, path, dynamic = '']) => ({
    from: file,
    to: relative(root, join(root, dirname(file), path ?? dynamic)),
    typesOnly: typesOnly !== undefined,
  }))

const imports = files.flatMap(importsOf)

const roomOf = (file: string): string => normalize(file).split('/')[0] ?? ''

const told = ({ from, to }: Import): string => `${from} imports ${to}`

/** Room -> the rooms that it may import from; in brackets, types alone. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  spec: ['spec'],
  fixtures: ['fixtures', 'spec'],
  reports: ['reports', 'spec', '(fixtures)'],
  tests: ['tests', 'reports', 'fixtures', 'spec', 'playwright.config.ts', 'package.json'],
}

/** The reporters run in the runner's main process, where they have to know the run that they tell of. */
const exceptions = /^reports\/(reporter|runner|allure\/reporter)\.ts imports fixtures\//

for (const room of rooms)
  test(`${room}/ imports from ${allowed[room]?.join(', ')} and nothing else of ours`, () => {
    const may = allowed[room] ?? []
    const wrong = imports
      .filter(({ from }) => roomOf(from) === room)
      .filter(({ to }) => !may.includes(roomOf(to)))
      .filter(({ to, typesOnly }) => !(typesOnly && may.includes(`(${roomOf(to)})`)))
    expect(wrong.map(told).filter((each) => !exceptions.test(each))).toEqual([])
  })

/** The servers on real frameworks, and what generates their page, run in a checkout with devDependencies only. */
const inCheckout = /^tests\/(frameworks|self|docs)\/|^tests\/docs\.ts$/

test('what is not for a checkout alone needs no devDependency', () => {
  const { dependencies } = JSON.parse(textOf('package.json')) as { dependencies: object }
  const known = Object.keys(dependencies)
  const packages = /\bfrom '((?:@[\w-]+\/)?[\w-]+)(?=[/'])/g
  const used = files
    .filter((file) => !inCheckout.test(file))
    .flatMap((file) => [...textOf(file).matchAll(packages)].map(([, name = '']) => [file, name]))
  expect(used.filter(([, name = '']) => !known.includes(name))).toEqual([])
  expect(used.length, 'the pattern finds imports').toBeGreaterThan(20)
  const into = imports.filter(({ to }) => to.startsWith('tests/frameworks/'))
  expect(into.filter(({ from }) => !inCheckout.test(from)).map(told)).toEqual([])
})

test('every import of ours names a file that is there, with its ending', () => {
  const missing = imports.filter(
    ({ to }) => statSync(join(root, to), { throwIfNoEntry: false }) === undefined,
  )
  expect(missing.map(told)).toEqual([])
  expect(imports.length, 'the pattern finds imports').toBeGreaterThan(files.length)
})

test('spec/ touches no socket, no clock and no process', () => {
  const worldly =
    /from 'node:(?!fs'|path'|crypto')|\bDate\.now\b|\bnew Date\(\)|\bprocess\.|\bfetch\(/
  expect(filesIn('spec').filter((file) => worldly.test(textOf(file)))).toEqual([])
})

/** Where the environment is read; `fixtures/env.ts` is the door to it. */
const inEnv = (file: string): boolean => file.startsWith('fixtures/env/')

/** Who reads a variable that is none of ours; then who hands all of them on to a process. */
const readers = ['reports/reporter.ts', 'tests/bench.ts', 'tests/docs.ts', 'tests/commands/run.ts']

/** Self-tests set the stage for others, and the stage is the environment. */
const onStage = (file: string): boolean => !file.startsWith('tests/self/')

test('only fixtures/env/ reads the environment, but for a few that are known', () => {
  const name = ['process', 'env'].join('.')
  const reading = files.filter(onStage).filter((file) => textOf(file).includes(name))
  expect(reading.filter((file) => !inEnv(file)).toSorted()).toEqual(readers.toSorted())
  expect(reading.filter(inEnv)).not.toEqual([])
})

test('nobody but fixtures/env/ reads one of our variables by its name', () => {
  const read = new RegExp(`${['process', 'env'].join('.')}(\\.|\\[['"]?)FORMFLOW`)
  const reading = files.filter(onStage).filter((file) => read.test(textOf(file)))
  expect(reading.filter((file) => !inEnv(file))).toEqual([])
  expect(reading.length, 'the pattern finds readers').toBeGreaterThan(0)
})

test('what is in fixtures/env/ comes out of fixtures/env.ts alone', () => {
  const into = imports.filter(({ from, to }) => inEnv(to) && !inEnv(from))
  expect(into.filter(({ from }) => from !== 'fixtures/env.ts').map(told)).toEqual([])
  expect(into.length).toBeGreaterThan(0)
})
