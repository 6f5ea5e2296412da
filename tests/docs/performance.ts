/** `npm run bench`: measures what runs cost, and compares it with docs/performance.md; with --write it records the page. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { casesIn, profiles } from '../../fixtures/cases/index.ts'
import { stillClock } from '../../fixtures/http/rate-limit.ts'
import { certifyInMemory, faultless } from '../../fixtures/run/in-memory.ts'
import { mostRequests } from '../../fixtures/run/limits.ts'
import { commandLine, jiti, playwright, root } from '../cli/lib/programs.ts'
import { refusing } from '../../fixtures/server/vary-refusals.ts'
import type { Variation } from '../../fixtures/server/variation.ts'
import { bare } from '../support/cli-process.ts'
import { oddBodies } from '../support/odd-bodies.ts'
import { served } from '../support/served.ts'
import {
  performancePage,
  ratiosIn,
  regressions,
  type LimitedRun,
  type Ratio,
} from './pages/performance.ts'

/** Each command is measured so often, in turns with the others; the least counts, for the first round fills caches. */
const ROUNDS = 3

/** A fault that makes nearly every case of a strict run red. */
const RED = ['--strict', '--fault', 'refusal-page-typed-json']

const BODIES = 1000

/** What a command cost. */
interface Cost {
  /** Seconds of all its processes. */
  readonly cpu: number
  /** Of all its processes at once, in bytes. */
  readonly memory: number
}

const folder = mkdtempSync(join(tmpdir(), 'bench-'))

/** A hundredth of a second: the unit of these numbers on Linux. */
const TICKS = 100

/** Seconds of CPU of the ended children of this process, and of theirs. */
function childrenCpu(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[13]) + Number(fields[14])) / TICKS
}

interface Process {
  readonly id: number
  readonly parent: number
  readonly memory: number
}

const PAGE_BYTES = 4096

function processes(): Process[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ')
      return [{ id: Number(name), parent: Number(stat[1]), memory: Number(stat[21]) * PAGE_BYTES }]
    } catch {
      // It has ended in the meantime.
      return []
    }
  })
}

function memoryOf({ pid }: ChildProcess): number {
  const all = processes()
  const tree = new Set([pid])
  for (const { id, parent } of all.toSorted((a, b) => a.id - b.id))
    if (tree.has(parent)) tree.add(id)
  return all.filter(({ id }) => tree.has(id)).reduce((sum, { memory }) => sum + memory, 0)
}

async function costOf(
  args: readonly string[],
  expected: number,
  env: Readonly<Record<string, string>> = {},
): Promise<Cost> {
  const before = childrenCpu()
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...bare, FORMFLOW_REPORTS_DIR: join(folder, 'reports'), ...env },
    stdio: 'ignore',
  })
  let memory = 0
  const timer = setInterval(() => {
    memory = Math.max(memory, memoryOf(child))
  }, 100)
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  clearInterval(timer)
  if (code !== expected) throw new Error(`${args.slice(1).join(' ')} ended with ${code}`)
  return { cpu: childrenCpu() - before, memory }
}

/** As many empty tests as `certify` has cases, with the reporter of Allure. */
function emptyConfig(): string {
  const count = casesIn('certify').length
  mkdirSync(join(folder, 'empty'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  writeFileSync(
    join(folder, 'empty', 'empty.spec.ts'),
    `import { test } from '@playwright/test'\nfor (let at = 0; at < ${count}; at += 1) test(\`empty \${at}\`, () => {})\n`,
  )
  const config = join(folder, 'playwright.config.ts')
  const results = { resultsDir: join(folder, 'allure-results'), detail: false }
  const settings = {
    testDir: join(folder, 'empty'),
    workers: 1,
    reporter: [['allure-playwright', results]],
    outputDir: join(folder, 'out'),
  }
  writeFileSync(config, `export default ${JSON.stringify(settings)}`)
  return config
}

/** @returns the command line of the suite as a package that npm has installed */
function installed(): string {
  spawnSync(process.execPath, [jiti(), join(root, 'tests/package/build.ts')], { stdio: 'inherit' })
  const modules = join(folder, 'installed', 'node_modules')
  mkdirSync(modules, { recursive: true })
  for (const name of readdirSync(join(root, 'node_modules')))
    if (!name.startsWith('.')) symlinkSync(join(root, 'node_modules', name), join(modules, name))
  const to = join(modules, 'formflow-conformance')
  for (const name of ['package.json', 'dist'])
    cpSync(join(root, name), join(to, name), { recursive: true })
  return join(to, 'dist', 'tests', 'bin.mjs')
}

/** What is measured: the arguments of node, and the exit code. */
type Command = readonly [
  args: readonly string[],
  code: number,
  env?: () => Readonly<Record<string, string>>,
]

/** A folder for compiled code in which there is none. */
const coldCache = () => ({ XDG_CACHE_HOME: mkdtempSync(join(folder, 'cache-')) })

async function measured(): Promise<Ratio[]> {
  const run = [commandLine, 'run', '--no-html']
  const runInstalled = [installed(), 'run', '--no-html']
  const bodies = ['--fuzz', String(BODIES), '--seed', '2026']
  const commands = {
    empty: [[playwright, 'test', '--config', emptyConfig()], 0],
    alone: [[jiti(), join(import.meta.dirname, 'certification-alone.ts')], 0],
    green: [run, 0],
    built: [runInstalled, 0],
    cold: [runInstalled, 0, coldCache],
    red: [[...run, ...RED], 1],
    large: [[...run, '--profile', 'exhaustive'], 0],
    fuzzed: [[...run, ...bodies], 0],
    page: [[commandLine, 'run'], 0],
  } satisfies Record<string, Command>
  const least = new Map<string, Cost>()
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [name, [args, code, env]] of Object.entries<Command>(commands)) {
      const { cpu, memory } = await costOf(args, code, env?.())
      const { cpu: old, memory: most } = least.get(name) ?? { cpu: Infinity, memory: 0 }
      least.set(name, { cpu: Math.min(cpu, old), memory: Math.max(memory, most) })
    }
  const cost = (name: keyof typeof commands): Cost => costIn(least, name)
  const [empty, green, large] = [cost('empty'), cost('green'), cost('large')]
  const [alone, built, cold] = [cost('alone').cpu, cost('built').cpu, cost('cold').cpu]
  const [red, fuzzed, page] = [cost('red'), cost('fuzzed'), cost('page')]
  const further = casesIn('exhaustive').length - casesIn('certify').length
  return [
    ['a run of `certify` without HTML / an empty run of the runner', green.cpu / empty.cpu],
    [
      'the same / an empty run of the runner and a certification without it',
      green.cpu / (empty.cpu + alone),
    ],
    ['a run of the installed package / one in a checkout', built / green.cpu],
    [
      'a run of the installed package / an empty run of the runner and a certification without it',
      built / (empty.cpu + alone),
    ],
    ['the first run of the installed package / a later one', cold / built],
    ['a run with HTML / one without', page.cpu / green.cpu],
    ['a run with nearly all cases red / one with all cases green', red.cpu / green.cpu],
    [
      'a run with 100 further cases / one without them',
      1 + ((large.cpu - green.cpu) / further) * (100 / green.cpu),
    ],
    [`a run with ${BODIES} generated bodies / one without them`, fuzzed.cpu / green.cpu],
    ['memory of a run / of an empty run of the runner', green.memory / empty.memory],
    ['memory of `exhaustive` / of `certify`', large.memory / green.memory],
  ].map(([name, value]) => ({ name: String(name), value: Number(value) }))
}

/** Each refusal as large as the suite reads, and full of what it seals. */
const HEAVY = 'tens of thousands of tokens'

/** Bytes that such responses may add to the memory of a run. */
const MAX_ADDED = 250e6

/** Once each: memory depends little on what else the machine does. */
async function heavyRefusals(): Promise<Ratio> {
  const memoryWith = async (variation: Variation): Promise<number> => {
    const server = await served(variation)
    try {
      return (await costOf([commandLine, 'run', '--no-html'], 0, server.env)).memory
    } finally {
      await server.close()
    }
  }
  const body = { message: oddBodies[HEAVY] }
  const usual = await memoryWith(faultless)
  const heavy = await memoryWith({ ...faultless, alter: refusing(() => ({ body })) })
  if (heavy - usual > MAX_ADDED) {
    process.stdout.write(`${HEAVY} in each refusal added ${Math.round((heavy - usual) / 1e6)} MB\n`)
    process.exitCode = 1
  }
  return {
    name: `memory with ${HEAVY} in each refusal / with short refusals`,
    value: heavy / usual,
  }
}

function costIn(costs: ReadonlyMap<string, Cost>, name: string): Cost {
  const cost = costs.get(name)
  if (!cost) throw new Error(`${name} was not measured`)
  return cost
}

async function limitedRuns(): Promise<LimitedRun[]> {
  const runs: LimitedRun[] = []
  for (const profile of profiles) {
    const clock = stillClock()
    const begun = clock.now()
    let limited = 0
    const { requests } = await certifyInMemory(
      { ...faultless, world: { perMinute: 60 } },
      {
        planned: casesIn(profile),
        maxRequests: mostRequests(profile, []),
        // Few targets have a second client; its requests come on top.
        target: (target) => {
          const { second: _, ...single } = target
          return single
        },
        maxFailedLogins: 40,
        perMinute: 60,
        clock,
        transport: (server) => async (request) => {
          const outcome = await server(request)
          if ('response' in outcome && outcome.response.status === 429) limited += 1
          return outcome
        },
      },
    )
    runs.push({ profile, requests, limited, seconds: Math.ceil((clock.now() - begun) / 1000) })
  }
  return runs
}

const file = join(root, 'docs', 'performance.md')

try {
  const runs = await limitedRuns()
  const ratios = [...(await measured()), await heavyRefusals()]
  const page = performancePage(ratios, runs)
  process.stdout.write(page)
  if (process.argv.includes('--write')) writeFileSync(file, page)
  else {
    const worse = regressions(ratiosIn(readFileSync(file, 'utf8')), ratiosIn(page))
    process.stdout.write(worse.map((line) => `grown by more than a quarter: ${line}\n`).join(''))
    if (worse.length > 0) process.exitCode = 1
  }
  spawnSync(process.execPath, [jiti(), join(root, 'tests/support/large-response.ts')], {
    stdio: 'inherit',
  })
} finally {
  rmSync(folder, { recursive: true, force: true })
}
