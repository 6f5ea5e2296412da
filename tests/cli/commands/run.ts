/** `run`: Playwright with the project `server`, and the exit code that its report names. */
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import {
  ConfigurationError,
  handOver,
  readRunInput,
  type Settings,
} from '../../../fixtures/config/index.ts'
import { LockedError, lockFolder } from '../../../fixtures/run/lock.ts'
import { files } from '../../../reports/formats/index.ts'
import { historyProblem } from '../../../reports/report/history.ts'
import { keptApart } from '../lib/kept-apart.ts'
import { exact, examined } from '../lib/preflight.ts'
import { configured } from '../lib/settings.ts'
import { playwright as runner, root } from '../lib/programs.ts'
import type { Given } from '../lib/types.ts'

/** What a run writes, and nothing else, is removed before it. */
const written = [
  ...Object.keys(files),
  'evidence.ndjson',
  'certificate.json',
  'certificate.html',
  'junit.xml',
  'allure-results',
  'allure-report',
  'test-results',
]

/** Interrupted twice, or killed, before it could write a report. */
const SUITE = 4

export async function run(given: Given): Promise<number> {
  // Everything that can be wrong with the configuration is found here, in one line, before anything starts.
  const { settings, env } = configured(given)
  const input = readRunInput(env, settings)
  const grep = given.values['grep']
  await examined(settings)
  if (grep !== undefined) (await import('../lib/select.ts')).selected(settings, grep)
  keptApart(settings, env, written)
  prepare(settings)
  // Told before anything can go wrong, so that whatever goes wrong can be repeated.
  if (settings.fuzz)
    process.stderr.write(`fuzzing: --fuzz ${settings.fuzz.runs} --seed=${settings.fuzz.seed}\n`)
  handOver(input)
  playwright(
    grep === undefined ? [] : ['--grep', exact(grep)],
    join(settings.reportsDir, 'report.json'),
  )
  return SUITE
}

function prepare({ reportsDir, tokenStore, history }: Settings): void {
  writable('FORMFLOW_REPORTS_DIR must be a folder that can be written', () => {
    mkdirSync(reportsDir, { recursive: true })
    process.on('exit', lockFolder(reportsDir))
    for (const name of written) rmSync(join(reportsDir, name), { recursive: true, force: true })
  })
  if (tokenStore !== undefined)
    writable('FORMFLOW_TOKEN_STORE must be a file that can be written', () =>
      closeSync(openSync(tokenStore, 'a', 0o600)),
    )
  if (history !== undefined) prepareHistory(history)
}

/** A run that cannot be remembered would be one attempt too few, and nobody would know. */
function prepareHistory(file: string): void {
  const text = writable('FORMFLOW_HISTORY must be a file that can be read and written', () => {
    closeSync(openSync(file, 'a'))
    // It is replaced as a whole, by one that is written beside it.
    closeSync(openSync(`${file}.part`, 'a'))
    rmSync(`${file}.part`)
    return readFileSync(file, 'utf8')
  })
  const problem = historyProblem(text)
  if (problem !== undefined)
    throw new ConfigurationError(
      `FORMFLOW_HISTORY must be the history of earlier runs, or a new file; ${problem}`,
    )
}

function writable<Got>(wanted: string, attempt: () => Got): Got {
  try {
    return attempt()
  } catch (error) {
    if (error instanceof LockedError)
      throw new ConfigurationError(`${error.message}; wait for it, or set FORMFLOW_REPORTS_DIR`)
    throw new ConfigurationError(`${wanted} (${(error as NodeJS.ErrnoException).code})`)
  }
}

/**
 * Hands this process over to the runner, which ends it; a process of its own would only cost time, and a signal would
 * have to be passed on. The last word on the exit code is the report's.
 */
function playwright(args: readonly string[], report: string): void {
  process.argv.splice(
    1,
    Infinity,
    runner,
    'test',
    '--project=server',
    '--config',
    join(root, 'playwright.config.ts'),
    ...args,
  )
  process.on('exit', () => {
    process.exitCode = exitCode(report) ?? SUITE
  })
  process.on('SIGTERM', () => process.kill(process.pid, 'SIGINT'))
  createRequire(import.meta.url)(runner)
}

function exitCode(file: string): number | undefined {
  try {
    const { exit } = JSON.parse(readFileSync(file, 'utf8')) as { exit: { code: number } }
    return exit.code
  } catch {
    return undefined
  }
}
