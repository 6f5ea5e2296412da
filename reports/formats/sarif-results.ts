/** The results of a SARIF file: one per cause of failure. */
import type { Result, Suppression } from 'sarif'
import { sha256 } from '../../spec/lib/digest.ts'
import { inert } from '../../spec/lib/sanitize.ts'
import { effectiveLevel } from '../../spec/verdict/judge.ts'
import { causesOf, type Cause } from '../report/causes.ts'
import type { Report, ReportedRequirement } from '../report/report.ts'
import { locationAt, messageText, SEVERITY } from './sarif-parts.ts'

export function resultsOf(report: Report): Result[] {
  const causes = causesOf(report)
  return report.requirements.flatMap((requirement, ruleIndex) =>
    numbered(causes.get(requirement.id) ?? []).map((cause) =>
      resultOf(cause, requirement, ruleIndex, report),
    ),
  )
}

interface NumberedCause extends Cause {
  /** From 1, among the causes with the same identity. */
  readonly number: number
}

/** What stays the same from run to run; what was observed may be another time or number in each. */
const identity = ({ requirement, violation, cases: [{ id }] }: Cause): string =>
  [requirement, id, violation.where].join(' ')

const numbered = (causes: readonly Cause[]): NumberedCause[] =>
  causes.map((cause, at) => ({
    ...cause,
    number: causes.slice(0, at + 1).filter((earlier) => identity(earlier) === identity(cause))
      .length,
  }))

function resultOf(
  cause: NumberedCause,
  { level, line }: ReportedRequirement,
  ruleIndex: number,
  { strict, contract, baseline }: Report,
): Result {
  const { requirement, difference, shown, cases, known } = cause
  const [{ id }, ...others] = cases
  const more = others.length > 0 ? ` and ${others.length} more` : ''
  const fingerprint = `${sha256(identity(cause)).slice(0, 16)}:${cause.number}`
  return {
    ruleId: requirement,
    ruleIndex,
    kind: 'fail',
    level: SEVERITY[effectiveLevel(level, strict)],
    message: { text: messageText(`${difference} (in ${id}${more})`) },
    occurrenceCount: cases.length,
    locations: [
      {
        ...locationAt(contract.file, line),
        logicalLocations: cases.map((reportedCase) => ({
          fullyQualifiedName: reportedCase.id,
          kind: 'case',
        })),
      },
    ],
    partialFingerprints: {
      'requirementInCase/v1': fingerprint,
      // The one that GitHub reads. Without it GitHub goes by the line, which many requirements share.
      primaryLocationLineHash: fingerprint,
    },
    // Either all results of a run have suppressions, or none has.
    ...(baseline ? { suppressions: known ? suppressions(cause, baseline) : [] } : {}),
    properties: shown,
  }
}

/** One per entry that excuses the cause: an entry for the requirement in any case, or in one of its cases. */
function suppressions(
  { requirement, cases }: Cause,
  { entries }: NonNullable<Report['baseline']>,
): Suppression[] {
  const ids: ReadonlySet<string> = new Set(cases.map(({ id }) => id))
  const excusing = entries.filter(
    (entry) =>
      entry.state === 'known' &&
      entry.requirement === requirement &&
      (entry.case === undefined || ids.has(entry.case)),
  )
  return excusing.map(({ reason, owner, expires }) => ({
    kind: 'external',
    status: 'accepted',
    justification: inert(`${reason} (${owner}, until ${expires})`),
  }))
}
