/** The suite as JavaScript, as it is packed, with types for programs that import it. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { BUILT_FILES, suiteFiles, type BuiltFile } from '../../reports/certificate/suite-digest.ts'
import { sha256 } from '../../spec/lib/digest.ts'
import { root } from '../cli/lib/programs.ts'
import { beside, bundleGenerator, GENERATOR } from './bundle.ts'

/** What decides about a checkout alone. */
const UNBUILT = ['package-lock.json', 'tsconfig.json', '.npmrc']

/**
 * @param dist absolute path of the folder that is written anew
 * Rejects if the compiler finds an error; it prints what
 */
export async function build(dist: string): Promise<void> {
  rmSync(dist, { recursive: true, force: true })
  const compiler = join(createRequire(import.meta.url).resolve('typescript/package.json'), '..')
  const project = join(import.meta.dirname, 'tsconfig.json')
  const { status } = spawnSync(
    process.execPath,
    [join(compiler, 'bin', 'tsc'), '-p', project, '--outDir', dist],
    {
      stdio: ['ignore', 2, 2],
    },
  )
  if (status !== 0) throw new Error('the compiler found errors; nothing was built')
  await bundleGenerator(dist)
  const files = [
    ...suiteFiles().map((source) => builtFrom(source, dist)),
    ...beside.map((file) => ({ built: file, builtSha256: sha256(readFileSync(join(dist, file))) })),
  ]
  writeFileSync(join(dist, BUILT_FILES), `${JSON.stringify(files, undefined, 1)}\n`)
  keepTypesOf('tests/api.d.ts', dist)
}

/** Copies what is not compiled. */
function builtFrom(source: string, dist: string): BuiltFile {
  const bytes = readFileSync(join(root, source))
  const unbuilt = { source, sha256: sha256(bytes) }
  if (UNBUILT.includes(source)) return unbuilt
  const built = source.replace(/\.ts$/, '.js')
  const file = join(dist, built)
  mkdirSync(dirname(file), { recursive: true })
  if (built === source && source !== GENERATOR) copyFileSync(join(root, source), file)
  return { ...unbuilt, built, builtSha256: sha256(readFileSync(file)) }
}

/** The compiler leaves `.ts` in the imports of declarations, and writes declarations that nobody can import. */
function keepTypesOf(entry: string, dist: string): void {
  const needed = new Set<string>()
  const need = (file: string): void => {
    if (needed.has(file)) return
    needed.add(file)
    const text = readFileSync(join(dist, file), 'utf8')
    for (const [, path = ''] of text.matchAll(
      /(?:from|import)\s*\(?['"](\.{1,2}\/[^'"]+)\.[jt]s['"]/g,
    ))
      need(join(dirname(file), `${path}.d.ts`))
    writeFileSync(join(dist, file), text.replaceAll(/(['"]\.{1,2}\/[^'"]+)\.ts(['"])/g, '$1.js$2'))
  }
  need(entry)
  for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' }))
    if (file.endsWith('.d.ts') && !needed.has(file)) rmSync(join(dist, file))
}
