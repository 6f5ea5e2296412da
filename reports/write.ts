/** Every file of a run, in order: what the scan must see comes before it, and the report tells what it found. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FullResult } from '@playwright/test/reporter'
import type { Executor } from '../fixtures/env.ts'
import type { Run } from '../fixtures/run.ts'
import type { Started } from '../fixtures/start.ts'
import type { Case, NotPerformed } from '../spec/model.ts'
import { requirements } from '../spec/requirements/index.ts'
import { describeResults, generateHtml } from './allure.ts'
import { evidenceText } from './evidence.ts'
import { buildReport, type Material, type Report } from './report.ts'
import { filesThatLeak } from './scan.ts'

export interface Ended {
  readonly run: Run
  readonly started: Started
  readonly planned: readonly Case[]
  readonly status: FullResult['status']
  /** What went wrong within the suite. */
  readonly problems: readonly string[]
  readonly executor: Executor
}

/** @returns the report as it was written */
export async function writeReports(ended: Ended): Promise<Report> {
  const { reportsDir, html } = ended.run.settings
  const results = join(reportsDir, 'allure-results')
  mkdirSync(results, { recursive: true })
  const material = materialOf(ended, ended.problems)
  const report = buildReport(material)
  describeResults(results, report, ended.executor)
  const found = html ? await htmlProblems(results, reportsDir, report) : []
  writeReport(reportsDir, report)
  writeFileSync(join(reportsDir, 'evidence.ndjson'), evidenceText(material))
  const leaking = filesThatLeak(reportsDir, ended.started.gateway.leaks)
  if (leaking.length > 0)
    found.push(`a secret was found in ${leaking.join(', ')}; delete the folder`)
  if (found.length === 0) return report
  const corrected = buildReport(materialOf(ended, [...ended.problems, ...found]))
  writeReport(reportsDir, corrected)
  return corrected
}

async function htmlProblems(
  results: string,
  reportsDir: string,
  report: Report,
): Promise<string[]> {
  const folder = join(reportsDir, 'allure-report')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  try {
    await generateHtml(results, join(folder, 'index.html'), report)
    return []
  } catch (error) {
    return [(error as Error).message]
  }
}

function materialOf(
  { run, started, planned, status }: Ended,
  problems: readonly string[],
): Material {
  const { settings } = run
  const { gateway, target, contract } = started
  const stopped = whyStopped(problems, gateway.stopped(), status)
  return {
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
    planned,
    results: run.results,
    ...(stopped ? { stopped } : {}),
  }
}

function whyStopped(
  [problem]: readonly string[],
  byGateway: NotPerformed | undefined,
  status: FullResult['status'],
): NotPerformed | undefined {
  if (problem !== undefined) return { owner: 'suite', reason: problem }
  if (byGateway) return byGateway
  if (status === 'interrupted') return { owner: 'environment', reason: 'the run was interrupted' }
  if (status === 'timedout')
    return { owner: 'environment', reason: 'the run took longer than it may' }
  return undefined
}

const writeReport = (folder: string, report: Report): void =>
  writeFileSync(join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`)

function suiteVersion(): Report['suite'] {
  const file = join(import.meta.dirname, '..', 'package.json')
  const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as Report['suite']
  return { name, version }
}
