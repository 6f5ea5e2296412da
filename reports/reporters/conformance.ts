/** Gathers what the run found, writes every report, tells the verdict. Listed last, so that the others have written. */
import { relative } from 'node:path'
import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestError,
  TestResult,
} from '@playwright/test/reporter'
import { readExecutor, readStepSummary } from '../../fixtures/config/index.ts'
import { casesOfRun } from '../../fixtures/fuzz/chapter.ts'
import { overridesOf } from '../../fixtures/config/overrides.ts'
import { currentRun, isRunning } from '../../fixtures/run/run.ts'
import type { Case } from '../../spec/model.ts'
import { paletteFor } from '../formats/text/colours.ts'
import { createProgress, type Progress } from './progress.ts'
import { caseOf, crashOf, firstLine } from '../playwright.ts'
import { unwritableCode, unwritableIn } from '../../spec/lib/write-error.ts'

export default class ConformanceReporter implements Reporter {
  #planned: Case[] = []
  #problems: string[] = []
  /** Why another report could not be written. */
  #unwritten: string | undefined
  #rejected = 0
  #told = false
  #progress: Progress | undefined
  #tellers: ReturnType<typeof tellers> | undefined

  printsToStdio(): boolean {
    return true
  }

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#planned = suite.allTests().flatMap((test) => caseOf(test) ?? [])
    if (!isRunning()) return
    // Another reporter writes without waiting for it, and then waits at its end for what never comes.
    process.on('unhandledRejection', (error) => {
      const code = unwritableCode(error)
      if (code === undefined) throw error
      if (this.#rejected === 0) process.once('beforeExit', () => void this.#tell('failed'))
      this.#rejected += 1
      this.#unwritten ??= code
    })
    const run = currentRun()
    const progress = createProgress({
      screen: process.stderr,
      total: this.#planned.length,
      progress: run.progress,
      now: Date.now,
      ticker,
    })
    this.#progress = progress
    // The runner ends what it has begun; a second signal is for the system, so nobody may listen any more.
    process.once('SIGINT', run.stop)
    run.begin(this.#planned, progress.step)
    this.#tellers = tellers()
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const each = caseOf(test)
    if (!each || !isRunning()) return
    this.#progress?.reported()
    const crash = crashOf(result)
    if (crash !== undefined) this.#problems.push(`${each.id}: ${crash}`)
  }

  onError(error: TestError): void {
    const message = firstLine(error)
    const code = unwritableIn(message)
    if (code === undefined) this.#problems.push(message)
    else this.#unwritten ??= code
  }

  async onEnd({ status }: FullResult): Promise<{ status: FullResult['status'] }> {
    return this.#tell(status)
  }

  async #tell(status: FullResult['status']): Promise<{ status: FullResult['status'] }> {
    if (this.#told) return { status }
    this.#told = true
    this.#progress?.done()
    if (isRunning()) currentRun().stop()
    const started = isRunning() ? await currentRun().started().catch(firstProblem) : undefined
    if (!started || typeof started === 'string') {
      const problems = started === undefined ? this.#problems : [started]
      for (const problem of problems) process.stderr.write(`${problem}\n`)
      return { status: 'failed' }
    }
    const [{ writeReports }, { consoleText }, { certificateLine }, { appendSummary }] = await (this
      .#tellers ?? tellers())
    const run = currentRun()
    let certificate = 'no certificate was written'
    const report = await writeReports({
      run,
      started,
      planned: this.#planned,
      status,
      problems: this.#problems,
      executor: await readExecutor(),
      unwritten: this.#unwritten,
      circumstances: {
        overrides: overridesOf(run.settings),
        cases: casesOfRun(run.settings).length,
      },
      onCertificate: (written) => {
        certificate = certificateLine(written)
      },
    })
    const palette = paletteFor(process.stdout, process.env['NO_COLOR'])
    process.stdout.write(`${consoleText(report, palette)}\n`)
    // Also when there was no room for a report to read it from.
    process.on('exit', () => {
      process.exitCode = report.exit.code
    })
    const summary = readStepSummary()
    const unsaid = summary && appendSummary(summary, report, started.gateway.containsSecret)
    if (unsaid) process.stderr.write(`nothing was appended to GITHUB_STEP_SUMMARY: ${unsaid}\n`)
    process.stderr.write(
      `${certificate}\nreports in ${relative('', run.settings.reportsDir) || '.'}\n`,
    )
    return { status: report.exit.code === 0 ? 'passed' : 'failed' }
  }
}

/** Keeps no process alive. */
function ticker(everyMs: number, tick: () => void): () => void {
  const timer = setInterval(tick, everyMs).unref()
  return () => clearInterval(timer)
}

/** Needed only at the end, so they are loaded while the first worker starts. */
const tellers = () =>
  Promise.all([
    import('./write.ts'),
    import('../formats/console.ts'),
    import('../certificate/files.ts'),
    import('./step-summary.ts'),
    import('../formats/index.ts').then(({ formats }) => formats()),
  ])

const firstProblem = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)
