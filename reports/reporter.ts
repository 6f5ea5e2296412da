/** Gathers what the run found, writes every report, tells the verdict. Listed last, so that the others have written. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestError,
  TestResult,
} from '@playwright/test/reporter'
import { caseById } from '../fixtures/cases/index.ts'
import { readExecutor, readSettings } from '../fixtures/env.ts'
import { FUZZING, fuzzingCase } from '../fixtures/fuzz/chapter.ts'
import { CASE } from '../fixtures/labels.ts'
import { currentRun, isRunning, type Run } from '../fixtures/run.ts'
import type { Case, NotPerformed } from '../spec/model.ts'
import { requirements } from '../spec/requirements/index.ts'
import { describeResults, generateHtml } from './allure.ts'
import { consoleText } from './formats/console.ts'
import { coloured, plain } from './formats/palette.ts'
import { createProgress, type Progress } from './progress.ts'
import { buildReport, type Report } from './report.ts'
import { filesThatLeak } from './scan.ts'

/** How the message of a violated case begins; any other error is a crash. */
const FINDING = /^(Error: )?expect\(findings\)\.toConform\(\)/

export default class ConformanceReporter implements Reporter {
  #planned: Case[] = []
  #problems: string[] = []
  #progress: Progress | undefined

  printsToStdio(): boolean {
    return true
  }

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#planned = suite.allTests().flatMap((test) => caseOf(test) ?? [])
    if (!isRunning()) return
    currentRun().plan(this.#planned)
    this.#progress = createProgress(process.stderr, this.#planned.length)
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const each = caseOf(test)
    if (!each || !isRunning()) return
    // A red test whose error is no finding broke by itself: that is ours, never the target's.
    const broken = result.errors.find((error) => !FINDING.test(firstLine(error)))
    if (broken) this.#problems.push(`${each.id}: ${firstLine(broken)}`)
    const { traffic } = currentRun().gateway
    this.#progress?.step(each.chapter, traffic().requests)
  }

  onError(error: TestError): void {
    this.#problems.push(firstLine(error))
  }

  async onEnd(result: FullResult): Promise<{ status: FullResult['status'] }> {
    this.#progress?.done()
    if (!isRunning()) {
      for (const problem of this.#problems) process.stderr.write(`${problem}\n`)
      return { status: 'failed' }
    }
    const report = await this.#write(currentRun(), result)
    const palette = process.stdout.isTTY && !process.env['NO_COLOR'] ? coloured : plain
    process.stdout.write(`${consoleText(report, palette)}\n`)
    process.stderr.write(`reports in ${relative('', currentRun().settings.reportsDir) || '.'}\n`)
    return { status: report.exit.code === 0 ? 'passed' : 'failed' }
  }

  /** Files in order: what the scan must see comes before it, and the report tells what it found. */
  async #write(run: Run, result: FullResult): Promise<Report> {
    const { reportsDir, html } = run.settings
    const results = join(reportsDir, 'allure-results')
    mkdirSync(results, { recursive: true })
    let report = this.#report(run, result)
    describeResults(results, report, readExecutor())
    if (html) await this.#html(results, reportsDir, report)
    writeReport(reportsDir, report)
    const leaking = filesThatLeak(reportsDir, run.gateway.leaks)
    if (leaking.length > 0)
      this.#problems.push(`a secret was found in ${leaking.join(', ')}; delete the folder`)
    if (this.#problems.length > 0) {
      report = this.#report(run, result)
      writeReport(reportsDir, report)
    }
    return report
  }

  async #html(results: string, reportsDir: string, report: Report): Promise<void> {
    const folder = join(reportsDir, 'allure-report')
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    try {
      await generateHtml(results, join(folder, 'index.html'), report)
    } catch (error) {
      this.#problems.push((error as Error).message)
    }
  }

  #report(run: Run, { status }: FullResult): Report {
    const { gateway, settings, target, contract } = run
    const stopped = this.#stopped(gateway.stopped(), status)
    return buildReport({
      suite: suiteVersion(),
      contract,
      target: {
        baseUrl: target.baseUrl.href.replace(/\/$/, ''),
        embedded: target.embedded,
        protectedPath: target.protectedPath,
        expiredToken: gateway.expiredWay() ?? null,
      },
      profile: settings.profile,
      strict: settings.strict,
      startedAt: run.startedAt,
      traffic: { ...gateway.traffic(), durationMs: Date.now() - run.startedAt },
      requirements,
      planned: this.#planned,
      results: run.results,
      ...(stopped ? { stopped } : {}),
    })
  }

  #stopped(
    byGateway: NotPerformed | undefined,
    status: FullResult['status'],
  ): NotPerformed | undefined {
    const [problem] = this.#problems
    if (problem !== undefined) return { owner: 'suite', reason: problem }
    if (byGateway) return byGateway
    if (status === 'interrupted') return { owner: 'environment', reason: 'the run was interrupted' }
    if (status === 'timedout')
      return { owner: 'environment', reason: 'the run took longer than it may' }
    return undefined
  }
}

function caseOf({ annotations }: TestCase): Case | undefined {
  const id = annotations.find(({ type }) => type === CASE)?.description
  if (id === undefined) return undefined
  if (id !== FUZZING) return caseById(id)
  const { fuzz } = readSettings()
  return fuzz && fuzzingCase(fuzz)
}

/** The runner colours its messages. */
const firstLine = ({ message, value }: TestError): string =>
  stripVTControlCharacters(message ?? value ?? 'unknown').split('\n', 1)[0] ?? ''

const writeReport = (folder: string, report: Report): void =>
  writeFileSync(join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`)

function suiteVersion(): Report['suite'] {
  const file = join(import.meta.dirname, '..', 'package.json')
  const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as Report['suite']
  return { name, version }
}
