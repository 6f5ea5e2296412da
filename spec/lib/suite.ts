/** Name and version of this suite, and how its commands are started. */
import { readFileSync } from 'node:fs'
import { extname, join } from 'node:path'

export interface Suite {
  readonly name: string
  readonly version: string
}

/** In every report and certificate, also in those of earlier versions; the package has a shorter name. */
const NAME = 'formflow-token-conformance'

/** JavaScript in a package, not TypeScript in a checkout. */
export const isBuilt = extname(import.meta.filename) === '.js'

/** Commands that have a script in a checkout. */
const SCRIPTS = ['doctor', 'serve']

/**
 * The line with which a reader starts a command: by npm in a checkout, by npx where the suite is a built package.
 * @param command with its options; options alone are those of `run`
 * @param silent without the lines that npm prints before the output of the command
 */
export function commandLine(command: string, silent = false): string {
  if (isBuilt) return `npx formflow-conformance ${command}`
  const npm = silent ? 'npm run --silent' : 'npm run'
  return SCRIPTS.includes(command) ? `${npm} ${command}` : `${npm} conformance -- ${command}`
}

export function suiteVersion(): Suite {
  const file = join(import.meta.dirname, '..', '..', 'package.json')
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as Suite
  return { name: NAME, version }
}
