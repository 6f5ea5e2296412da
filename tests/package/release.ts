/**
 * `npm run release:check`: packs the suite into `release`, with a bill of materials, and checks what a release rests on
 * besides its tests. Ends with 1 for a problem; with 3 if the registry cannot say whether a package has a known weakness.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { root } from '../cli/lib/programs.ts'
import { licencesIn } from './bundle.ts'
import { pack } from './pack.ts'
import { problemsOf, shippedPackages, type Shipped } from './shipped.ts'

const release = join(root, 'release')

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly name: string
  readonly version: string
  readonly dependencies: Readonly<Record<string, string>>
}

const npm = (args: readonly string[]) =>
  spawnSync('npm', args, { cwd: root, encoding: 'utf8', maxBuffer: 64_000_000 })

/** What was checked -> its problems; `undefined`: it could not be checked. */
type Checks = readonly (readonly [what: string, problems: readonly string[] | undefined])[]

/** Known weaknesses of the packages that users get. */
function weaknesses(shipped: readonly Shipped[]): string[] | undefined {
  const names = new Set(shipped.map(({ name }) => name))
  const printed = JSON.parse(npm(['audit', '--json']).stdout || '{}') as {
    readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string }>>
  }
  return (
    printed.vulnerabilities &&
    Object.entries(printed.vulnerabilities)
      .filter(([name]) => names.has(name))
      .map(([name, { severity }]) => `${name}: ${severity}`)
  )
}

interface Component {
  readonly 'bom-ref': string
}

interface Bom {
  readonly metadata: { readonly component: object }
  readonly components: readonly Component[]
  readonly dependencies: readonly { readonly ref: string }[]
}

/** npm lists all packages of a checkout. @returns CycloneDX, of those that users get alone */
function billOfMaterials(shipped: readonly Shipped[]): Bom {
  const { stdout } = npm(['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'])
  const all = JSON.parse(stdout) as Bom
  const known = new Set(shipped.map(({ name, version }) => `${name}@${version}`))
  const itself = `${manifest.name}@${manifest.version}`
  return {
    ...all,
    // npm gives it the name of the folder.
    metadata: {
      ...all.metadata,
      component: { ...all.metadata.component, name: manifest.name },
    },
    components: all.components.filter((component) => known.has(component['bom-ref'])),
    dependencies: all.dependencies.filter(({ ref }) => known.has(ref) || ref === itself),
  }
}

const inexact = Object.entries(manifest.dependencies).flatMap(([name, version]) =>
  /^\d/.test(version) ? [] : [`${name}: ${version} is no exact version`],
)
const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8')
const undescribed = changelog.includes(`\n## ${manifest.version}`)
  ? []
  : [`CHANGELOG.md has no heading "## ${manifest.version}"`]

const folder = mkdtempSync(join(tmpdir(), 'release-'))
try {
  const { tarball, files, sizeKb, unpackedKb } = await pack(folder)
  const shipped = shippedPackages(licencesIn(join(folder, 'stage', 'dist')))
  rmSync(release, { recursive: true, force: true })
  mkdirSync(release)
  copyFileSync(tarball, join(release, basename(tarball)))
  const bom = billOfMaterials(shipped)
  writeFileSync(join(release, 'sbom.cdx.json'), `${JSON.stringify(bom, undefined, 2)}\n`)
  const unlisted = shipped
    .map(({ name, version }) => `${name}@${version}`)
    .filter((ref) => !bom.components.some((component) => component['bom-ref'] === ref))
  const checks: Checks = [
    ['licences and install scripts of what is shipped', problemsOf(shipped)],
    ['exact versions', inexact],
    ['the bill of materials lists every package', unlisted],
    ['the changelog describes the version', undescribed],
    ['known weaknesses (npm audit)', weaknesses(shipped)],
  ]
  for (const [what, problems] of checks) {
    const state = problems === undefined ? 'unknown' : problems.length > 0 ? 'failed' : 'ok'
    process.stdout.write(`${state.padEnd(9)}${what}\n`)
    for (const problem of problems ?? ['the registry has no such service'])
      process.stdout.write(`${' '.repeat(9)}  ${problem}\n`)
  }
  process.stdout.write(
    `\nrelease/${basename(tarball)}: ${files.length} files, ${sizeKb} kB, unpacked ${unpackedKb} kB; ${shipped.length} packages of others\n`,
  )
  const failed = checks.some(([, problems]) => problems && problems.length > 0)
  const unknown = checks.some(([, problems]) => problems === undefined)
  process.exitCode = failed ? 1 : unknown ? 3 : 0
} finally {
  rmSync(folder, { recursive: true, force: true })
}
