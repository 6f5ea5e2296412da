/** Name and version of this suite. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Suite {
  readonly name: string
  readonly version: string
}

export function suiteVersion(): Suite {
  const file = join(import.meta.dirname, '..', '..', 'package.json')
  const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as Suite
  return { name, version }
}
