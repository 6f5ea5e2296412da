/** What two runs must have in common for their difference to be the target's. */
import { brief } from '../../spec/lib/digest.ts'
import { profileWords, whichTarget } from '../formats/text/run-text.ts'
import type { Run, Unlike } from './model.ts'

export function unlike(old: Run, now: Run): Unlike[] {
  return aspects.flatMap(({ what, read }) => {
    const [was, is] = [read(old), read(now)]
    return was === is ? [] : [{ what, old: was, new: is }]
  })
}

const aspects: readonly { readonly what: string; readonly read: (run: Run) => string }[] = [
  { what: 'target', read: ({ report: { target } }) => whichTarget(target) },
  {
    what: 'OpenAPI document',
    read: ({ report: { contract } }) =>
      `${contract.title} ${contract.version}, sha256 ${brief(contract.sha256)}`,
  },
  { what: 'profile', read: ({ report }) => profileWords(report) },
  {
    what: 'expired token',
    read: ({ report }) => report.target.expiredToken ?? 'none',
  },
  { what: 'suite', read: ({ report: { suite } }) => `${suite.name} ${suite.version}` },
  // Evidence is judged by today's requirements; a report tells those of its own day.
  {
    what: 'judgement',
    read: ({ read }) => (read === 'evidence' ? 'again, by this suite' : 'in its own run'),
  },
]
