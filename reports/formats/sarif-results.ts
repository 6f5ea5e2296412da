/** The results of a SARIF file: one for each cause of failure. */
import { sha256 } from '../../spec/lib/digest.ts'
import { inert } from '../../spec/lib/sanitize.ts'
import { effectiveLevel } from '../../spec/verdict/judge.ts'
import { causesOf, type Cause } from '../report/causes.ts'
import type { Report, ReportedRequirement } from '../report/report.ts'
import { location, messageText, SEVERITY } from './sarif-parts.ts'

export function resultsOf(report: Report): object[] {
  const causes = causesOf(report)
  return report.requirements.flatMap((each, index) =>
    numbered(causes.get(each.id) ?? []).map((cause) => resultOf(cause, each, index, report)),
  )
}

interface Numbered extends Cause {
  /** From 1, among those of the requirement that differ in nothing that lasts. */
  readonly number: number
}

/** What was observed may be another time, or another number, in every run: it identifies nothing. */
const identity = ({ requirement, violation, cases: [{ id }] }: Cause): string =>
  [requirement, id, violation.where].join(' ')

const numbered = (causes: readonly Cause[]): Numbered[] =>
  causes.map((cause, at) => ({
    ...cause,
    number: causes.slice(0, at + 1).filter((each) => identity(each) === identity(cause)).length,
  }))

function resultOf(
  cause: Numbered,
  { level, line }: ReportedRequirement,
  ruleIndex: number,
  { strict, contract, baseline }: Report,
): object {
  const { requirement, difference, cases, known } = cause
  const [{ id, reproduce }, ...others] = cases
  const more = others.length > 0 ? ` and ${others.length} more` : ''
  const hash = sha256(identity(cause)).slice(0, 16)
  return {
    ruleId: requirement,
    ruleIndex,
    kind: 'fail',
    level: SEVERITY[effectiveLevel(level, strict)],
    message: { text: messageText(`${difference} (in ${id}${more})`) },
    occurrenceCount: cases.length,
    locations: [
      {
        ...location(contract.file, line),
        logicalLocations: cases.map((each) => ({ fullyQualifiedName: each.id, kind: 'case' })),
      },
    ],
    partialFingerprints: {
      'requirementInCase/v1': `${hash}:${cause.number}`,
      // The one that GitHub reads; without it, it would go by the line, which many requirements share.
      primaryLocationLineHash: `${hash}:${cause.number}`,
    },
    // All results of a run have suppressions, or none has.
    ...(baseline ? { suppressions: known ? suppressions(cause, baseline) : [] } : {}),
    properties: reproduce === undefined ? {} : { reproduce },
  }
}

/** By the entries that excuse it: those of its requirement, for any case or for one of its own. */
function suppressions(
  { requirement, cases }: Cause,
  { entries }: NonNullable<Report['baseline']>,
): object[] {
  const ids: ReadonlySet<string> = new Set(cases.map(({ id }) => id))
  const own = entries.filter(
    (each) =>
      each.state === 'known' &&
      each.requirement === requirement &&
      (each.case === undefined || ids.has(each.case)),
  )
  return own.map(({ reason, owner, expires }) => ({
    kind: 'external',
    status: 'accepted',
    justification: inert(`${reason} (${owner}, until ${expires})`),
  }))
}
