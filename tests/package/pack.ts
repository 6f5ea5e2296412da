/** Packs the suite, as `npm publish` would, without touching the checkout. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../cli/lib/programs.ts'
import { build } from './emit.ts'

export interface Packed {
  /** Absolute path of the tarball. */
  readonly tarball: string
  readonly sizeKb: number
  readonly unpackedKb: number
  /** Paths in the package. */
  readonly files: readonly string[]
}

/** npm adds these to the `files` of package.json. */
const ALWAYS = ['package.json', 'README.md', 'LICENSE']

/**
 * @param folder an empty folder; the tarball is written into it
 * Rejects with the output of npm
 */
export async function pack(folder: string): Promise<Packed> {
  const stage = join(folder, 'stage')
  mkdirSync(stage)
  await build(join(stage, 'dist'))
  const { files } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly files: readonly string[]
  }
  for (const name of files.filter((entry) => entry !== 'dist' && !entry.startsWith('!')))
    cpSync(join(root, name), join(stage, name), { recursive: true })
  for (const name of ALWAYS) copyFileSync(join(root, name), join(stage, name))
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd: stage, encoding: 'utf8' })
  if (status !== 0) throw new Error(`npm pack failed: ${stderr}`)
  return packedIn(folder, JSON.parse(stdout) as Listed[])
}

interface Listed {
  readonly filename: string
  readonly size: number
  readonly unpackedSize: number
  readonly files: readonly { readonly path: string }[]
}

function packedIn(folder: string, [listed]: readonly Listed[]): Packed {
  if (!listed) throw new Error('npm pack printed no package')
  const { filename, size, unpackedSize, files } = listed
  return {
    tarball: join(folder, filename),
    sizeKb: Math.round(size / 1000),
    unpackedKb: Math.round(unpackedSize / 1000),
    files: files.map(({ path }) => path),
  }
}
