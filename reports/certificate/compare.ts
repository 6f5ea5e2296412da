/** The outcomes of the evidence, judged again, compared with those of the certificate. */
import type { Rejudged } from '../evidence/rejudge.ts'
import type { EvidenceHead } from '../evidence/evidence.ts'
import type { Certificate } from './statement.ts'

export interface CertificateComparison {
  /** Number of requirements with the same outcome. */
  readonly same: number
  /** Contradictions: the certificate is refused. */
  readonly differences: readonly string[]
  /** Differences of the suites: no reason to refuse it. */
  readonly notes: readonly string[]
}

export function compareWithEvidence(
  certificate: Certificate,
  head: EvidenceHead,
  { report, newer, unknown }: Rejudged,
): CertificateComparison {
  const today = new Map(report.requirements.map(({ id, outcome }) => [id, outcome]))
  const checked = certificate.requirements.filter(({ outcome }) => outcome !== 'excluded')
  const changed = checked.flatMap(({ id, outcome }) => {
    const now = today.get(id)
    return now === undefined || now === outcome || leftOpenByFuzzing(certificate, outcome)
      ? []
      : [`${id} is ${now} in the evidence, ${outcome} in the certificate`]
  })
  const missing = checked.filter(({ id }) => !today.has(id)).map(({ id }) => id)
  const unknownCases = unknown.filter((id) => certificate.run.fuzz === undefined || !isFuzzing(id))
  const added = newer.filter((id) => !checked.some((requirement) => requirement.id === id))
  return {
    same: checked.filter(({ id, outcome }) => today.get(id) === outcome).length,
    differences: [...differentRun(certificate, head), ...changed],
    notes: [
      ...(added.length > 0
        ? [
            `newer than the certificate: ${added.map((id) => `${id} (${today.get(id)} now)`).join(', ')}`,
          ]
        : []),
      ...(missing.length > 0 ? [`no longer checked: ${missing.join(', ')}`] : []),
      ...(unknownCases.length > 0 ? [`unknown to this suite: ${unknownCases.join(', ')}`] : []),
    ],
  }
}

/** The case that generates bodies belongs to no profile; the cases that it generated are in the evidence. */
const isFuzzing = (id: string): boolean => id.startsWith('fuzzing/')

/** What fuzzing left open has no exchange, so it is not in the evidence. */
const leftOpenByFuzzing = ({ run }: Certificate, outcome: string): boolean =>
  run.fuzz !== undefined && outcome === 'inconclusive'

/** Facts of the run in which the certificate and the evidence differ. */
function differentRun(certificate: Certificate, head: EvidenceHead): string[] {
  const facts: readonly (readonly [what: string, certified: unknown, recorded: unknown])[] = [
    ['target', certificate.target.baseUrl, head.target.baseUrl],
    ['client', certificate.target.program, head.target.program],
    ['side', certificate.side, head.side],
    ['contract', certificate.contract.sha256, head.contract.sha256],
    ['profile', certificate.profile, head.profile],
    ['strictness', certificate.strict, head.strict],
    ['start', certificate.run.startedAt, head.startedAt],
  ]
  return facts
    .filter(([, certified, recorded]) => certified !== recorded)
    .map(([what]) => `the evidence has another ${what}`)
}
