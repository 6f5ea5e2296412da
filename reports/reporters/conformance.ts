/** The reporter of a run: shows its progress and, listed last so that the others have written, finishes it. */
import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestError,
  TestResult,
} from '@playwright/test/reporter'
import { currentRun, isRunning } from '../../fixtures/run/run.ts'
import { printedText } from '../formats/text/printed.ts'
import { unwritableIn } from '../../spec/lib/write-error.ts'
import type { Case } from '../../spec/model.ts'
import { caseOf, crashOf, firstLine } from '../playwright.ts'
import { createProgress, type Progress } from './progress.ts'

export default class ConformanceReporter implements Reporter {
  #planned: readonly Case[] = []
  readonly #problems: string[] = []
  #writeFailure: string | undefined
  #progress: Progress | undefined

  printsToStdio(): boolean {
    return true
  }

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#planned = suite.allTests().flatMap((test) => caseOf(test) ?? [])
    if (!isRunning()) return
    const run = currentRun()
    this.#progress = createProgress({
      screen: process.stderr,
      total: this.#planned.length,
      progress: run.progress,
      now: Date.now,
      ticker,
    })
    // Playwright handles the first signal. Nobody may listen after it, so that a second one ends the process.
    process.once('SIGINT', run.stop)
    run.begin(this.#planned, this.#progress.step)
    void loadFinish()
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const testCase = caseOf(test)
    if (!testCase || !isRunning()) return
    this.#progress?.reported()
    const crash = crashOf(result)
    if (crash !== undefined) this.#problems.push(`${testCase.id}: ${crash}`)
  }

  /** Playwright calls it for errors outside of tests, among them those of other reporters. */
  onError(error: TestError): void {
    const message = firstLine(error)
    const code = unwritableIn(message)
    if (code === undefined) this.#problems.push(message)
    else this.#writeFailure ??= code
  }

  async onEnd({ status }: FullResult): Promise<{ status: FullResult['status'] }> {
    this.#progress?.done()
    if (!isRunning()) return failed(this.#problems)
    const run = currentRun()
    run.stop()
    const started = await run.started().catch(messageOf)
    if (typeof started === 'string') return failed([started])
    const finishRun = await loadFinish()
    const { exit } = await finishRun({
      run,
      started,
      planned: this.#planned,
      status,
      problems: this.#problems,
      writeFailure: this.#writeFailure,
    })
    return { status: exit.code === 0 ? 'passed' : 'failed' }
  }
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)

function failed(problems: readonly string[]): { status: 'failed' } {
  for (const problem of problems) process.stderr.write(`${printedText(problem)}\n`)
  return { status: 'failed' }
}

/** Keeps no process alive. */
function ticker(everyMs: number, tick: () => void): () => void {
  const timer = setInterval(tick, everyMs).unref()
  return () => clearInterval(timer)
}

/** Needed only at the end, so it is loaded while the first worker starts. */
async function loadFinish() {
  const [{ finishRun }] = await Promise.all([
    import('./finish.ts'),
    import('../formats/index.ts').then(({ formats }) => formats()),
    import('../certificate/installed-digest.ts').then((digest) => void digest.installedSha256()),
  ])
  return finishRun
}
