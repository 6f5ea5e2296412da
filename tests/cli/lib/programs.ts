/** Paths of the programs that tests, the benchmark and the documents start as processes. */
import { createRequire } from 'node:module'
import { extname, join } from 'node:path'

const { resolve } = createRequire(import.meta.url)

export const root = join(import.meta.dirname, '..', '..', '..')

/** The configuration of the runner, as TypeScript in a checkout, as JavaScript in a package. */
export const configuration = join(root, `playwright.config${extname(import.meta.filename)}`)
export const playwright = join(resolve('@playwright/test/package.json'), '..', 'cli.js')

/** Starts other TypeScript programs; only in a checkout. */
export const jiti = (): string => join(resolve('jiti/package.json'), '..', 'lib', 'jiti-cli.mjs')

/** The command line, as `npm run conformance` starts it. */
export const commandLine = join(root, 'tests', 'bin.mjs')
