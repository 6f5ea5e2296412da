/** Whether a certificate may be relied upon: one step after the other, each ok, failed or not checked. Pure. */
import type { KeyObject } from 'node:crypto'
import { EvidenceError, type EvidenceHead } from '../evidence/evidence.ts'
import type { Rejudged } from '../evidence/rejudge.ts'
import { compared } from './compare.ts'
import { EnvelopeError, readEnvelope } from './envelope.ts'
import { readStatement } from './read.ts'
import type { Certificate, Statement } from './statement.ts'
import {
  coherenceStep,
  contractStep,
  digestStep,
  settingsSteps,
  signatureStep,
  statusStep,
  step,
  suiteStep,
  targetStep,
  validityStep,
  type Step,
} from './verify-steps.ts'

export interface Verification {
  readonly steps: readonly Step[]
  /**
   * `verified`: genuine, valid and certified. `not certified`: genuine, and it says so. `not vouched for`: nothing is
   * wrong, but no key was given. `refused`: something is wrong.
   */
  readonly verdict: 'verified' | 'not certified' | 'not vouched for' | 'refused'
  readonly exit: 0 | 1 | 2
  /** What it states; absent when nothing in it can be believed. */
  readonly certificate?: Certificate
}

export interface Presented {
  readonly certificate: Buffer
  /** Public. */
  readonly key?: KeyObject
  readonly report?: Buffer
  readonly evidence?: Buffer
  /** The address that it has to be about, without a slash at its end; absent: it is only told. */
  readonly target?: string
  /** Epoch milliseconds. */
  readonly now: number
  /** The sha256 of the OpenAPI document and of the suite that verify. */
  readonly today: { readonly contract: string; readonly suite: string }
  /** Evidence, judged with today's requirements. @throws Error that says what is wrong with it */
  readonly judge: (evidence: string) => { readonly head: EvidenceHead; readonly rejudged: Rejudged }
}

export function verification(presented: Presented): Verification {
  const steps: Step[] = []
  let statement: Statement
  try {
    const envelope = readEnvelope(presented.certificate)
    steps.push(step('form', true, 'byte for byte as a run writes it'))
    const signature = signatureStep(envelope, presented.key)
    steps.push(signature)
    // Somebody changed it, or it is another's: whatever it says is worth nothing.
    if (envelope.signatures.length > 0 && signature.outcome === 'failed') return ended(steps)
    statement = readStatement(envelope)
  } catch (error) {
    if (!(error instanceof EnvelopeError)) throw error
    return ended([...steps, step('form', false, error.message)])
  }
  const certificate = statement.predicate.formflow
  steps.push(
    coherenceStep(statement),
    statusStep(certificate),
    targetStep(certificate, presented.target),
    ...settingsSteps(certificate),
    validityStep(certificate, presented.now),
    contractStep(certificate, presented.today.contract),
    suiteStep(certificate, presented.today.suite),
    digestStep('report.json', presented.report, statement),
    digestStep('evidence.ndjson', presented.evidence, statement),
  )
  steps.push(...judgementSteps(certificate, presented, steps.at(-1)?.outcome === 'ok'))
  return ended(steps, certificate)
}

function judgementSteps(
  certificate: Certificate,
  { evidence, judge }: Presented,
  intact: boolean,
): Step[] {
  const name = 'judgement'
  if (!evidence || !intact)
    return [{ name, outcome: 'not checked', detail: 'it takes the evidence of this certificate' }]
  try {
    const { head, rejudged } = judge(evidence.toString('utf8'))
    const { same, differences, notes } = compared(certificate, head, rejudged)
    return [
      differences.length === 0
        ? step(name, true, `the evidence, judged again, says the same of ${same} requirements`)
        : step(name, false, differences.join('; ')),
      ...notes.map((detail): Step => ({ name, outcome: 'note', detail })),
    ]
  } catch (error) {
    if (error instanceof EvidenceError) return [step(name, false, error.message)]
    throw error
  }
}

function ended(steps: readonly Step[], certificate?: Certificate): Verification {
  const failed = steps.filter(({ outcome }) => outcome === 'failed')
  const all = { steps, ...(certificate ? { certificate } : {}) }
  const vouched = steps.some(({ name, outcome }) => name === 'signature' && outcome === 'ok')
  if (vouched && failed.length > 0 && failed.every(({ name }) => name === 'status'))
    return { ...all, verdict: 'not certified', exit: 1 }
  if (failed.length > 0) return { ...all, verdict: 'refused', exit: 1 }
  return vouched
    ? { ...all, verdict: 'verified', exit: 0 }
    : { ...all, verdict: 'not vouched for', exit: 2 }
}
