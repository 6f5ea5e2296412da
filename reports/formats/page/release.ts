/** What the verdict means for a release, in one sentence. It says no more than the run showed. */
import { inert } from '../../../spec/lib/sanitize.ts'
import { isSecurity, requirements } from '../../../spec/requirements/index.ts'
import { byGroup } from '../../report/groups.ts'
import type { Report } from '../../report/report.ts'
import { counted } from '../text/columns.ts'
import { isAsKnown, ownerPrefix } from '../text/verdict-text.ts'

export type Look = 'good' | 'bad' | 'unsure'

/** Green is for a target of which everything was tested. */
export function lookOf(report: Report): Look {
  const { verdict, exit, must } = report
  if (verdict === 'non-conformant') return isAsKnown(report) && exit.code === 0 ? 'unsure' : 'bad'
  return verdict === 'conformant' && exit.code === 0 && must.judged === must.total
    ? 'good'
    : 'unsure'
}

/** @returns inert text */
export function releaseText(report: Report): string {
  const { target, exit } = report
  if (target.embedded)
    return 'This was the reference server of the suite, so the result is about no release.'
  const reason = exit.reason === undefined ? '' : ` (${ownerPrefix(exit)}${inert(exit.reason)})`
  if (report.verdict === 'undetermined')
    return `This run is no basis for a decision${reason}: repeat it when that is solved.`
  if (isAsKnown(report)) return asKnown(report)
  if (report.verdict === 'non-conformant') return violatedText(report)
  if (exit.code !== 0) return `Not yet: no violation was found, but the run failed${reason}.`
  return conformantText(report)
}

function conformantText({ must }: Report): string {
  const open = must.total - must.judged
  return open > 0
    ? `Not decided: no violation was found, but ${counted(open, 'MUST requirement')} ${open === 1 ? 'was' : 'were'} not tested; supply what is missing below first.`
    : 'Nothing in these tests is against a release: every MUST requirement was tested and is satisfied.'
}

function violatedText(report: Report): string {
  const { violated } = byGroup(report)
  const security = violated.filter(({ id }) => securityIds.has(id)).length
  const about = security > 0 ? `, ${security} of them about security` : ''
  const are = violated.length === 1 ? 'is' : 'are'
  return `Do not release: ${counted(violated.length, 'requirement')} ${are} violated${about}. Fix ${violated.length === 1 ? 'it' : 'them'}, and test again.`
}

const securityIds: ReadonlySet<string> = new Set(
  requirements.filter(isSecurity).map(({ id }) => id),
)

function asKnown({ baseline, exit }: Report): string {
  const days = (baseline?.entries ?? [])
    .filter(({ state }) => state === 'known')
    .map(({ expires }) => expires)
    .toSorted()
  const until = days[0] === undefined ? '' : `; the first of them expires on ${inert(days[0])}`
  return exit.code === 0
    ? `Nothing is worse than the known failures${until}. The server does not conform.`
    : `Every violation is a known failure${until}, but the run failed: ${inert(exit.reason ?? 'see below')}.`
}
