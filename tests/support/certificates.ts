/** Certificates of invented runs and of runs in memory, with the files beside them. */
import { generateKeyPairSync } from 'node:crypto'
import { casesIn, knownCase } from '../../fixtures/cases/index.ts'
import { certifyInMemory, faultless } from '../../fixtures/run/in-memory.ts'
import type { Facts } from '../../reports/certificate/build.ts'
import { certificateFiles } from '../../reports/certificate/files.ts'
import { verification, type VerifyInput } from '../../reports/certificate/verify.ts'
import { evidenceText, readEvidence } from '../../reports/evidence/evidence.ts'
import { otherRequests } from '../../reports/evidence/requests.ts'
import { buildReport } from '../../reports/report/build.ts'
import type { Report } from '../../reports/report/report.ts'
import { sha256 } from '../../spec/lib/digest.ts'
import { judgedAgain, materialOf } from './evidence.ts'
import { contract, NOON_S } from './exchange.ts'

export const { privateKey, publicKey } = generateKeyPairSync('ed25519')
export const another = generateKeyPairSync('ed25519')

const SUITE = 'a'.repeat(64)

export const facts: Facts = {
  sha256: { report: 'b'.repeat(64), evidence: 'c'.repeat(64) },
  suiteSha256: SUITE,
  issuedAt: NOON_S * 1000,
  cases: { asked: 3, of: 3 },
  askedTwice: [],
  attempts: { runs: 1, history: false },
  overrides: [],
}

/** The files of a run. */
export interface Folder {
  readonly certificate: Buffer
  readonly report: Buffer
  readonly evidence: Buffer
  /** `certificate.html`. */
  readonly page: Buffer
}

interface IssueOptions {
  readonly facts?: Partial<Facts>
  /** `null`: not signed. */
  readonly key?: typeof privateKey | null
}

/** The files that a run with this report would write. */
export function issued(
  report: Report,
  evidence: string,
  { facts: more, key = privateKey }: IssueOptions = {},
): Folder {
  const text = JSON.stringify(report)
  const digests = { sha256: { report: sha256(text), evidence: sha256(evidence) } }
  const all = { ...facts, ...digests, ...casesOf(evidence), ...more }
  const { files } = certificateFiles(report, all, key ?? undefined)
  const bytesOf = (wanted: string): Buffer =>
    Buffer.from(files.find(([name]) => name === wanted)?.[1] ?? '')
  return {
    certificate: bytesOf('certificate.json'),
    page: bytesOf('certificate.html'),
    report: Buffer.from(text),
    evidence: Buffer.from(evidence),
  }
}

/** As many cases as the evidence plans; those of `facts` for what is no evidence. */
function casesOf(evidence: string): Partial<Pick<Facts, 'cases'>> {
  if (!evidence.startsWith('{"kind":"run"')) return {}
  const { planned } = JSON.parse(evidence.split('\n', 1)[0] ?? '') as { planned: string[] }
  return { cases: { asked: planned.length, of: planned.length } }
}

let certification: ReturnType<typeof certifyInMemory> | undefined

/** The reference server, certified in memory: every MUST tested, with its evidence. */
export async function reference(): Promise<{ readonly report: Report; readonly evidence: string }> {
  const material = materialOf(await (certification ??= certifyInMemory(faultless)))
  return { report: buildReport(material), evidence: evidenceText(material) }
}

/** Verified with the right key, a day later, with the same suite and document. */
export const verifyInput = (folder: Folder, more: Partial<VerifyInput> = {}): VerifyInput => ({
  ...folder,
  key: publicKey,
  now: (NOON_S + 86_400) * 1000,
  today: { contract: contract.sha256, suite: SUITE },
  fileNamed: (name) => (name === 'certificate.html' ? folder.page : undefined),
  casesIn: (profile) => casesIn(profile).map(({ id }) => id),
  judge: (text, { connection }) => {
    const evidence = readEvidence(text)
    return {
      evidence,
      rejudged: judgedAgain(text),
      otherRequests: otherRequests(evidence, knownCase, connection),
    }
  },
  ...more,
})

/** The same input without some of its parts. */
export const without = (all: VerifyInput, ...names: readonly string[]): VerifyInput => ({
  certificate: all.certificate,
  now: all.now,
  today: all.today,
  casesIn: all.casesIn,
  ...(all.fileNamed ? { fileNamed: all.fileNamed } : {}),
  judge: all.judge,
  ...(all.key && !names.includes('key') ? { key: all.key } : {}),
  ...(all.report && !names.includes('report') ? { report: all.report } : {}),
  ...(all.evidence && !names.includes('evidence') ? { evidence: all.evidence } : {}),
})

/** The files of a certified run. */
export const certified = async (): Promise<Folder> => {
  const { report, evidence } = await reference()
  return issued(report, evidence)
}

/** Verdict, exit code, and the steps that are not ok. */
export function resultOf(folder: VerifyInput): unknown[] {
  const { verdict, exit, steps } = verification(folder)
  const open = steps.filter(({ outcome }) => outcome !== 'ok')
  return [
    verdict,
    exit,
    ...open.map(({ name, outcome, detail }) => `${name} ${outcome}: ${detail}`),
  ]
}
