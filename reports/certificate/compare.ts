/** What today's requirements make of the evidence, beside what the certificate says. */
import type { Rejudged } from '../evidence/rejudge.ts'
import type { EvidenceHead } from '../evidence/evidence.ts'
import type { Certificate } from './statement.ts'

export interface Compared {
  /** How many requirements both say the same of. */
  readonly same: number
  /** Where the two disagree. */
  readonly differences: readonly string[]
  /** Worth knowing, and nobody's fault. */
  readonly notes: readonly string[]
}

export function compared(
  certificate: Certificate,
  head: EvidenceHead,
  { report, newer, unknown }: Rejudged,
): Compared {
  const today = new Map(
    report.requirements.map((reportedRequirement) => [
      reportedRequirement.id,
      reportedRequirement.outcome,
    ]),
  )
  const checked = certificate.requirements.filter(({ outcome }) => outcome !== 'excluded')
  const changed = checked.flatMap(({ id, outcome }) => {
    const now = today.get(id)
    return now === undefined || now === outcome || leftOpenByDrawing(certificate, outcome)
      ? []
      : [`${id} is ${now} by the evidence, ${outcome} by the certificate`]
  })
  const missing = checked.filter(({ id }) => !today.has(id)).map(({ id }) => id)
  const strangers = unknown.filter((id) => certificate.run.fuzz === undefined || !isDrawing(id))
  const unmentioned = newer.filter(
    (id) => !checked.some((certifiedRequirement) => certifiedRequirement.id === id),
  )
  return {
    same: checked.filter(({ id, outcome }) => today.get(id) === outcome).length,
    differences: [...aboutAnother(certificate, head), ...changed],
    notes: [
      ...(unmentioned.length > 0
        ? [
            `newer than the certificate: ${unmentioned.map((id) => `${id} (${today.get(id)} today)`).join(', ')}`,
          ]
        : []),
      ...(missing.length > 0 ? [`no longer checked: ${missing.join(', ')}`] : []),
      ...(strangers.length > 0 ? [`cases unknown to this suite: ${strangers.join(', ')}`] : []),
    ],
  }
}

/** The case that drew bodies belongs to no profile; those that it gave birth to are in the evidence. */
const isDrawing = (id: string): boolean => id.startsWith('fuzzing/')

/** What drawing bodies could not find out is no exchange, and so not in the evidence. */
const leftOpenByDrawing = ({ run }: Certificate, outcome: string): boolean =>
  run.fuzz !== undefined && outcome === 'inconclusive'

function aboutAnother(certificate: Certificate, head: EvidenceHead): string[] {
  const facts: readonly (readonly [what: string, told: unknown, seen: unknown])[] = [
    ['target', certificate.target.baseUrl, head.target.baseUrl],
    ['contract', certificate.contract.sha256, head.contract.sha256],
    ['profile', certificate.profile, head.profile],
    ['strictness', certificate.strict, head.strict],
    ['beginning', certificate.run.startedAt, head.startedAt],
  ]
  return facts
    .filter(([, told, seen]) => told !== seen)
    .map(([what]) => `another ${what} in the evidence`)
}
