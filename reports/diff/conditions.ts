/** Conditions that two runs must share for their difference to come from the target. */
import { brief } from '../../spec/lib/digest.ts'
import { profileWords, whichTarget } from '../formats/text/run-text.ts'
import type { ComparedRun, Condition } from './model.ts'

export function differentConditions(old: ComparedRun, now: ComparedRun): Condition[] {
  return conditions.flatMap(({ what, read }) => {
    const [was, is] = [read(old), read(now)]
    return was === is ? [] : [{ what, old: was, new: is }]
  })
}

const conditions: readonly {
  readonly what: string
  readonly read: (run: ComparedRun) => string
}[] = [
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
  // Evidence is judged by the requirements of this suite; a report holds the judgement of its run.
  {
    what: 'judgement',
    read: ({ read }) => (read === 'evidence' ? 'judged again by this suite' : 'judged in its run'),
  },
]
