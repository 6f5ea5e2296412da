/** What a run did not test although it planned to, in the words that stand beside its verdict. */
import type { Finding, Requirement } from '../model.ts'
import { isSecurity } from '../requirements/index.ts'

/** How the reason of a finding begins when the API did not answer. */
export const NOT_TESTED = 'not tested, something in front of the API answered'

/** Ids that one line lists. */
const LISTED = 6

/**
 * @param findings of the whole run
 * @param open MUST requirements that some planned case proves and that were not judged
 * @returns text for a verdict that would otherwise say more than the run knows; `undefined` when nothing is missing
 */
export function notTestedText(
  findings: readonly Finding[],
  open: readonly Requirement[],
): string | undefined {
  const blocked = new Set(
    findings
      .filter(({ reason, remark }) => (reason ?? remark)?.startsWith(NOT_TESTED))
      .map((finding) => finding.case),
  )
  const security = open.filter(isSecurity).map(({ id }) => id)
  const parts = [
    ...(blocked.size > 0 ? [`something in front of the API answered ${cases(blocked.size)}`] : []),
    ...(security.length > 0 ? [`not tested: ${listed(security)}`] : []),
  ]
  return parts.length > 0 ? parts.join('; ') : undefined
}

const cases = (count: number): string => (count === 1 ? '1 case' : `${count} cases`)

const listed = (ids: readonly string[]): string =>
  ids.length > LISTED
    ? `${ids.slice(0, LISTED).join(', ')} and ${ids.length - LISTED} more security requirements`
    : ids.join(', ')
