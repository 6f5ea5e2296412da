/** The packages of others that users get with this one: those that they install, and those that are in its files. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../cli/lib/programs.ts'

export interface Shipped {
  readonly name: string
  readonly version: string
  readonly licence: string
  /** It may run a program when it is installed. */
  readonly installs: boolean
}

interface Locked {
  readonly version?: string
  readonly license?: string
  readonly dev?: boolean
  readonly hasInstallScript?: boolean
}

/** Licences that allow to pass a package on, in a product of any licence. */
const ALLOWED = [
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  '0BSD',
  'Python-2.0',
  '(MPL-2.0 OR Apache-2.0)',
]

/** @param licences the text of the file with the licences of the bundle */
export function shippedPackages(licences: string): Shipped[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, Locked>>
  }
  const installed = Object.entries(packages).flatMap(([place, locked]): Shipped[] =>
    place === '' || locked.dev === true ? [] : [shippedFrom(nameIn(place), locked)],
  )
  const bundled = [...licences.matchAll(/^(\S+) (\d\S*) \((.*)\)$/gm)].map(
    ([, name = '', version = '', licence = '']): Shipped => ({
      name,
      version,
      licence,
      installs: false,
    }),
  )
  return [...installed, ...bundled]
}

const nameIn = (place: string): string => place.replace(/^.*node_modules\//, '')

const shippedFrom = (
  name: string,
  { version = '', license = 'no licence named', hasInstallScript = false }: Locked,
): Shipped => ({ name, version, licence: license, installs: hasInstallScript })

/** @returns one line for each package that must not be shipped */
export const problemsOf = (packages: readonly Shipped[]): string[] =>
  packages.flatMap(({ name, version, licence, installs }) => [
    ...(ALLOWED.includes(licence) ? [] : [`${name} ${version}: ${licence} is not on the list`]),
    ...(installs ? [`${name} ${version} runs a script when it is installed`] : []),
  ])
