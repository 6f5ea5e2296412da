/** Two runs -> what changed from the one to the other. Pure: files are read elsewhere. */
import { isBinding } from '../../spec/verdict/judge.ts'
import type { VerdictWord } from '../../spec/model.ts'
import type { Report } from '../report/report.ts'
import { caseChanges } from './cases.ts'
import type {
  Diff,
  NotObserved,
  Observed,
  Regression,
  RequirementChange,
  Run,
  Side,
} from './model.ts'
import { observe } from './observe.ts'
import { requirementChanges } from './requirements.ts'
import { unlike } from './conditions.ts'

export function compare(old: Run, now: Run): Diff {
  const requirements = requirementChanges(old.report, now.report)
  return {
    schemaVersion: 1,
    old: sideOf(old),
    new: sideOf(now),
    unlike: unlike(old, now),
    regressions: [
      ...worseVerdict(old.report, now.report),
      ...regressions(requirements, now.report),
    ],
    requirements,
    cases: caseChanges(old.report, now.report),
    observed: observed(old, now),
  }
}

function sideOf({ file, read, report }: Run): Side {
  const { suite, contract, target, profile, strict, startedAt, verdict, must, traffic } = report
  const { baseUrl, embedded } = target
  const reason = report.exit.reason === undefined ? {} : { reason: report.exit.reason }
  return {
    file,
    read,
    suite,
    contract,
    target: { baseUrl, embedded },
    profile,
    strict,
    startedAt,
    verdict,
    ...reason,
    must,
    traffic,
  }
}

const ranks: Readonly<Record<VerdictWord, number>> = {
  conformant: 0,
  undetermined: 1,
  'non-conformant': 2,
}

const worseVerdict = (old: Report, now: Report): Regression[] =>
  ranks[now.verdict] > ranks[old.verdict]
    ? [{ kind: 'verdict', old: old.verdict, new: now.verdict }]
    : []

function regressions(changes: readonly RequirementChange[], { strict }: Report): Regression[] {
  return changes.flatMap((requirementChange): Regression[] => {
    const told = {
      requirement: requirementChange.id,
      old: String(requirementChange.old),
      new: String(requirementChange.new),
    }
    if (requirementChange.kind === 'regression') return [{ kind: 'violated', ...told }]
    return requirementChange.kind === 'no longer judged' &&
      isBinding(requirementChange.level, strict)
      ? [{ kind: 'not judged', ...told }]
      : []
  })
}

function observed(old: Run, now: Run): Observed | NotObserved {
  if (old.evidence && now.evidence) return observe(old.evidence, now.evidence)
  const reasons = [
    ...(old.without === undefined ? [] : [`old: ${old.without}`]),
    ...(now.without === undefined ? [] : [`new: ${now.without}`]),
  ]
  return { compared: false, reason: reasons.join('; ') }
}
