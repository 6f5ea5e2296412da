/** Many targets in one value: how each ended, and which requirements it violates. Made from the reports of their runs. */
import { byGroup, type Group } from '../report/groups.ts'
import type { Report } from '../report/report.ts'

export interface OverviewTarget {
  readonly name: string
  /** Folder of its reports, relative to the overview, with `/`; absent: there is none. */
  readonly folder?: string
  /** Of its run; 4 without a report. */
  readonly exit: number
  /** Absent: the run wrote no report. */
  readonly run?: {
    readonly baseUrl: string
    readonly embedded: boolean
    readonly verdict: Report['verdict']
    readonly must: Report['must']
    /** ISO 8601, UTC. */
    readonly startedAt: string
    readonly requests: number
    /** Cases that fail now and did not before, and those that pass again; absent: nothing to compare with. */
    readonly changes?: { readonly failing: number; readonly passing: number }
    /** Group -> ids of requirements; those that are satisfied are left out. */
    readonly groups: Readonly<Partial<Record<Group, readonly string[]>>>
  }
  /** Why there is no verdict, or none yet. */
  readonly problem?: string
}

export interface Overview {
  readonly schemaVersion: 1
  readonly exit: { readonly code: number; readonly reason: string }
  readonly targets: readonly OverviewTarget[]
  /** Those that are not satisfied in every target. */
  readonly requirements: readonly Pick<
    Report['requirements'][number],
    'id' | 'level' | 'statement'
  >[]
}

/** What is known of a target after its run. */
export interface Ended {
  readonly name: string
  readonly folder?: string
  readonly report?: Report
  /** Exit code of the process; absent: it is not known, as after a merge. */
  readonly exit?: number
  readonly problem?: string
}

export function overviewOf(ended: readonly Ended[]): Overview {
  const targets = ended.map(targetOf)
  const open = new Set(
    targets.flatMap(({ run }) => Object.values(run?.groups ?? {}).flatMap((ids) => ids)),
  )
  const all = new Map(
    ended.flatMap(({ report }) =>
      (report?.requirements ?? []).map(({ id, level, statement }) => [
        id,
        { id, level, statement },
      ]),
    ),
  )
  return {
    schemaVersion: 1,
    exit: worst(targets),
    targets,
    requirements: [...all.values()].filter(({ id }) => open.has(id)),
  }
}

/** Exit code of a run without a report: a crash. */
const SUITE = 4

function targetOf({ name, folder, report, exit, problem }: Ended): OverviewTarget {
  const reason = problem ?? report?.exit.reason
  return {
    name,
    ...(folder === undefined ? {} : { folder }),
    exit: exit ?? report?.exit.code ?? SUITE,
    ...(report ? { run: runOf(report) } : {}),
    ...(reason === undefined ? {} : { problem: reason }),
  }
}

function runOf(report: Report): NonNullable<OverviewTarget['run']> {
  const { target, verdict, must, startedAt, traffic, changes } = report
  const { satisfied: _, ...groups } = byGroup(report)
  const ids = Object.entries(groups).flatMap(([group, members]) =>
    members.length === 0 ? [] : [[group, members.map(({ id }) => id)]],
  )
  return {
    baseUrl: target.baseUrl,
    embedded: target.embedded,
    verdict,
    must,
    startedAt,
    requests: traffic.requests,
    ...(changes
      ? { changes: { failing: changes.failing.length, passing: changes.passing.length } }
      : {}),
    groups: Object.fromEntries(ids),
  }
}

/**
 * From the worst: a failure of the suite, since it may hide anything; a violation, which no other target may hide; a wrong
 * configuration; a target that could not be tested; nothing.
 */
const ORDER: readonly (readonly [code: number, meaning: string])[] = [
  [4, 'the suite failed for'],
  [1, 'violations in'],
  [2, 'a wrong configuration of'],
  [3, 'not tested to the end'],
]

const MAX_NAMES = 5

function worst(targets: readonly OverviewTarget[]): Overview['exit'] {
  if (targets.length === 0) return { code: SUITE, reason: 'there is no target' }
  for (const [code, meaning] of ORDER) {
    const names = targets.filter(({ exit }) => exit === code).map(({ name }) => name)
    if (names.length === 0) continue
    const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : ''
    return { code, reason: `${meaning}: ${names.slice(0, MAX_NAMES).join(', ')}${more}` }
  }
  return { code: 0, reason: 'nothing is wrong with any target' }
}
