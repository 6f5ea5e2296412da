/** The reporter of a run, whatever other reporters there are: shows its progress, and finishes it. */
import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestError,
  TestResult,
  TestStep,
} from '@playwright/test/reporter'
import { handedOver } from '../../fixtures/config/index.ts'
import { currentRun, isRunning } from '../../fixtures/run/run.ts'
import { printedText } from '../formats/text/printed.ts'
import { unwritableIn } from '../../spec/lib/write-error.ts'
import type { Case } from '../../spec/model.ts'
import type AllureReporter from '../allure/reporter.ts'
import { caseOf, crashOf, firstLine } from '../playwright.ts'
import { allureFor } from './allure.ts'
import { createProgress, type Progress } from './progress.ts'
import { showRed } from './red-tests.ts'
import { atExit } from '../../fixtures/config/files/at-exit.ts'

type Status = { status: FullResult['status'] }

export default class ConformanceReporter implements Reporter {
  /** Otherwise someone started the runner, perhaps with a reporter whose output goes to a program. */
  readonly #byCommand = handedOver() !== undefined
  #planned: readonly Case[] = []
  readonly #problems: string[] = []
  #writeFailure: string | undefined
  #progress: Progress | undefined
  #allure: AllureReporter | undefined

  printsToStdio(): boolean {
    return true
  }

  onBegin(config: FullConfig, suite: Suite): void {
    // Without a run the tests are only listed, or they are not those of the certification.
    if (!isRunning()) return
    const run = currentRun()
    this.#planned = suite.allTests().flatMap((test) => firstOf(test) ?? [])
    if (this.#planned.length === 0) return
    this.#progress = createProgress({
      screen: process.stderr,
      total: this.#planned.length,
      progress: run.progress,
      now: Date.now,
      ticker,
    })
    // Playwright handles the first signal. Nobody may listen after it, so that a second one ends the process.
    process.once('SIGINT', run.stop)
    showRed(suite.allTests().filter(caseOf))
    run.begin(this.#planned, { onResult: this.#progress.step, redMayBeExpected: true })
    this.#allure = allureFor(run.settings.reportsDir, config, suite)
    void loadFinish()
  }

  onTestBegin(test: TestCase): void {
    if (firstOf(test)) this.#allure?.onTestBegin(test)
  }

  onStepBegin(test: TestCase, result: TestResult, step: TestStep): void {
    if (firstOf(test)) this.#allure?.onStepBegin(test, result, step)
  }

  onStepEnd(test: TestCase, result: TestResult, step: TestStep): void {
    if (firstOf(test)) this.#allure?.onStepEnd(test, result, step)
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const testCase = this.#progress && firstOf(test)
    if (!testCase || result.retry > 0) return
    void this.#allure?.onTestEnd(test, result)
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

  async onEnd({ status }: FullResult): Promise<Status | undefined> {
    this.#progress?.done()
    if (!isRunning()) return this.#withoutRun()
    const run = currentRun()
    run.stop()
    if (!this.#progress) return undefined
    const started = await run.started().catch(messageOf)
    if (typeof started === 'string') return failed([started])
    await this.#allure
      ?.onEnd()
      .catch((error: unknown) => this.onError({ message: messageOf(error) }))
    const finishRun = await loadFinish()
    const { code } = await finishRun({
      run,
      started,
      planned: this.#planned,
      status,
      problems: this.#problems,
      writeFailure: this.#writeFailure,
      screen: this.#byCommand ? process.stdout : process.stderr,
    })
    return { status: code === 0 ? 'passed' : 'failed' }
  }

  /** Tests of other projects are no matter of this reporter. */
  #withoutRun(): Status | undefined {
    if (this.#byCommand) return failed(this.#problems)
    const [refused] = this.#problems.flatMap(
      (problem) => /^(?:Configuration|Contract)Error: (.*)$/.exec(problem)?.[1] ?? [],
    )
    if (refused === undefined) return undefined
    atExit(() => {
      process.exitCode = 2
    })
    return failed([refused])
  }
}

/** The case of a test, but not of its copies by `--repeat-each`: the run sends each case once, and they show the same. */
const firstOf = (test: TestCase): Case | undefined =>
  test.repeatEachIndex === 0 ? caseOf(test) : undefined

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
