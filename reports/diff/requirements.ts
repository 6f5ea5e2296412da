/** Requirements of two reports, one by one: what changed, and what that is called. */
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
      const kind = kindOf(was && toldOf(was), is && toldOf(is), binding)
      if (kind === undefined) return []
      return [
        {
          id,
          level,
          statement,
          kind,
          old: was ? toldOf(was) : null,
          new: is ? toldOf(is) : null,
          ...(is?.reason === undefined ? {} : { reason: is.reason }),
        },
      ]
    },
  )
  return changes.toSorted((a, b) => changeKinds.indexOf(a.kind) - changeKinds.indexOf(b.kind))
}

type Told = Outcome | 'known'

const byId = ({ requirements }: Report): ReadonlyMap<string, ReportedRequirement> =>
  new Map(requirements.map((reportedRequirement) => [reportedRequirement.id, reportedRequirement]))

const toldOf = ({ outcome, known }: ReportedRequirement): Told => (known ? 'known' : outcome)

/** @param binding whether a violation counts as one of a MUST */
function kindOf(
  was: Told | undefined,
  is: Told | undefined,
  binding: boolean,
): RequirementChangeKind | undefined {
  if (was === undefined) return 'added'
  if (is === undefined) return 'removed'
  if (isOpen(was) !== isOpen(is)) return isOpen(is) ? 'no longer judged' : 'now judged'
  // Why it is not judged is no change of the target.
  if (was === is || isOpen(is)) return undefined
  if (is === 'satisfied') return 'fixed'
  if (is === 'known') return 'known'
  if (was === 'known') return 'no longer known'
  return binding ? 'regression' : 'worse'
}
