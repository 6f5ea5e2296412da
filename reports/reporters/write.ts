/**
 * Writes every file of a run, in order. The leak scan reads the reports, and the reports name what the scan found. The
 * certificate holds digests of the others, so it is written last, and its text is scanned before.
 */
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { NotPerformed } from '../../spec/model.ts'
import { baseUrlText } from '../../spec/lib/base-url.ts'
import { unwritableCode } from '../../spec/lib/write-error.ts'
import { generateHtml } from '../allure/html.ts'
import { programSha256 } from '../allure/program.ts'
import { describeResults } from '../allure/environment.ts'
import type { CertificateFiles } from '../certificate/files.ts'
import { installedSha256 } from '../certificate/installed-digest.ts'
import { evidenceText } from '../evidence/evidence.ts'
import { formats } from '../formats/index.ts'
import { buildReport } from '../report/build.ts'
import { earlierRunIn, type EarlierRun } from '../report/changes.ts'
import { historyOf, lastRunIn, nameOfTarget } from '../report/history.ts'
import { readReport } from '../report/read.ts'
import type { Report } from '../report/report.ts'
import { certificateOf, reasonsAgainstRun, type Written } from './certificate.ts'
import { appendToHistory } from './history.ts'
import { filesWithSecrets, hasSecret } from './leak-scan.ts'
import { writePrivateReports } from './private-reports.ts'
import { materialOf, type RunEnd } from './run-end.ts'
import { writeWholeFile, type WriteFile } from './whole-file.ts'

export interface WrittenReports {
  /** As it was written; after a write error, as it would have been: a full disk changes no finding. */
  readonly report: Report
  /** Absent: none was written. */
  readonly certificate?: CertificateFiles
  /** Of private cases, if the run had any. */
  readonly ofPrivate?: Report | undefined
}

export async function writeReports(
  end: RunEnd,
  write: WriteFile = writeWholeFile,
): Promise<WrittenReports> {
  const { reportsDir } = end.run.settings
  const problems = [...end.problems]
  try {
    return await writeAll(end, problems, write)
  } catch (error) {
    const code = unwritableCode(error)
    if (code === undefined) throw error
    // Other reporters may have written files that anyone can read.
    if (statSync(reportsDir, { throwIfNoEntry: false })?.isDirectory())
      problems.push(...leakProblems(end))
    return { report: buildReport(materialOf({ ...end, writeFailure: code }, problems)) }
  }
}

/** @param problems what goes wrong here is added */
async function writeAll(
  given: RunEnd,
  problems: string[],
  write: WriteFile,
): Promise<WrittenReports> {
  const { reportsDir, html, history } = given.run.settings
  const results = join(reportsDir, 'allure-results')
  mkdirSync(results, { recursive: true })
  const earlierRuns = history === undefined ? '' : readFileSync(history, 'utf8')
  const end = { ...given, earlier: earlierRun(given, earlierRuns) }
  const draft = buildReport(materialOf(end, problems))
  describeResults(results, draft, end.executor, reasonsAgainstRun(draft, end))
  if (html) problems.push(...(await htmlProblems(results, reportsDir, draft, earlierRuns)))
  let written = await writeFormats(end, problems, write)
  const leaks = leakProblems(end)
  problems.push(...leaks)
  if (leaks.length > 0) written = await writeFormats(end, problems, write)
  const unappended =
    history === undefined ? undefined : appendToHistory(end, history, written.report, write)
  if (unappended) written = await writeFormats(end, problems, write, unappended)
  const certificate = certificateOf(end, written, earlierRuns, await installedSha256())
  const { containsSecret } = end.started.gateway
  const leaking = certificate.files.filter(([name, text]) => hasSecret(name, text, containsSecret))
  if (leaking.length > 0) {
    problems.push(leakProblem(leaking.map(([name]) => name)))
    const { report, ofPrivate } = await writeFormats(end, problems, write)
    return { report, ofPrivate }
  }
  for (const [name, text] of certificate.files) write(join(reportsDir, name), text)
  return { report: written.report, certificate, ofPrivate: written.ofPrivate }
}

/** A report that someone names comes before the history. */
function earlierRun({ run, started }: RunEnd, history: string): EarlierRun | undefined {
  const { earlierReport } = run.settings
  if (earlierReport !== undefined) return earlierRunIn(readReport(earlierReport))
  const { baseUrl, embedded } = started.target
  return lastRunIn(history, nameOfTarget({ baseUrl: baseUrlText(baseUrl), embedded }))
}

/** Writes the report in every format, and the evidence. */
async function writeFormats(
  end: RunEnd,
  problems: readonly string[],
  write: WriteFile,
  stopped?: NotPerformed,
): Promise<Written & Pick<WrittenReports, 'ofPrivate'>> {
  const { reportsDir } = end.run.settings
  const material = materialOf(end, problems, stopped)
  const report = buildReport(material)
  const evidence = evidenceText(material)
  const reasons = reasonsAgainstRun(report, end)
  const performances = new Map(
    [...material.results].map(([id, result]) => [id, result.performance]),
  )
  const texts = new Map<string, string>()
  for (const [name, format] of await formats()) {
    const text = format(report, reasons, performances)
    texts.set(name, text)
    write(join(reportsDir, name), text)
  }
  write(join(reportsDir, 'evidence.ndjson'), evidence)
  const ofPrivate = await writePrivateReports(end, material, write)
  return { report, evidence, texts, ofPrivate }
}

/** Compiled code of the suite, where the system has no folder for it; removed when the run ends. */
const TEMPORARY = `.tmp${sep}`

function leakProblems({ run, started }: RunEnd): string[] {
  const { html, reportsDir } = run.settings
  const program = html ? programSha256() : undefined
  const found = filesWithSecrets(reportsDir, started.gateway.containsSecret, program)
  const files = found.filter((file) => !file.startsWith(TEMPORARY))
  return files.length > 0 ? [leakProblem(files)] : []
}

/** How many files are named: the whole folder has to be deleted. */
const MAX_NAMES = 4

function leakProblem(files: readonly string[]): string {
  const more = files.length > MAX_NAMES ? ` and ${files.length - MAX_NAMES} more` : ''
  return `a secret was found in ${files.slice(0, MAX_NAMES).join(', ')}${more}; delete the folder`
}

async function htmlProblems(
  results: string,
  reportsDir: string,
  report: Report,
  history: string,
): Promise<string[]> {
  const folder = join(reportsDir, 'allure-report')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  try {
    const earlier = historyOf(history, nameOfTarget(report.target))
    await generateHtml(results, join(folder, 'index.html'), report, earlier)
    return []
  } catch (error) {
    return [(error as Error).message]
  }
}
