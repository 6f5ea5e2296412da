/** Writes the reports of a client: the formats, the evidence and the certificate that servers get, but for Allure. */
import type { KeyObject } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { clientCasesIn } from '../../fixtures/client/cases/index.ts'
import { sha256 } from '../../spec/lib/digest.ts'
import { unwritableCode } from '../../spec/lib/write-error.ts'
import type { NotPerformed } from '../../spec/model.ts'
import { certificateFiles, type CertificateFiles } from '../certificate/files.ts'
import { installedSha256 } from '../certificate/installed-digest.ts'
import { reasonsAgainst } from '../certificate/status.ts'
import { suiteSha256 } from '../certificate/suite-digest.ts'
import { evidenceText } from '../evidence/evidence.ts'
import { formats } from '../formats/index.ts'
import { jsonText } from '../formats/text/json.ts'
import { buildReport } from '../report/build.ts'
import type { Report } from '../report/report.ts'
import { hasSecret, type ContainsSecret } from '../reporters/leak-scan.ts'
import { writeWholeFile, type WriteFile } from '../reporters/whole-file.ts'
import { clientMaterial, type ClientEnd } from './material.ts'

export interface WrittenClientReports {
  readonly report: Report
  /** Why the client is not certified; none: it is. */
  readonly reasons: readonly string[]
  /** Absent: nothing could be written. */
  readonly certificate?: CertificateFiles
}

export interface WriteOptions {
  readonly reportsDir: string
  readonly signingKey?: KeyObject
  /** Who runs the suite, as the certificate names them. */
  readonly issuer?: string | undefined
  readonly containsSecret: ContainsSecret
  readonly write?: WriteFile
}

export async function writeClientReports(
  end: ClientEnd,
  options: WriteOptions,
): Promise<WrittenClientReports> {
  const texts = await textsOf(end)
  const leaking = texts.files.filter(([name, text]) =>
    hasSecret(name, text, options.containsSecret),
  )
  const problem: NotPerformed | undefined =
    leaking.length === 0
      ? undefined
      : {
          owner: 'suite',
          reason: `a secret was found in ${leaking.map(([name]) => name).join(', ')}; it was not written`,
        }
  const written = problem ? await textsOf(end, problem) : texts
  // What held a secret once may hold it in the second text too.
  const files = written.files.filter(([name]) => !leaking.some(([other]) => other === name))
  try {
    mkdirSync(options.reportsDir, { recursive: true })
    const write = options.write ?? writeWholeFile
    for (const [name, text] of files) write(join(options.reportsDir, name), text)
    const { report, reasons } = written
    const certificate = await certificateFor(end, report, files, options)
    for (const [name, text] of certificate.files) write(join(options.reportsDir, name), text)
    return { report, reasons, certificate }
  } catch (error) {
    const code = unwritableCode(error)
    if (code === undefined) throw error
    const reason = `the reports cannot be written (${code}); the folder is incomplete`
    const { report, reasons } = await textsOf(end, { owner: 'environment', reason })
    return { report, reasons }
  }
}

type File = readonly [name: string, text: string]

interface Texts {
  readonly report: Report
  readonly reasons: readonly string[]
  readonly files: readonly File[]
}

async function textsOf(end: ClientEnd, stopped?: NotPerformed): Promise<Texts> {
  const material = clientMaterial(end, stopped)
  const report = buildReport(material)
  const reasons = reasonsAgainst({
    ...report,
    baseline: report.baseline ?? null,
    run: { cases: countsOf(end) },
  })
  const performances = new Map([...end.run.results].map(([id, result]) => [id, result.performance]))
  const files = (await formats()).map(([name, format]): File => [
    name,
    format(report, reasons, performances),
  ])
  return { report, reasons, files: [...files, ['evidence.ndjson', evidenceText(material)]] }
}

const countsOf = ({ cases, profile }: ClientEnd) => ({
  asked: cases.length,
  of: clientCasesIn(profile).length,
})

async function certificateFor(
  end: ClientEnd,
  report: Report,
  files: readonly File[],
  { signingKey: key, issuer }: WriteOptions,
): Promise<CertificateFiles> {
  const textOf = (name: string): string => files.find(([file]) => file === name)?.[1] ?? ''
  const apart = ['report.json', 'evidence.ndjson']
  return certificateFiles(
    report,
    {
      overrides: [],
      sha256: { report: sha256(jsonText(report)), evidence: sha256(textOf('evidence.ndjson')) },
      suiteSha256: suiteSha256(),
      installedSha256: await installedSha256(),
      attempts: { runs: 1, history: false },
      issuer,
      issuedAt: Date.now(),
      cases: countsOf(end),
      others: files.flatMap(([name, text]) =>
        apart.includes(name) ? [] : [{ name, sha256: sha256(text) }],
      ),
      askedTwice: [],
    },
    key,
  )
}
