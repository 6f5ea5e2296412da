/** Requirements of two reports: which changed, and the kind of each change. */
import type { Outcome } from '../../spec/model.ts'
import { isBinding, isOpen } from '../../spec/verdict/judge.ts'
import type { Report, ReportedRequirement } from '../report/report.ts'
import { changeKinds, type RequirementChange, type RequirementChangeKind } from './model.ts'

export function requirementChanges(old: Report, now: Report): RequirementChange[] {
  const [before, after] = [byId(old), byId(now)]
  const changes = [...new Map([...before, ...after]).values()].flatMap(
    ({ id, level, statement }): RequirementChange[] => {
      const [was, is] = [before.get(id), after.get(id)]
      const binding = isBinding(level, now.strict)
      const states = { old: was ? stateOf(was) : null, new: is ? stateOf(is) : null }
      const kind = kindOf(states.old, states.new, binding)
      if (kind === undefined) return []
      const reason = is?.reason === undefined ? {} : { reason: is.reason }
      return [{ id, level, statement, kind, ...states, ...reason }]
    },
  )
  return changes.toSorted((a, b) => changeKinds.indexOf(a.kind) - changeKinds.indexOf(b.kind))
}

type State = Outcome | 'known'

const byId = ({ requirements }: Report): ReadonlyMap<string, ReportedRequirement> =>
  new Map(requirements.map((reportedRequirement) => [reportedRequirement.id, reportedRequirement]))

const stateOf = ({ outcome, known }: ReportedRequirement): State => (known ? 'known' : outcome)

/** @param binding whether a violation counts as one of a MUST */
function kindOf(
  was: State | null,
  is: State | null,
  binding: boolean,
): RequirementChangeKind | undefined {
  if (was === null) return 'added'
  if (is === null) return 'removed'
  if (isOpen(was) !== isOpen(is)) return isOpen(is) ? 'no longer judged' : 'now judged'
  // Another reason for not judging is no change of the target.
  if (was === is || isOpen(is)) return undefined
  if (is === 'satisfied') return 'fixed'
  if (is === 'known') return 'known'
  if (was === 'known') return 'no longer known'
  return binding ? 'regression' : 'worse'
}
