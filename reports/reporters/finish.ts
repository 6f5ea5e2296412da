/** The end of a run: writes every report and prints the verdict. */
import { relative } from 'node:path'
import { readExecutor, readStepSummary } from '../../fixtures/config/index.ts'
import { overridesOf } from '../../fixtures/config/overrides.ts'
import { casesOfRun } from '../../fixtures/fuzz/chapter.ts'
import { certificateLine } from '../certificate/files.ts'
import { shownCase } from '../formats/commands/shown-case.ts'
import { consoleText } from '../formats/console.ts'
import { markdownText } from '../formats/markdown.ts'
import { paletteFor, type Palette } from '../formats/text/colours.ts'
import { jsonText } from '../formats/text/json.ts'
import { printedJson, printedText } from '../formats/text/printed.ts'
import { isPrivate } from '../../spec/requirements/index.ts'
import { worstExit } from '../../spec/verdict/worst.ts'
import type { Report } from '../report/report.ts'
import { reasonsAgainstRun } from './certificate.ts'
import type { RunEnd } from './run-end.ts'
import { appendSummary } from './step-summary.ts'
import { writeReports } from './write.ts'
import { atExit } from '../../fixtures/config/files/at-exit.ts'

export interface Ending extends Omit<RunEnd, 'executor' | 'circumstances'> {
  /** Where the verdict is printed. */
  readonly screen: NodeJS.WriteStream
}

/** A run with so few cases shows all of them with --verbose. */
const MAX_VERBOSE = 5

/** What the run prints on its screen. */
function outputText(
  { run }: RunEnd,
  report: Report,
  reasons: readonly string[],
  palette: Palette,
): string {
  const { output } = run.settings
  if (output === 'json') return printedJson(jsonText(report))
  const text = `${consoleText(report, palette, reasons)}\n`
  if (output === 'text') return printedText(text, palette)
  const shown = report.cases.filter(
    ({ outcome }) => outcome === 'violated' || report.cases.length <= MAX_VERBOSE,
  )
  const cases = shown.map((reportedCase) =>
    shownCase(reportedCase, run.results.get(reportedCase.id)?.performance, palette),
  )
  return printedText([text, ...cases].join('\n'), palette)
}

/** @returns the exit code of the run */
export async function finishRun({ screen, ...result }: Ending): Promise<{ readonly code: number }> {
  const { settings } = result.run
  const end: RunEnd = {
    ...result,
    executor: await readExecutor(),
    circumstances: { overrides: overridesOf(settings), cases: standardCases(settings) },
  }
  const { report, certificate, ofPrivate } = await writeReports(end)
  const reasons = reasonsAgainstRun(report, end)
  const palette = paletteFor(screen, process.env)
  screen.write(outputText(end, report, reasons, palette))
  if (ofPrivate && settings.output !== 'json')
    screen.write(printedText(`\n${consoleText(ofPrivate, palette)}\n`, palette))
  const code = worstExit([report, ...(ofPrivate ? [ofPrivate] : [])].map(({ exit }) => exit.code))
  // The command reads the exit code from report.json, which is missing after a write error.
  atExit(() => {
    process.exitCode = code
  })
  const summary = readStepSummary()
  const unappended =
    summary &&
    appendSummary(summary, markdownText(report, reasons), end.started.gateway.containsSecret)
  if (unappended)
    process.stderr.write(
      printedText(`nothing was appended to GITHUB_STEP_SUMMARY: ${unappended}\n`),
    )
  const line = certificate ? certificateLine(certificate) : 'no certificate was written'
  process.stderr.write(
    printedText(`${line}\nreports in ${relative('', settings.reportsDir) || '.'}\n`),
  )
  return { code }
}

const standardCases = (settings: RunEnd['run']['settings']): number =>
  casesOfRun(settings).filter(({ id }) => !isPrivate(id)).length
