/** Every file of a run, in order: what the scan must see comes before it, and the report tells what it found. */
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NotPerformed } from '../../spec/model.ts'
import { generateHtml } from '../allure/html.ts'
import { describeResults } from '../allure/environment.ts'
import { buildReport } from '../report/build.ts'
import { certificateOf, type Written } from './certificate.ts'
import { materialOf, type Ended, type WriteFile } from './run-end.ts'
import { evidenceText } from '../evidence/evidence.ts'
import { formats } from '../formats/index.ts'
import { historyOf, nameOfTarget } from '../report/history.ts'
import { remember } from './history.ts'
import type { Report } from '../report/report.ts'
import { filesThatLeak, textLeaks } from './leak-scan.ts'
import { unwritableCode } from '../../spec/lib/write-error.ts'

/**
 * @returns the report as it was written, or as it would have been: a full disk takes nothing from what was judged
 */
export async function writeReports(ended: Ended, write: WriteFile = wholeFile): Promise<Report> {
  const { reportsDir, html, history } = ended.run.settings
  const results = join(reportsDir, 'allure-results')
  const problems = [...ended.problems]
  const table = await formats()
  const tell = (stopped?: NotPerformed): Written => {
    const material = materialOf(ended, problems, stopped)
    const report = buildReport(material)
    const evidence = evidenceText(material)
    for (const [name, format] of table) write(join(reportsDir, name), format(report))
    write(join(reportsDir, 'evidence.ndjson'), evidence)
    return { report, evidence }
  }
  // It holds the digests of the others, so it comes after them and after the search; its own text is searched before.
  const certify = (written: Written, before: string): Report => {
    const certificate = certificateOf(ended, written, before)
    const { containsSecret } = ended.started.gateway
    const leaking = certificate.files.filter(([name, text]) =>
      textLeaks(name, text, containsSecret),
    )
    if (leaking.length > 0) {
      problems.push(leakIn(leaking.map(([name]) => name)))
      return tell().report
    }
    for (const [name, text] of certificate.files) write(join(reportsDir, name), text)
    ended.onCertificate?.(certificate)
    return written.report
  }
  try {
    mkdirSync(results, { recursive: true })
    const report = buildReport(materialOf(ended, problems))
    describeResults(results, report, ended.executor)
    const before = history === undefined ? '' : readFileSync(history, 'utf8')
    if (html) problems.push(...(await htmlProblems(results, reportsDir, report, before)))
    const written = tell()
    const leaking = leaksIn(ended)
    problems.push(...leaking)
    const final = leaking.length === 0 ? written : tell()
    const forgotten =
      history === undefined ? undefined : remember(ended, history, final.report, write)
    return certify(forgotten ? tell(forgotten) : final, before)
  } catch (error) {
    const code = unwritableCode(error)
    if (code === undefined) throw error
    // What the others have written before is there for anyone to read.
    if (statSync(reportsDir, { throwIfNoEntry: false })?.isDirectory())
      problems.push(...leaksIn(ended))
    return buildReport(materialOf({ ...ended, unwritten: code }, problems))
  }
}

function leaksIn({ run, started }: Ended): string[] {
  const leaking = filesThatLeak(run.settings.reportsDir, started.gateway.containsSecret)
  return leaking.length > 0 ? [leakIn(leaking)] : []
}

/** So many files are named: the folder goes as a whole. */
const NAMED = 4

function leakIn(files: readonly string[]): string {
  const more = files.length > NAMED ? ` and ${files.length - NAMED} more` : ''
  return `a secret was found in ${files.slice(0, NAMED).join(', ')}${more}; delete the folder`
}

/** Under another name first: a reader never finds half a file. */
function wholeFile(file: string, text: string): void {
  const unfinished = `${file}.part`
  try {
    writeFileSync(unfinished, text)
    renameSync(unfinished, file)
  } finally {
    rmSync(unfinished, { force: true })
  }
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
