/**
 * `npm run package-managers`: installs the packed suite with each package manager on each version of Node, in folders
 * with a blank in their names, and runs it there with and without a target. Needs a registry; `-- --write` puts the table
 * into docs/installation.md.
 */
import { spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { sources } from '../../fixtures/config/index.ts'
import { commandLine, root } from '../cli/lib/programs.ts'
import { pack } from './pack.ts'

/** Major versions of Node; the registry has them as packages for one system and processor. */
const NODES = ['22', '24', '26', '20']

interface Manager {
  readonly name: string
  /** The package that is the manager, and its program. */
  readonly tool: (node: string) => readonly [spec: string, program: string]
  /** Files of the project besides package.json. */
  readonly files?: Readonly<Record<string, string>>
  readonly install: readonly string[]
  /** How a user starts the command; its arguments follow. */
  readonly start: readonly string[]
}

const yarn4 = (linker: string): Pick<Manager, 'tool' | 'files' | 'install' | 'start'> => ({
  tool: () => ['@yarnpkg/cli-dist@4', 'bin/yarn.js'],
  files: {
    '.yarnrc.yml': `nodeLinker: ${linker}\nenableTelemetry: false\nenableScripts: false\nenableImmutableInstalls: false\n`,
    'yarn.lock': '',
  },
  install: ['install'],
  start: ['run', 'formflow-conformance'],
})

const MANAGERS: readonly Manager[] = [
  {
    name: 'npm',
    tool: () => ['npm@11', 'bin/npm-cli.js'],
    install: ['install', '--no-audit', '--no-fund', '--ignore-scripts'],
    start: ['exec', '--offline', '--', 'formflow-conformance'],
  },
  {
    name: 'pnpm',
    // Version 11 and later need Node 22.
    tool: (node) => (node === '20' ? ['pnpm@10', 'bin/pnpm.cjs'] : ['pnpm@12', 'bin/pnpm.mjs']),
    install: ['install', '--ignore-scripts'],
    start: ['exec', 'formflow-conformance'],
  },
  {
    name: 'yarn 1',
    tool: () => ['yarn@1', 'bin/yarn.js'],
    install: ['install', '--ignore-scripts', '--no-lockfile'],
    start: ['--silent', 'run', 'formflow-conformance'],
  },
  { name: 'yarn 4, node-modules', ...yarn4('node-modules') },
  { name: 'yarn 4, PnP', ...yarn4('pnp') },
]

const work = mkdtempSync(join(tmpdir(), 'package-managers-'))

/** What a user has, and no setting of whoever runs this script. */
const clean = Object.fromEntries(
  Object.entries(sources().real).filter(
    ([name]) =>
      !/^(FORMFLOW_|CI$|GITHUB_|npm_(?!config_registry)|PLAYWRIGHT|PW_|INIT_CWD$)/.test(name),
  ),
)

type Ended = Pick<SpawnSyncReturns<string>, 'status' | 'stdout' | 'stderr'>

function started(
  program: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Ended {
  return spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    env: { ...clean, ...env },
    timeout: 300_000,
  })
}

/** Installs a package into a folder of its own. @returns the folder of the package; `undefined` where there is none */
function fetched(spec: string): string | undefined {
  const place = places.get(spec) ?? fetch(spec)
  places.set(spec, place)
  return place
}

const places = new Map<string, string | undefined>()

function fetch(spec: string): string | undefined {
  const folder = join(work, 'tools', spec.replaceAll(/[@/]/g, '_'))
  const name = spec.replace(/(?<=.)@.*$/, '')
  mkdirSync(folder, { recursive: true })
  const args = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', spec]
  return started('npm', args, folder).status === 0 ? join(folder, 'node_modules', name) : undefined
}

const registry = started('npm', ['config', 'get', 'registry'], work).stdout.trim()

/** Nothing is taken from, or left in, the folders of whoever runs this script. */
const separate = {
  npm_config_registry: registry,
  YARN_NPM_REGISTRY_SERVER: registry,
  YARN_UNSAFE_HTTP_WHITELIST: new URL(registry).hostname,
  YARN_GLOBAL_FOLDER: join(work, 'yarn'),
  YARN_CACHE_FOLDER: join(work, 'yarn-cache'),
  npm_config_store_dir: join(work, 'pnpm-store'),
  npm_config_cache: join(work, 'npm-cache'),
}

interface Node {
  readonly version: string
  readonly program: string
}

function nodeOf(major: string): Node | undefined {
  const folder = fetched(`node-${process.platform}-${process.arch}@${major}`)
  if (folder === undefined) return undefined
  const program = join(folder, 'bin', 'node')
  return { program, version: started(program, ['--version'], work).stdout.trim().slice(1) }
}

/** The line of a run that names the owner of a problem, or else the last one about an error, for a cell of the table. */
function reasonOf({ stdout, stderr }: Ended): string {
  const lines = `${stdout}\n${stderr}`.trim().split('\n')
  return (
    lines.find((line) => /^ +(suite|environment|configuration): /.test(line)) ??
    lines.findLast((line) => /error|cannot|not /i.test(line)) ??
    'no message'
  ).trim()
}

/** @returns the cell of the table */
function tried(
  major: string,
  node: Node,
  manager: Manager,
  tarball: string,
  dotenv: string,
): string {
  const [spec, program] = manager.tool(major)
  const tool = fetched(spec)
  if (tool === undefined) return 'not in the registry'
  const project = join(work, `node ${major}`, manager.name)
  mkdirSync(project, { recursive: true })
  const dependencies = { 'formflow-conformance': `file:${tarball}` }
  const files = {
    'package.json': JSON.stringify({ name: 'project', private: true, dependencies }),
    ...manager.files,
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(project, name), text)
  const path = `${dirname(node.program)}${delimiter}${clean['PATH'] ?? ''}`
  const run = (args: readonly string[]): Ended =>
    started(node.program, [join(tool, program), ...args], project, { ...separate, PATH: path })
  const installed = run(manager.install)
  if (installed.status !== 0) return `not installed: ${reasonOf(installed)}`
  for (const text of ['', dotenv]) {
    writeFileSync(join(project, '.env'), text)
    const ended = run([...manager.start, '--profile', 'smoke', '--no-html'])
    if (ended.status !== 0) return `exit ${ended.status}: ${reasonOf(ended)}`
  }
  const { version } = JSON.parse(readFileSync(join(tool, 'package.json'), 'utf8')) as {
    version: string
  }
  return `works (${version})`
}

const titles = ['Node', ...MANAGERS.map(({ name }) => name)]
const asRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/** A target in a process of its own. @returns it, and the `.env` for it */
async function target(): Promise<readonly [ReturnType<typeof spawn>, string]> {
  const args = [commandLine, 'serve']
  const child = spawn(process.execPath, args, { env: clean, stdio: ['ignore', 'pipe', 'ignore'] })
  const dotenv = await new Promise<string>((resolve) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8')))
  })
  return [child, dotenv]
}

async function table(): Promise<string> {
  const { tarball } = await pack(work)
  const [server, dotenv] = await target()
  const rows = NODES.map((major) => {
    const node = nodeOf(major)
    if (!node) return [major, ...MANAGERS.map(() => 'not in the registry')]
    const cells = MANAGERS.map((manager) => tried(major, node, manager, tarball, dotenv))
    process.stderr.write(`${node.version}: ${cells.join('; ')}\n`)
    return [node.version, ...cells]
  })
  server.kill()
  return [titles, titles.map(() => '---'), ...rows].map(asRow).join('\n')
}

const [begin, end] = ['<!-- package-managers -->\n', '<!-- /package-managers -->']

function writeTable(text: string): void {
  const file = join(root, 'docs', 'installation.md')
  const page = readFileSync(file, 'utf8')
  const [before = '', rest = ''] = page.split(begin, 2)
  const [, after = ''] = rest.split(end, 2)
  writeFileSync(file, `${before}${begin}\n${text}\n\n${end}${after}`)
}

try {
  const text = await table()
  process.stdout.write(`${text}\n`)
  if (process.argv.includes('--write')) writeTable(text)
  if (/exit \d|not installed/.test(text)) process.exitCode = 1
} finally {
  rmSync(work, { recursive: true, force: true })
}
