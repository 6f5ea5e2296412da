/** Paths of the programs that tests, the benchmark and the documents start as processes. */
import { createRequire } from 'node:module'
import { join } from 'node:path'

const { resolve } = createRequire(import.meta.url)

export const root = join(import.meta.dirname, '..', '..', '..')
export const playwright = join(resolve('@playwright/test/package.json'), '..', 'cli.js')

/** Starts other TypeScript programs. */
export const jiti = join(resolve('jiti/package.json'), '..', 'lib', 'jiti-cli.mjs')

/** The command line, as `npm run conformance` starts it. */
export const commandLine = join(root, 'tests', 'bin.mjs')
