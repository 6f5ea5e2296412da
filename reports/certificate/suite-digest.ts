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
  'tests/server.spec.ts',
  'tests/cli.ts',
  'tests/bin.mjs',
  'playwright.config.ts',
  'package.json',
  'package-lock.json',
  // Aliases of modules, and where packages come from.
  'tsconfig.json',
  '.npmrc',
]

export const suiteFiles = (): string[] =>
  [...FOLDERS.flatMap(([folder, files]) => filesIn(folder, files)), ...FILES]
    .filter((file) => existsSync(join(root, file)))
    .toSorted()

/** The `sha256sum` of the output of `sha256sum` for these files, in the order of their paths. */
export function suiteSha256(): string {
  const lines = suiteFiles().map((file) => `${sha256(readFileSync(join(root, file)))}  ${file}\n`)
  return sha256(lines.join(''))
}

const filesIn = (folder: string, files: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && files.test(entry.name))
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)).split(sep).join('/'))
