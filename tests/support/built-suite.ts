/** A suite with its packages, as it is installed without those for development. */
import { mkdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readJsonFile } from '../../spec/lib/json-file.ts'
import { root } from '../cli/lib/programs.ts'

/**
 * Links, of the packages of this checkout, those that the suite needs at run time.
 * @param suite the folder with its package.json
 * @param folder where it finds them: a `node_modules`
 */
export function linkDependencies(suite: string, folder = join(suite, 'node_modules')): void {
  const { dependencies } = readJsonFile(join(suite, 'package.json')) as { dependencies: object }
  for (const name of Object.keys(dependencies)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    symlinkSync(join(root, 'node_modules', name), join(folder, name))
  }
}
