/** What the formats of an overview show of a target. */
import type { Overview, OverviewTarget } from './overview.ts'

/** Requirements with a column; the others are counted. */
const MAX_COLUMNS = 24

type Run = NonNullable<OverviewTarget['run']>

export const verdictOf = ({ run, exit }: OverviewTarget): string =>
  !run
    ? `no verdict (exit ${exit})`
    : run.verdict === 'conformant' && run.must.judged < run.must.total
      ? 'conformant so far'
      : run.verdict

/** Those violated most often first: what many targets violate is one mistake. */
export function columnsOf({ requirements, targets }: Overview): Overview['requirements'] {
  const violations = (id: string): number =>
    targets.filter(({ run }) => run && isIn(run, 'violated', id)).length
  return requirements
    .map((requirement) => ({ requirement, count: violations(requirement.id) }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count)
    .slice(0, MAX_COLUMNS)
    .map(({ requirement }) => requirement)
}

const isIn = ({ groups }: Run, group: keyof Run['groups'], id: string): boolean =>
  groups[group]?.includes(id) ?? false

/** Sign and meaning of a requirement in a target. */
export function cellOf(
  { run }: OverviewTarget,
  id: string,
): readonly [sign: string, kind: string, meaning: string] {
  if (!run) return ['', 'none', 'no report']
  if (isIn(run, 'violated', id)) return ['✗', 'violated', 'violated']
  if (isIn(run, 'known', id)) return ['!', 'known', 'violated, but known']
  if (isIn(run, 'remarked', id)) return ['!', 'known', 'violated, but only advice']
  if (isIn(run, 'not applicable', id)) return ['–', 'none', 'not applicable']
  const untested = (['not tested', 'not selected', 'not in this profile'] as const).find((group) =>
    isIn(run, group, id),
  )
  return untested ? ['?', 'open', untested] : ['✓', 'satisfied', 'satisfied']
}

export const trendOf = ({ run }: OverviewTarget): string => {
  if (!run?.changes) return ''
  const { failing, passing } = run.changes
  if (failing + passing === 0) return 'as before'
  return [
    failing > 0 ? `${failing} failing now` : '',
    passing > 0 ? `${passing} passing again` : '',
  ]
    .filter((text) => text !== '')
    .join(', ')
}

export const testedOf = ({ run }: OverviewTarget): string =>
  run ? `${run.must.judged} of ${run.must.total}` : ''

/** How many targets have each verdict, in words. */
export function summaryOf({ targets }: Overview): string {
  const counts = new Map<string, number>()
  for (const target of targets) {
    const verdict = verdictOf(target).replace(/ \(exit \d\)$/, '')
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1)
  }
  return [...counts].map(([verdict, count]) => `${count} ${verdict}`).join(', ')
}
