/** Every file of a run, in order: what the scan must see comes before it, and the report tells what it found. */
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FullResult } from '@playwright/test/reporter'
import type { Executor } from '../fixtures/executor.ts'
import type { Run } from '../fixtures/run.ts'
import type { Started } from '../fixtures/start.ts'
import { sha256 } from '../spec/digest.ts'
import { unwritable } from '../spec/file-trouble.ts'
import type { Case, NotPerformed } from '../spec/model.ts'
import { requirements } from '../spec/requirements/index.ts'
import { generateHtml } from './allure/html.ts'
import { describeResults } from './allure/results.ts'
import type { Facts } from './certificate/build.ts'
import { certificateFiles, type CertificateFiles } from './certificate/files.ts'
import { suiteSha256 } from './certificate/suite-digest.ts'
import { evidenceText } from './evidence.ts'
import { formats } from './files.ts'
import { jsonText } from './formats/json.ts'
import { attemptsIn, historyOf, nameOfTarget, remembering } from './history.ts'
import { buildReport, type Material, type Report } from './report.ts'
import { filesThatLeak, textLeaks } from './scan.ts'
import { unwritableCode } from './unwritable.ts'

export interface Ended {
  readonly run: Run
  readonly started: Started
  readonly planned: readonly Case[]
  readonly status: FullResult['status']
  /** What went wrong within the suite. */
  readonly problems: readonly string[]
  readonly executor: Executor
  /** Why one of the reports is not there, or not whole: the system's code. */
  readonly unwritten?: string | undefined
  /** What a certificate says of the run besides its report. */
  readonly circumstances: Pick<Facts, 'overrides'> & {
    /** How many cases the profile has; fewer may have been asked for. */
    readonly cases: number
  }
  /** Told of the certificate that was written. */
  readonly onCertificate?: (certificate: CertificateFiles) => void
}

/** Writes a whole file or none. */
export type WriteFile = (file: string, text: string) => void

/**
 * @returns the report as it was written, or as it would have been: a full disk takes nothing from what was judged
 */
export async function writeReports(ended: Ended, write: WriteFile = wholeFile): Promise<Report> {
  const { reportsDir, html, history } = ended.run.settings
  const results = join(reportsDir, 'allure-results')
  const problems = [...ended.problems]
  const table = await formats()
  const tell = (stopped?: NotPerformed): Told => {
    const material = materialOf(ended, problems, stopped)
    const report = buildReport(material)
    const evidence = evidenceText(material)
    for (const [name, format] of table) write(join(reportsDir, name), format(report))
    write(join(reportsDir, 'evidence.ndjson'), evidence)
    return { report, evidence }
  }
  // It holds the digests of the others, so it comes after them and after the search; its own text is searched before.
  const certify = (told: Told, before: string): Report => {
    const certificate = certificateOf(ended, told, before)
    const { leaks } = ended.started.gateway
    const leaking = certificate.files.filter(([name, text]) => textLeaks(name, text, leaks))
    if (leaking.length > 0) {
      problems.push(leakIn(leaking.map(([name]) => name)))
      return tell().report
    }
    for (const [name, text] of certificate.files) write(join(reportsDir, name), text)
    ended.onCertificate?.(certificate)
    return told.report
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

/**
 * The file lies outside the folder that is searched at the end, so what is written is searched before.
 * @returns why this run is not remembered, if it is not
 */
function remember(
  { started }: Ended,
  file: string,
  report: Report,
  write: WriteFile,
): NotPerformed | undefined {
  try {
    // Read again: another run may have ended meanwhile.
    const text = remembering(readFileSync(file, 'utf8'), report)
    if (started.gateway.leaks(text))
      return { owner: 'suite', reason: 'a secret would have been written to FORMFLOW_HISTORY' }
    write(file, text)
    return undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
    return { owner: 'environment', reason: `FORMFLOW_HISTORY ${unwritable(error)}` }
  }
}

function leaksIn({ run, started }: Ended): string[] {
  const leaking = filesThatLeak(run.settings.reportsDir, started.gateway.leaks)
  return leaking.length > 0 ? [leakIn(leaking)] : []
}

const leakIn = (files: readonly string[]): string =>
  `a secret was found in ${files.join(', ')}; delete the folder`

interface Told {
  readonly report: Report
  /** As it was written. */
  readonly evidence: string
}

function certificateOf(
  { run, circumstances, planned }: Ended,
  { report, evidence }: Told,
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

function materialOf(
  { run, started, planned, status, unwritten }: Ended,
  problems: readonly string[],
  byOther?: NotPerformed,
): Material {
  const { settings } = run
  const { gateway, target, contract } = started
  const baseline = run.baseline()
  const cut = gateway.stopped() ?? byOther ?? unwrittenBy(unwritten)
  const stopped = whyStopped(problems, cut, status)
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
    ...(baseline ? { baseline } : {}),
  }
}

const unwrittenBy = (code: string | undefined): NotPerformed | undefined =>
  code === undefined
    ? undefined
    : {
        owner: 'environment',
        reason: `the reports cannot be written (${code}); what stands in the folder is not whole`,
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

function suiteVersion(): Report['suite'] {
  const file = join(import.meta.dirname, '..', 'package.json')
  const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as Report['suite']
  return { name, version }
}
