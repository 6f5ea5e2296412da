/** The digest of the packages that a run may load, as they lie on the disk: a changed library is noticed. */
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { sha256 } from '../../spec/lib/digest.ts'

const root = join(import.meta.dirname, '..', '..')

/** What node can load; documents and types decide nothing. */
const LOADABLE = /\.(?:[cm]?js|json|node|wasm)$/

/** Packages for one system or processor differ from machine to machine. */
interface LockedPackage {
  readonly dev?: boolean
  readonly os?: readonly string[]
  readonly cpu?: readonly string[]
}

let digest: Promise<string | undefined> | undefined

/**
 * Reads some 40 MB, so it is computed once, and best while a run waits for responses.
 * @returns the `sha256sum` of the output of `sha256sum` for these files, in the order of their paths; `undefined` where
 *   the suite is itself installed as a package, without its lock file
 */
export const installedSha256 = (): Promise<string | undefined> =>
  (digest ??= installedDigest(root).catch(() => undefined))

/** @throws the error of the system for a folder without a lock file or without its packages */
export async function installedDigest(folder: string): Promise<string> {
  const lock = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockedPackage>>
  }
  const places = Object.entries(lock.packages).flatMap(([place, { dev, os, cpu }]) =>
    place === '' || dev === true || os !== undefined || cpu !== undefined ? [] : [place],
  )
  const lines: string[] = []
  // One package at a time: a process may open only so many files.
  for (const place of places) lines.push(...(await linesOf(folder, place)))
  return sha256(lines.toSorted().join(''))
}

async function linesOf(folder: string, place: string): Promise<string[]> {
  const files = await filesIn(join(folder, place))
  return Promise.all(
    files.map(async (file) => {
      const path = relative(folder, file).split(sep).join('/')
      return `${path}  ${sha256(await readFile(file))}\n`
    }),
  )
}

/** Without the packages inside of a package, which have places of their own. */
async function filesIn(place: string): Promise<string[]> {
  const entries = await readdir(place, { withFileTypes: true })
  const inside = entries.filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
  const files = entries.filter((entry) => entry.isFile() && LOADABLE.test(entry.name))
  const deeper = await Promise.all(inside.map(({ name }) => filesIn(join(place, name))))
  return [...files.map(({ name }) => join(place, name)), ...deeper.flat()]
}
