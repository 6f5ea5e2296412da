/** `run`: starts Playwright with the project `server`, and ends with the exit code of its report. */
import { accessSync, closeSync, constants, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import {
  ConfigurationError,
  handOver,
  readRunInput,
  runtimeNotices,
  type Settings,
} from '../../../fixtures/config/index.ts'
import { openOwned, UnsafeFileError } from '../../../fixtures/config/owned-file.ts'
import { LockedError, lockFolder } from '../../../fixtures/run/lock.ts'
import { clearReports, ForeignFilesError } from '../../../fixtures/run/reports-folder.ts'
import { files } from '../../../reports/formats/index.ts'
import { printedText } from '../../../reports/formats/text/printed.ts'
import { historyProblem } from '../../../reports/report/history.ts'
import { checkInputsKeptApart } from '../lib/kept-apart.ts'
import { exact, checkInputs } from '../lib/preflight.ts'
import { selectionOf } from '../lib/failed.ts'
import { configured } from '../lib/settings.ts'
import { playwright as runner, root } from '../lib/programs.ts'
import type { Arguments } from '../lib/types.ts'

/** The files of a run. They are removed before it, and nothing else is. */
const written = [
  ...Object.keys(files),
  'evidence.ndjson',
  'certificate.json',
  'certificate.html',
  'allure-results',
  'allure-report',
  'test-results',
]

/** Exit code of a run that was killed before it wrote a report. */
const SUITE = 4

export async function run(given: Arguments): Promise<number> {
  // All problems of the configuration are found here, before anything starts.
  const { settings, env } = configured(given)
  const input = readRunInput(env, settings)
  for (const line of runtimeNotices(input.runtime)) process.stderr.write(`${line}\n`)
  const grep = selectionOf(given.values, settings)
  await checkInputs(settings)
  if (grep !== undefined) (await import('../lib/select.ts')).selectCases(settings, grep)
  checkInputsKeptApart(settings, env, written)
  prepare(settings)
  // Printed first, so that a run that fails can be repeated.
  if (settings.fuzz)
    process.stderr.write(
      printedText(`fuzzing: --fuzz ${settings.fuzz.runs} --seed=${settings.fuzz.seed}\n`),
    )
  handOver(input)
  playwright(
    grep === undefined ? [] : ['--grep', exact(grep)],
    join(settings.reportsDir, 'report.json'),
  )
  return SUITE
}

function prepare({ reportsDir, tokenStore, history }: Settings): void {
  writable('FORMFLOW_REPORTS_DIR must be a writable folder', () => {
    mkdirSync(reportsDir, { recursive: true })
    process.on('exit', lockFolder(reportsDir))
    clearReports(reportsDir, written)
  })
  if (tokenStore !== undefined)
    writable('FORMFLOW_TOKEN_STORE must be a writable file', () =>
      closeSync(openOwned(tokenStore, { secret: true })),
    )
  if (history !== undefined) prepareHistory(history)
}

/** A run that is missing in the history would make the number of attempts wrong. */
function prepareHistory(file: string): void {
  const text = writable('FORMFLOW_HISTORY must be a readable and writable file', () => {
    closeSync(openOwned(file, { secret: false }))
    // A run writes a new history beside it, and then replaces it.
    accessSync(dirname(file), constants.W_OK)
    return readFileSync(file, 'utf8')
  })
  const problem = historyProblem(text)
  if (problem !== undefined)
    throw new ConfigurationError(
      `FORMFLOW_HISTORY must be the history of earlier runs, or a new file; ${problem}`,
    )
}

function writable<Result>(wanted: string, attempt: () => Result): Result {
  try {
    return attempt()
  } catch (error) {
    if (error instanceof LockedError)
      throw new ConfigurationError(`${error.message}; wait for it, or set FORMFLOW_REPORTS_DIR`)
    if (error instanceof UnsafeFileError || error instanceof ForeignFilesError)
      throw new ConfigurationError(`${wanted}; it ${error.message}`)
    throw new ConfigurationError(`${wanted} (${(error as NodeJS.ErrnoException).code})`)
  }
}

/**
 * Runs Playwright in this process, which it then ends. A child process would cost time, and signals would have to be
 * forwarded to it. The exit code comes from the report.
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
