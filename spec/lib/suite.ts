/** Name and version of this suite. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Suite {
  readonly name: string
  readonly version: string
}

/** In every report and certificate, also in those of earlier versions; the package has a shorter name. */
const NAME = 'formflow-token-conformance'

export function suiteVersion(): Suite {
  const file = join(import.meta.dirname, '..', '..', 'package.json')
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as Suite
  return { name: NAME, version }
}
