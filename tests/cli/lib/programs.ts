/** Where the programs are that tests, bench and documents start as processes of their own. */
import { createRequire } from 'node:module'
import { join } from 'node:path'

const { resolve } = createRequire(import.meta.url)

export const root = join(import.meta.dirname, '..', '..', '..')
export const playwright = join(resolve('@playwright/test/package.json'), '..', 'cli.js')

/** What runs the command line unbuilt. */
export const jiti = join(resolve('jiti/package.json'), '..', 'lib', 'jiti-cli.mjs')
export const commandLine = join(root, 'tests', 'cli.ts')
