/** Name and version of this suite. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from './report.ts'

export function suiteVersion(): Report['suite'] {
  const file = join(import.meta.dirname, '..', '..', 'package.json')
  const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as Report['suite']
  return { name, version }
}
