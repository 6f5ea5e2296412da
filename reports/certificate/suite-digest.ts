/** The digest of the suite, so that a modified suite is noticed. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { sha256 } from '../../spec/lib/digest.ts'

const root = join(import.meta.dirname, '..', '..')

/** All files that decide what is sent, judged and reported; no tests, no documents. */
const FOLDERS: readonly (readonly [folder: string, files: RegExp])[] = [
  ['spec', /\.(ts|json)$/],
  ['fixtures', /\.(ts|json)$/],
  // Without the reports that are written into it.
  ['reports', /(\.ts|\.schema\.json)$/],
  ['tests/cli', /\.ts$/],
]
const FILES = [
  'reports/allure/generator.mjs',
  'tests/server.spec.ts',
  'tests/cli.ts',
  'tests/api.ts',
  'tests/bin.mjs',
  'tests/private-cache.mjs',
  'playwright.config.ts',
  'package.json',
  'package-lock.json',
  // Aliases of modules, and where packages come from.
  'tsconfig.json',
  '.npmrc',
]

/** A file of the suite as JavaScript, or as it is: what it was made of, and what it should be. */
export interface BuiltFile {
  /** Path from the root of the checkout; absent: it comes from packages that the lock file names. */
  readonly source?: string
  readonly sha256?: string
  /** Path from the root of the built suite; absent: the build has no such file. */
  readonly built?: string
  readonly builtSha256?: string
}

/** The list that a build leaves in its root. */
export const BUILT_FILES = 'suite.json'

/** Paths from the root of a checkout. */
export const suiteFiles = (): string[] =>
  [...FOLDERS.flatMap(([folder, files]) => filesIn(root, folder, files)), ...FILES]
    .filter((file) => existsSync(join(root, file)))
    .toSorted()

/**
 * The `sha256sum` of the output of `sha256sum` for these files, in the order of their paths. A built suite has the digest
 * of its sources, unless one of its files was changed.
 * @param folder the root of a built suite, or of this one
 */
export function suiteSha256(folder = root): string {
  const list = join(folder, BUILT_FILES)
  const files = existsSync(list)
    ? filesOfBuild(folder, JSON.parse(readFileSync(list, 'utf8')) as readonly BuiltFile[])
    : suiteFiles().map((file) => [file, digestOf(join(folder, file))] as const)
  const lines = files
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, digest]) => `${digest}  ${file}\n`)
  return sha256(lines.join(''))
}

type Digested = readonly [file: string, sha256: string]

/** Types change nothing; any other file may be loaded. */
const TYPES = /\.d\.ts$/

/** A file counts as its source if it is what was built from it, and as itself otherwise: also its name is another then. */
function filesOfBuild(folder: string, list: readonly BuiltFile[]): Digested[] {
  const sourceOf = new Map(list.map((file) => [file.built, file]))
  const found = filesIn(folder, '.', /./)
    .filter((file) => file !== BUILT_FILES && !TYPES.test(file))
    .flatMap((file) => {
      const digest = digestOf(join(folder, file))
      const known = sourceOf.get(file)
      return known?.builtSha256 === digest ? digestedSource(known) : [[file, digest] as const]
    })
  return [...found, ...list.filter(({ built }) => built === undefined).flatMap(digestedSource)]
}

const digestedSource = ({ source, sha256: digest }: BuiltFile): Digested[] =>
  source === undefined || digest === undefined ? [] : [[source, digest]]

const digestOf = (file: string): string => sha256(readFileSync(file))

const filesIn = (base: string, folder: string, files: RegExp): string[] =>
  readdirSync(join(base, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && files.test(entry.name))
    .map(({ parentPath, name }) => relative(base, join(parentPath, name)).split(sep).join('/'))
