/** The end of a run: writes every report and prints the verdict. */
import { relative } from 'node:path'
import { readExecutor, readStepSummary } from '../../fixtures/config/index.ts'
import { overridesOf } from '../../fixtures/config/overrides.ts'
import { casesOfRun } from '../../fixtures/fuzz/chapter.ts'
import { certificateLine } from '../certificate/files.ts'
import { consoleText } from '../formats/console.ts'
import { markdownText } from '../formats/markdown.ts'
import { paletteFor } from '../formats/text/colours.ts'
import type { Report } from '../report/report.ts'
import { reasonsAgainstRun } from './certificate.ts'
import type { RunEnd } from './run-end.ts'
import { appendSummary } from './step-summary.ts'
import { writeReports } from './write.ts'

export interface Ending extends Omit<RunEnd, 'executor' | 'circumstances'> {
  /** Where the verdict is printed. */
  readonly screen: NodeJS.WriteStream
}

/** @returns the report as it was written */
export async function finishRun({ screen, ...result }: Ending): Promise<Report> {
  const { settings } = result.run
  const end: RunEnd = {
    ...result,
    executor: await readExecutor(),
    circumstances: { overrides: overridesOf(settings), cases: casesOfRun(settings).length },
  }
  const { report, certificate } = await writeReports(end)
  const reasons = reasonsAgainstRun(report, end)
  const palette = paletteFor(screen, process.env['NO_COLOR'])
  screen.write(`${consoleText(report, palette, reasons)}\n`)
  // The command reads the exit code from report.json, which is missing after a write error.
  process.on('exit', () => {
    process.exitCode = report.exit.code
  })
  const summary = readStepSummary()
  const unappended =
    summary &&
    appendSummary(summary, markdownText(report, reasons), end.started.gateway.containsSecret)
  if (unappended)
    process.stderr.write(`nothing was appended to GITHUB_STEP_SUMMARY: ${unappended}\n`)
  const line = certificate ? certificateLine(certificate) : 'no certificate was written'
  process.stderr.write(`${line}\nreports in ${relative('', settings.reportsDir) || '.'}\n`)
  return report
}
