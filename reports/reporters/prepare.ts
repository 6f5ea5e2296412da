/** What a run needs before it starts: inputs that can be used, and a folder of its reports that is locked and writable. */
import { accessSync, closeSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ConfigurationError, type Environment, type Settings } from '../../fixtures/config/index.ts'
import { openOwned, UnsafeFileError } from '../../fixtures/config/files/owned-file.ts'
import { LockedError, lockFolder } from '../../fixtures/run/lock.ts'
import { clearReports, ForeignFilesError } from '../../fixtures/run/reports-folder.ts'
import { files } from '../formats/index.ts'
import { printedText } from '../formats/text/printed.ts'
import { historyProblem } from '../report/history.ts'
import { ReportError, readReport } from '../report/read.ts'
import { unreadable } from '../../spec/lib/fs-error.ts'
import { checkInputsKeptApart } from './kept-apart.ts'
import { PRIVATE_FOLDER } from './private-reports.ts'
import { atExit } from '../../fixtures/config/files/at-exit.ts'

/** The files of a run. They are removed before it, and nothing else is. */
const written = [
  ...Object.keys(files),
  'evidence.ndjson',
  'certificate.json',
  'certificate.html',
  'allure-results',
  'allure-report',
  'test-results',
  PRIVATE_FOLDER,
]

/** @throws ConfigurationError or ContractError for a document, a baseline, a fault or a freedom that cannot be used */
export async function checkInputs(settings: Settings): Promise<void> {
  const { spec, baseline, variation, earlierReport, casesDir } = settings
  if (spec !== undefined) {
    const { validateContract } = await import('../../spec/contract/index.ts')
    await validateContract(spec)
  }
  if (baseline !== undefined) {
    const { readBaseline } = await import('../../fixtures/baseline/read.ts')
    readBaseline(baseline)
  }
  if (earlierReport !== undefined) checkEarlierReport(earlierReport)
  if (casesDir !== undefined) await addPrivateCases(casesDir)
  if (variation !== undefined) {
    const { variationNamed } = await import('../../fixtures/run/variation.ts')
    await variationNamed(variation)
  }
}

/** A mistake in a file of the user is no mistake of the suite. */
async function addPrivateCases(folder: string): Promise<void> {
  const { loadPrivate } = await import('../../fixtures/cases/private.ts')
  try {
    loadPrivate(folder)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new ConfigurationError(
      `FORMFLOW_CASES: ${code === undefined ? message : unreadable(error)}`,
    )
  }
}

function checkEarlierReport(file: string): void {
  try {
    readReport(file)
  } catch (error) {
    if (!(error instanceof ReportError)) throw error
    throw new ConfigurationError(
      `FORMFLOW_EARLIER_REPORT must be report.json of an earlier run; ${error.message}`,
    )
  }
}

/** @throws ConfigurationError naming the variable */
export function prepareFiles(settings: Settings, env: Environment): void {
  checkInputsKeptApart(settings, env, written)
  const { reportsDir, tokenStore, history } = settings
  writable('FORMFLOW_REPORTS_DIR must be a writable folder', () => {
    mkdirSync(reportsDir, { recursive: true })
    atExit(lockFolder(reportsDir, () => endIfLost(reportsDir)))
    clearReports(reportsDir, written)
  })
  if (tokenStore !== undefined)
    writable('FORMFLOW_TOKEN_STORE must be a writable file', () =>
      closeSync(openOwned(tokenStore, { secret: true })),
    )
  if (history !== undefined) prepareHistory(history)
}

/**
 * Without its working directory the runner can start no worker, and would wait for one for ever; in a folder of another
 * run the reports of both would mix. In any other case the run ends with a verdict, and reports what it cannot write.
 */
function endIfLost(reportsDir: string): void {
  const another = existsSync(join(reportsDir, '.lock'))
  if (!another && hasWorkingDirectory()) return
  process.stderr.write(
    printedText(
      another
        ? 'another run has taken over the reports folder; this run ends\n'
        : 'the working directory was removed; this run ends\n',
    ),
  )
  // After all others, also those of code that Playwright has loaded apart from this.
  process.on('exit', () => {
    process.exitCode = ENVIRONMENT
    endWorkers()
  })
  process.exit()
}

/** A worker that was started without a working directory does not notice that its run has ended. */
function endWorkers(): void {
  try {
    const ids = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8')
    for (const id of ids.split(' ').filter(Boolean)) process.kill(Number(id), 'SIGKILL')
  } catch {
    // Another system, or none is left.
  }
}

function hasWorkingDirectory(): boolean {
  try {
    return existsSync(process.cwd())
  } catch {
    return false
  }
}

const ENVIRONMENT = 3

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
    if (error instanceof LockedError) throw new ConfigurationError(error.message)
    if (error instanceof UnsafeFileError || error instanceof ForeignFilesError)
      throw new ConfigurationError(`${wanted}; it ${error.message}`)
    throw new ConfigurationError(`${wanted} (${(error as NodeJS.ErrnoException).code})`)
  }
}
