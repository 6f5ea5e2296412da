/** A violation in one inert line, with the requirement that it violates. */
import { difference } from '../../../spec/violation.ts'
import { inert } from '../../../spec/lib/sanitize.ts'
import type { ReportedViolation } from '../../report/report.ts'

/** `token-signed (MUST): token signature: expected at least one byte; observed empty`. */
export const violationLine = (violation: ReportedViolation): string => {
  const { requirement, level, known } = violation
  return `${requirement} (${level}${known ? ', known' : ''}): ${inert(difference(violation))}`
}
