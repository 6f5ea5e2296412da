/** Certifies many targets, each in a process of its own, so that none of them can harm another. */
import { spawn } from 'node:child_process'
import { setMaxListeners } from 'node:events'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { environmentWithout } from '../../../fixtures/config/index.ts'
import {
  secretVariables,
  type TargetConfig,
  type TargetsFile,
} from '../../../fixtures/targets/read.ts'
import { readReport, ReportError } from '../../../reports/report/read.ts'
import type { Ended } from '../../../reports/overview/overview.ts'
import { commandLine } from './programs.ts'

export interface FleetOptions {
  readonly file: TargetsFile
  readonly targets: readonly TargetConfig[]
  /** Of the whole fleet; a target gets the folder of its name in it. */
  readonly folder: string
  readonly parallel: number
  /** The program that runs a target; default: this one. */
  readonly program?: string
  /** Options of `run` for every target. */
  readonly options: readonly string[]
  /** Called when a target starts, and after each end. */
  readonly onStart: (name: string) => void
  readonly onEnd: (ended: readonly Ended[]) => void
}

/** Bytes of stderr that are kept of a process, to name the problem of a run that wrote no report. */
const KEPT = 4096

/**
 * @param stop when it is aborted, nothing more starts, and the runs in progress end as after Ctrl-C, with their reports
 * @returns in the order of the targets
 */
export async function runFleet(given: FleetOptions, stop: AbortSignal): Promise<readonly Ended[]> {
  // Each run in progress listens.
  setMaxListeners(0, stop)
  const { targets, folder, parallel, onStart, onEnd } = given
  const ended = new Map<string, Ended>()
  const waiting = [...targets]
  const all = (): Ended[] =>
    targets.map(
      ({ name }) =>
        ended.get(name) ?? {
          name,
          exit: ENVIRONMENT,
          problem: 'the fleet was stopped before its end',
        },
    )
  // A report of an earlier fleet would pass for one of this.
  for (const { name } of targets) rmSync(join(folder, name, 'report.json'), { force: true })
  const active = new Map<string, Promise<void>>()
  const start = (target: TargetConfig): void => {
    const host = hostOf(target)
    onStart(target.name)
    const run = runTarget(given, target, stop).then((result) => {
      active.delete(host)
      ended.set(target.name, result)
      onEnd(all())
    })
    active.set(host, run)
  }
  for (;;) {
    while (active.size < parallel && !stop.aborted) {
      // Two runs against one server would share its rate limit.
      const at = waiting.findIndex((target) => !active.has(hostOf(target)))
      const [target] = at < 0 ? [] : waiting.splice(at, 1)
      if (!target) break
      start(target)
    }
    if (active.size === 0) return all()
    await Promise.race(active.values())
  }
}

const ENVIRONMENT = 3

/** Targets on the embedded server have one each. */
function hostOf({ name, values: { baseUrl } }: TargetConfig): string {
  return typeof baseUrl === 'string' && URL.canParse(baseUrl)
    ? new URL(baseUrl).host
    : `embedded ${name}`
}

function runTarget(
  { file, folder, options, program = commandLine }: FleetOptions,
  { name }: TargetConfig,
  stop: AbortSignal,
): Promise<Ended> {
  const reports = join(folder, name)
  mkdirSync(reports, { recursive: true })
  const args = [
    'run',
    '--target',
    name,
    '--config',
    file.file,
    '--reports-dir',
    reports,
    ...options,
  ]
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args], {
      env: environmentOf(file, name),
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let errors = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(-KEPT)
    })
    const end = (): void => void child.kill('SIGINT')
    stop.addEventListener('abort', end, { once: true })
    const finish = (exit: number | null): void => {
      stop.removeEventListener('abort', end)
      resolve(endedOf(name, reports, exit ?? SUITE, errors))
    }
    child.on('error', () => finish(SUITE))
    child.on('close', finish)
  })
}

const SUITE = 4

/** No run gets the secret of another target. */
function environmentOf({ targets }: TargetsFile, name: string): NodeJS.ProcessEnv {
  const needed = secretVariables(targets.filter((target) => target.name === name))
  return environmentWithout(
    secretVariables(targets).filter((variable) => !needed.includes(variable)),
  )
}

function endedOf(name: string, reports: string, exit: number, errors: string): Ended {
  const file = join(reports, 'report.json')
  const line = errors.split('\n').find((text) => text.trim() !== '')
  if (!existsSync(file))
    return { name, exit, problem: line?.slice(0, 300) ?? `its process ended with ${exit}` }
  try {
    return { name, exit, folder: name, report: readReport(file) }
  } catch (error) {
    if (!(error instanceof ReportError)) throw error
    return { name, exit, problem: `its report cannot be read: ${error.message}` }
  }
}
