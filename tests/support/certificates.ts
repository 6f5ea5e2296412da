/** Certificates of made-up and of in-memory runs, as they would lie in the folder of the reports. */
import { generateKeyPairSync } from 'node:crypto'
import { certifyInMemory, faultless } from '../../fixtures/run/in-memory.ts'
import type { Facts } from '../../reports/certificate/build.ts'
import { certificateFiles } from '../../reports/certificate/files.ts'
import type { Presented } from '../../reports/certificate/verify.ts'
import { evidenceText, readEvidence } from '../../reports/evidence/evidence.ts'
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

/** Files of a run, by what they are. */
export interface Folder {
  readonly certificate: Buffer
  readonly report: Buffer
  readonly evidence: Buffer
}

interface Issuing {
  readonly facts?: Partial<Facts>
  /** Signed by nobody, when it is `null`. */
  readonly key?: typeof privateKey | null
}

/** What a run would have left behind that came to this report. */
export function issued(
  report: Report,
  evidence: string,
  { facts: more, key = privateKey }: Issuing = {},
): Folder {
  const text = JSON.stringify(report)
  const own = { ...facts, sha256: { report: sha256(text), evidence: sha256(evidence) }, ...more }
  const { files } = certificateFiles(report, own, key ?? undefined)
  const [, certificate = ''] = files.find(([name]) => name === 'certificate.json') ?? []
  return {
    certificate: Buffer.from(certificate),
    report: Buffer.from(text),
    evidence: Buffer.from(evidence),
  }
}

let certification: ReturnType<typeof certifyInMemory> | undefined

/** The reference, certified in memory: every MUST judged, and evidence that says the same. */
export async function reference(): Promise<{ readonly report: Report; readonly evidence: string }> {
  const material = materialOf(await (certification ??= certifyInMemory(faultless)))
  return { report: buildReport(material), evidence: evidenceText(material) }
}

/** To whoever has the right key, on the day after, with the same suite and document. */
export const presented = (folder: Folder, more: Partial<Presented> = {}): Presented => ({
  ...folder,
  key: publicKey,
  now: (NOON_S + 86_400) * 1000,
  today: { contract: contract.sha256, suite: SUITE },
  judge: (text) => ({ head: readEvidence(text).head, rejudged: judgedAgain(text) }),
  ...more,
})

/** What somebody has who was given less. */
export const without = (all: Presented, ...names: readonly string[]): Presented => ({
  certificate: all.certificate,
  now: all.now,
  today: all.today,
  judge: all.judge,
  ...(all.key && !names.includes('key') ? { key: all.key } : {}),
  ...(all.report && !names.includes('report') ? { report: all.report } : {}),
  ...(all.evidence && !names.includes('evidence') ? { evidence: all.evidence } : {}),
})
