/** The certificate of a run, with the facts that its report does not have. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../../spec/lib/digest.ts'
import { isPrivate } from '../../spec/requirements/index.ts'
import { certificateFiles, type CertificateFiles } from '../certificate/files.ts'
import { reasonsAgainst } from '../certificate/status.ts'
import { suiteSha256 } from '../certificate/suite-digest.ts'
import { jsonText } from '../formats/text/json.ts'
import { attemptsIn, nameOfTarget } from '../report/history.ts'
import type { Report } from '../report/report.ts'
import type { RunEnd } from './run-end.ts'

/** What was written, before the certificate. */
export interface Written {
  readonly report: Report
  readonly evidence: string
  /** Name of a report -> its text. */
  readonly texts: ReadonlyMap<string, string>
}

/** They have a place of their own among the subjects. */
const APART = ['report.json', 'evidence.ndjson']

/** The page that Allure made, as it is in the folder now. */
function ofAllure(folder: string): (readonly [name: string, bytes: Buffer])[] {
  const name = 'allure-report/index.html'
  const file = join(folder, name)
  return existsSync(file) ? [[name, readFileSync(file)]] : []
}

/** A case that the runner repeats is one case. */
const countOf = (planned: RunEnd['planned']): number =>
  new Set(planned.map(({ id }) => id).filter((id) => !isPrivate(id))).size

/** @returns why the run is not certified, as its certificate will say; none: it is */
export const reasonsAgainstRun = (
  report: Report,
  { planned, circumstances }: RunEnd,
): readonly string[] =>
  reasonsAgainst({
    ...report,
    baseline: report.baseline ?? null,
    run: { cases: { asked: countOf(planned), of: circumstances.cases } },
  })

/**
 * @param written the report and the text of the evidence, as they are in the folder
 * @param installed digest of the installed packages; absent: unknown
 * @param earlierRuns the history without this run; empty: none is kept
 */
export function certificateOf(
  { run, circumstances, planned }: RunEnd,
  { report, evidence, texts }: Written,
  earlierRuns: string,
  installed?: string,
): CertificateFiles {
  const { variation, history, issuer } = run.settings
  const { cases, overrides } = circumstances
  const repeated = [...run.results].filter(
    ([id, { performance }]) => performance.repeated && !isPrivate(id),
  )
  const facts = {
    overrides,
    sha256: { report: sha256(jsonText(report)), evidence: sha256(evidence) },
    suiteSha256: suiteSha256(),
    installedSha256: installed,
    attempts: {
      runs: attemptsIn(earlierRuns, nameOfTarget(report.target)) + 1,
      history: history !== undefined,
    },
    issuer,
    issuedAt: Date.now(),
    cases: { asked: countOf(planned), of: cases },
    others: [...texts, ...ofAllure(run.settings.reportsDir)].flatMap(([name, text]) =>
      APART.includes(name) ? [] : [{ name, sha256: sha256(text) }],
    ),
    askedTwice: repeated.map(([id]) => id),
    ...(variation === undefined ? {} : { variation }),
  }
  return certificateFiles(report, facts, run.signingKey)
}
