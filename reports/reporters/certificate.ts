/** The certificate of a run, with the facts that its report does not have. */
import { sha256 } from '../../spec/lib/digest.ts'
import { certificateFiles, type CertificateFiles } from '../certificate/files.ts'
import { reasonsAgainst } from '../certificate/status.ts'
import { suiteSha256 } from '../certificate/suite-digest.ts'
import { jsonText } from '../formats/text/json.ts'
import { attemptsIn, nameOfTarget } from '../report/history.ts'
import type { Report } from '../report/report.ts'
import type { RunEnd } from './run-end.ts'

/** @returns why the run is not certified, as its certificate will say; none: it is */
export const reasonsAgainstRun = (
  report: Report,
  { planned, circumstances }: RunEnd,
): readonly string[] =>
  reasonsAgainst({
    ...report,
    baseline: report.baseline ?? null,
    run: { cases: { asked: planned.length, of: circumstances.cases } },
  })

/**
 * @param written the report and the text of the evidence, as they are in the folder
 * @param earlierRuns the history without this run; empty: none is kept
 */
export function certificateOf(
  { run, circumstances, planned }: RunEnd,
  { report, evidence }: { readonly report: Report; readonly evidence: string },
  earlierRuns: string,
): CertificateFiles {
  const { variation, history } = run.settings
  const { cases, overrides } = circumstances
  const repeated = [...run.results].filter(([, { performance }]) => performance.repeated)
  const facts = {
    overrides,
    sha256: { report: sha256(jsonText(report)), evidence: sha256(evidence) },
    suiteSha256: suiteSha256(),
    attempts: {
      runs: attemptsIn(earlierRuns, nameOfTarget(report.target)) + 1,
      history: history !== undefined,
    },
    issuedAt: Date.now(),
    cases: { asked: planned.length, of: cases },
    askedTwice: repeated.map(([id]) => id),
    ...(variation === undefined ? {} : { variation }),
  }
  return certificateFiles(report, facts, run.signingKey)
}
