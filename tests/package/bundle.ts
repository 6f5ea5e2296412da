/**
 * The generator of Allure and all that it needs as one file, so that a package installs none of its 140 packages. Their
 * licences are kept beside it.
 */
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { build as bundle, type Plugin } from 'esbuild'
import { root } from '../cli/lib/programs.ts'

/** Paths from the root of a checkout, and of a built suite. */
export const GENERATOR = 'reports/allure/generator.mjs'
const PAGE = 'reports/allure/page.tar'
const LICENCES = 'reports/allure/generator.licences.txt'

/** What a bundle needs besides its code. */
export const beside: readonly string[] = [PAGE, LICENCES]

/** @returns what the bundle contains, with the texts of the licences */
export const licencesIn = (dist: string): string => readFileSync(join(dist, LICENCES), 'utf8')

/** Packages of CommonJS call it, and a module has none. */
const REQUIRE = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`

/** What Allure reads beside its modules: where it says so, and what the bundle has in its place. */
const readings: readonly (readonly [module: RegExp, from: string, to: string])[] = [
  [
    /plugin-awesome[\\/]dist[\\/]generators\.js$/,
    '"../dist/static/report.tar"',
    JSON.stringify(`./${basename(PAGE)}`),
  ],
  [
    /core[\\/]dist[\\/]report\.js$/,
    'readFileSync(new URL("../package.json", import.meta.url), "utf8")',
    JSON.stringify(JSON.stringify({ version: versionOf('@allurereport/core') })),
  ],
]

const readingsInBundle: Plugin = {
  name: 'files beside modules',
  setup: (build) => {
    for (const [filter, from, to] of readings)
      build.onLoad({ filter }, ({ path }) => {
        const parts = readFileSync(path, 'utf8').split(from)
        if (parts.length !== 2) throw new Error(`${path} reads its files in another way`)
        return { contents: parts.join(to) }
      })
  },
}

/** Rejects if a version of Allure reads its files in another way than this one. */
export async function bundleGenerator(dist: string): Promise<void> {
  const target = join(dist, GENERATOR)
  const { metafile } = await bundle({
    entryPoints: [join(root, GENERATOR)],
    absWorkingDir: root,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outfile: target,
    banner: { js: REQUIRE },
    legalComments: 'none',
    metafile: true,
    plugins: [readingsInBundle],
  })
  const plugin = createRequire(import.meta.url).resolve('@allurereport/plugin-awesome')
  copyFileSync(join(plugin, '..', 'static', 'report.tar'), join(dist, PAGE))
  const inputs = Object.values(metafile.outputs).flatMap(({ inputs: files }) =>
    Object.entries(files).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  )
  writeFileSync(join(dist, LICENCES), licencesOf(packagesOf(inputs)))
}

function versionOf(name: string): string {
  const file = join(root, 'node_modules', name, 'package.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as Manifest).version
}

/** @returns folders of packages, sorted */
function packagesOf(files: readonly string[]): string[] {
  const folders = files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? [])
  return [...new Set(folders)].map((folder) => join(root, folder)).toSorted()
}

interface Manifest {
  readonly name: string
  readonly version: string
  readonly license?: string
}

interface Licensed extends Manifest {
  /** Empty where the package has none. */
  readonly text: string
}

function licenceOf(folder: string): Licensed {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
  const textOf = (pattern: RegExp): string | undefined => {
    const file = readdirSync(folder).find((name) => pattern.test(name))
    return file && readFileSync(join(folder, file), 'utf8')
  }
  const section = /^#*\s*licen[cs]e\b[^]*/im.exec(textOf(/^readme/i) ?? '')?.[0]
  return { ...manifest, text: (textOf(/^licen[cs]e/i) ?? section ?? '').trim() }
}

/** A package without a text gets that of another one under the same licence: of the text, not of its copyright. */
function licencesOf(folders: readonly string[]): string {
  const packages = folders.map(licenceOf)
  const texts = packages.map(({ name, version, license = 'no licence named', text }) => {
    const similar = packages.find((other) => other.license === license && other.text.length > 1000)
    const shown = text.length > 200 ? text : `${text}\n\n${similar?.text ?? ''}`.trim()
    return `${name} ${version} (${license})\n\n${shown}\n`
  })
  const rule = `\n${'-'.repeat(78)}\n\n`
  return `${basename(GENERATOR)} contains these packages.\n\n${texts.join(rule)}`
}
