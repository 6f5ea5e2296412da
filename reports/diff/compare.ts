/** Two runs -> what changed. A pure function; other code reads the files. */
import { isBinding } from '../../spec/verdict/judge.ts'
import type { VerdictWord } from '../../spec/model.ts'
import type { Report } from '../report/report.ts'
import { caseChanges } from './cases.ts'
import type {
  ComparedRun,
  Diff,
  NotObserved,
  Observed,
  Regression,
  RequirementChange,
  Side,
} from './model.ts'
import { observe } from './observe.ts'
import { requirementChanges } from './requirements.ts'
import { differentConditions } from './conditions.ts'

export function compare(old: ComparedRun, now: ComparedRun): Diff {
  const requirements = requirementChanges(old.report, now.report)
  return {
    schemaVersion: 1,
    old: sideOf(old),
    new: sideOf(now),
    unlike: differentConditions(old, now),
    regressions: [
      ...worseVerdict(old.report, now.report),
      ...regressions(requirements, now.report),
    ],
    requirements,
    cases: caseChanges(old.report, now.report),
    observed: observed(old, now),
  }
}

function sideOf({ file, read, report }: ComparedRun): Side {
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
  return changes.flatMap((change): Regression[] => {
    const { id, kind, level } = change
    const states = { requirement: id, old: String(change.old), new: String(change.new) }
    if (kind === 'regression') return [{ kind: 'violated', ...states }]
    return kind === 'no longer judged' && isBinding(level, strict)
      ? [{ kind: 'not judged', ...states }]
      : []
  })
}

function observed(old: ComparedRun, now: ComparedRun): Observed | NotObserved {
  if (old.evidence && now.evidence) return observe(old.evidence, now.evidence)
  const reasons = [
    ...(old.noEvidence === undefined ? [] : [`old: ${old.noEvidence}`]),
    ...(now.noEvidence === undefined ? [] : [`new: ${now.noEvidence}`]),
  ]
  return { compared: false, reason: reasons.join('; ') }
}
