/** Verifies a certificate step by step; a step is ok, failed, not checked or a note. A pure function. */
import type { KeyObject } from 'node:crypto'
import { EvidenceError, type Evidence } from '../evidence/evidence.ts'
import type { Rejudged } from '../evidence/rejudge.ts'
import { compareWithEvidence } from './compare.ts'
import { EnvelopeError, readEnvelope } from './envelope.ts'
import { readStatement } from './read.ts'
import { missingCases, otherRun } from './run-checks.ts'
import type { Certificate, Statement } from './statement.ts'
import {
  conditionSteps,
  casesStep,
  consistencyStep,
  contractStep,
  digestStep,
  otherFilesSteps,
  reportStep,
  requestsStep,
  settingsSteps,
  signatureStep,
  statusStep,
  step,
  suiteSteps,
  targetStep,
  runStep,
  validityStep,
  type VerifyStep,
} from './verify-steps.ts'

export interface Verification {
  readonly steps: readonly VerifyStep[]
  /**
   * `verified`: genuine, valid and certified. `not certified`: genuine, but it states so. `not vouched for`: nothing is
   * wrong, but no key was given. `refused`: something is wrong.
   */
  readonly verdict: 'verified' | 'not certified' | 'not vouched for' | 'refused'
  readonly exit: 0 | 1 | 2
  /** Its content; absent when it cannot be trusted. */
  readonly certificate?: Certificate
}

export interface VerifyInput {
  readonly certificate: Buffer
  /** Public. */
  readonly key?: KeyObject
  readonly report?: Buffer
  readonly evidence?: Buffer
  /** The base URL that it must be for, without a slash at its end; absent: not checked. */
  readonly target?: string
  /** Epoch milliseconds. */
  readonly now: number
  /** The sha256 of the OpenAPI document and of the suite that verify. */
  readonly today: {
    readonly contract: string
    readonly suite: string
    /** Of the packages that are installed beside the suite; absent: unknown. */
    readonly installed?: string
  }
  /** Ids of the cases that this suite has in a profile. */
  readonly casesIn: (
    profile: Certificate['profile'],
    side?: Certificate['side'],
  ) => readonly string[]
  /** The bytes of another file of the run, if it is there; absent: none is. */
  readonly fileNamed?: (name: string) => Buffer | undefined
  /** Judges evidence with the requirements of this suite. @throws EvidenceError */
  readonly judge: (
    evidence: string,
    certificate: Pick<Certificate, 'connection'>,
  ) => {
    readonly evidence: Evidence
    readonly rejudged: Rejudged
    /** What is wrong with the requests: they are not those of the cases. */
    readonly otherRequests: readonly string[]
  }
}

export function verification(input: VerifyInput): Verification {
  const steps: VerifyStep[] = []
  let statement: Statement
  try {
    const envelope = readEnvelope(input.certificate)
    steps.push(step('form', true, 'the bytes that a run writes'))
    const signature = signatureStep(envelope, input.key)
    steps.push(signature)
    // It was changed, or another key signed it: its content cannot be trusted.
    if (envelope.signatures.length > 0 && signature.outcome === 'failed') return result(steps)
    statement = readStatement(envelope)
  } catch (error) {
    if (!(error instanceof EnvelopeError)) throw error
    return result([...steps, step('form', false, error.message)])
  }
  const certificate = statement.predicate.formflow
  steps.push(
    consistencyStep(statement),
    statusStep(certificate),
    targetStep(certificate, input.target),
    ...conditionSteps(certificate),
    ...settingsSteps(certificate),
    validityStep(certificate, input.now),
    contractStep(certificate, input.today.contract),
    ...suiteSteps(certificate, input.today),
  )
  const ofReport = digestStep('report.json', input.report, statement)
  const ofEvidence = digestStep('evidence.ndjson', input.evidence, statement)
  const report = ofReport.outcome === 'ok' ? input.report : undefined
  steps.push(
    ofReport,
    ofEvidence,
    ...otherFilesSteps(statement, input.fileNamed),
    ...(report ? [reportStep(certificate, report, input.today)] : []),
    ...judgementSteps(certificate, input, ofEvidence.outcome === 'ok'),
  )
  return result(steps, certificate)
}

function judgementSteps(
  certificate: Certificate,
  { evidence, judge, casesIn, today }: VerifyInput,
  intact: boolean,
): VerifyStep[] {
  const name = 'judgement'
  if (!evidence || !intact)
    return [{ name, outcome: 'not checked', detail: 'needs the evidence of this certificate' }]
  try {
    const {
      evidence: read,
      rejudged,
      otherRequests,
    } = judge(evidence.toString('utf8'), certificate)
    const { same, differences, notes } = compareWithEvidence(certificate, read.head, rejudged)
    return [
      requestsStep(otherRequests),
      runStep(otherRun(certificate, read)),
      casesStep(
        certificate,
        missingCases(certificate, read, casesIn(certificate.profile, certificate.side)),
        today,
      ),
      differences.length === 0
        ? step(name, true, `the evidence, judged again, gives the same ${same} outcomes`)
        : step(name, false, differences.join('; ')),
      ...notes.map((detail): VerifyStep => ({ name, outcome: 'note', detail })),
    ]
  } catch (error) {
    if (error instanceof EvidenceError) return [step(name, false, error.message)]
    throw error
  }
}

function result(steps: readonly VerifyStep[], certificate?: Certificate): Verification {
  const failed = steps.filter(({ outcome }) => outcome === 'failed')
  const all = { steps, ...(certificate ? { certificate } : {}) }
  const signed = steps.some(({ name, outcome }) => name === 'signature' && outcome === 'ok')
  if (signed && failed.length > 0 && failed.every(({ name }) => name === 'status'))
    return { ...all, verdict: 'not certified', exit: 1 }
  if (failed.length > 0) return { ...all, verdict: 'refused', exit: 1 }
  return signed
    ? { ...all, verdict: 'verified', exit: 0 }
    : { ...all, verdict: 'not vouched for', exit: 2 }
}
