/** The floor plan: which folder may import which, and who may read the environment. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from '@playwright/test'
import { root } from '../../cli/lib/programs.ts'
import {
  againstTheOrder,
  foldersInCircles,
  importsIn,
  LAYERS,
  sourceFiles,
  textOf,
} from '../../support/source-files.ts'

const files = sourceFiles()
const imports = files.flatMap((file) => importsIn(file, textOf(file)))
const line = ({ from, to }: { readonly from: string; readonly to: string }): string =>
  `${from} imports ${to}`

test('a folder imports from itself and from the folders before it in LAYERS', () => {
  expect(againstTheOrder(imports)).toEqual([])
  expect(foldersInCircles(imports)).toEqual([])
})

test('LAYERS of tests/support/source-files.ts lists every folder with code, and no other', () => {
  const folders = [...new Set(files.map((file) => dirname(file)))]
  expect(folders.toSorted()).toEqual(LAYERS.toSorted())
})

/** Inserted below, so that these lines are not imports of this file. */
const there = '../fixtures/labels.ts'

for (const [kind, text] of [
  ['a static import', `import { label } from '${there}'`],
  ['an import of a type', `import type { A } from '${there}'`],
  ['an import for its side effects', `import '${there}'`],
  ['a re-export', `export * from '${there}'`],
  ['a dynamic import', `await import('${there}')`],
  ['a dynamic import of a template literal', `await import(\`${there}\`)`],
  ['an import over several lines', `import {\n  label,\n} from '${there}'`],
] as const)
  test(`${kind} against the order is found`, () => {
    expect(againstTheOrder(importsIn('spec/model.ts', text))).toEqual([
      'spec/model.ts imports fixtures/labels.ts',
    ])
  })

test('folders that import each other are found', () => {
  const down = { from: 'spec/a.ts', to: 'spec/lib/b.ts' }
  const up = { from: 'spec/lib/c.ts', to: 'spec/d.ts' }
  expect(foldersInCircles([down, up])).toEqual(['spec', 'spec/lib'])
  expect(foldersInCircles([down])).toEqual([])
})

test('every import of ours names a file that exists', () => {
  expect(imports.filter(({ to }) => !existsSync(join(root, to))).map(line)).toEqual([])
  expect(imports.length, 'the pattern finds imports').toBeGreaterThan(files.length)
})

/** The servers on real frameworks and the generators of the documents run in a checkout with devDependencies only. */
const inCheckout =
  /^tests\/((frameworks|self|browser|docs|support|robustness|package)\/|structure\.ts)/

test('code that runs outside a checkout needs no devDependency', () => {
  const { dependencies } = JSON.parse(textOf('package.json')) as { dependencies: object }
  const known = Object.keys(dependencies)
  // An import of types alone is gone when the code runs.
  const packages = /\b(?:import|export)\b(?! type\b)[^']*?\bfrom '((?:@[\w-]+\/)?[\w-]+)(?=[/'])/g
  const used = files
    .filter((file) => !inCheckout.test(file))
    .flatMap((file) => [...textOf(file).matchAll(packages)].map(([, name = '']) => [file, name]))
  expect(used.filter(([, name = '']) => !known.includes(name))).toEqual([])
  expect(used.length, 'the pattern finds imports').toBeGreaterThan(20)
  const into = imports.filter(({ to }) => inCheckout.test(to))
  expect(into.filter(({ from }) => !inCheckout.test(from)).map(line)).toEqual([])
})

test('spec/ touches no socket, no clock and no process', () => {
  const worldly =
    /from 'node:(?!fs'|path'|crypto')|\bDate\.now\b|\bnew Date\(\)|\bprocess\.[a-z]|\bfetch\(/
  const spec = files.filter((file) => file.startsWith('spec/'))
  expect(spec.filter((file) => worldly.test(textOf(file)))).toEqual([])
})

const inConfig = (file: string): boolean => file.startsWith('fixtures/config/')

/** Files that read a variable that is not ours, or pass the whole environment to a process. */
const readers = ['reports/reporters/finish.ts']

/** Self-tests and their helpers set variables for the code that they test. */
const isProduct = (file: string): boolean => !/^tests\/(self|support)\//.test(file)

test('only fixtures/config/ reads the environment, apart from the files in `readers`', () => {
  const name = ['process', 'env'].join('.')
  const reading = files.filter(isProduct).filter((file) => textOf(file).includes(name))
  expect(reading.filter((file) => !inConfig(file)).toSorted()).toEqual(readers.toSorted())
  expect(reading.filter(inConfig)).not.toEqual([])
})

test('only fixtures/config/ reads a variable of ours by its name', () => {
  const read = new RegExp(`${['process', 'env'].join('.')}(\\.|\\[['"]?)FORMFLOW`)
  const reading = files.filter(isProduct).filter((file) => read.test(textOf(file)))
  expect(reading.filter((file) => !inConfig(file))).toEqual([])
  const reader = `${['process', 'env'].join('.')}['FORMFLOW_STRICT']`
  expect(reader, 'the pattern finds readers').toMatch(read)
})
