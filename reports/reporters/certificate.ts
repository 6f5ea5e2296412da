/** The certificate of a run: what it says besides the report is gathered here. */
import { sha256 } from '../../spec/lib/digest.ts'
import type { Ended } from './run-end.ts'
import { jsonText } from '../formats/text/json.ts'
import { attemptsIn, nameOfTarget } from '../report/history.ts'
import type { Report } from '../report/report.ts'
import { certificateFiles, type CertificateFiles } from '../certificate/files.ts'
import { suiteSha256 } from '../certificate/suite-digest.ts'

/** What stands in its folder already. */
export interface Written {
  readonly report: Report
  /** As it was written. */
  readonly evidence: string
}

/** @param before the history without this run; empty: none is kept */
export function certificateOf(
  { run, circumstances, planned }: Ended,
  { report, evidence }: Written,
  before: string,
): CertificateFiles {
  const { variation, history } = run.settings
  const repeated = [...run.results].filter(([, { performance }]) => performance.repeated)
  const { cases, ...known } = circumstances
  const facts = {
    ...known,
    sha256: { report: sha256(jsonText(report)), evidence: sha256(evidence) },
    suiteSha256: suiteSha256(),
    attempts: {
      runs: attemptsIn(before, nameOfTarget(report.target)) + 1,
      history: history !== undefined,
    },
    issuedAt: Date.now(),
    cases: { asked: planned.length, of: cases },
    askedTwice: repeated.map(([id]) => id),
    ...(variation === undefined ? {} : { variation }),
  }
  return certificateFiles(report, facts, run.signingKey)
}
