/** The report is a value: every number that is told anywhere comes from it. */
import type { Contract } from '../spec/contract/index.ts'
import { excuseFor, type Baseline, type Stated } from '../spec/baseline.ts'
import { inert } from '../spec/inert.ts'
import { judge, type Circumstances, type Verdict, isBinding } from '../spec/judge.ts'
import type {
  Case,
  Finding,
  Level,
  Outcome,
  Performance,
  Profile,
  Requirement,
  Source,
  Violation,
} from '../spec/model.ts'
import type { FuzzReport } from '../fixtures/fuzz/told.ts'
import { TOKEN_PATH } from '../spec/paths.ts'
import { reproduction } from './reproduction.ts'

/** JSON pointer to the operation under test. */
const OPERATION = `/paths/${TOKEN_PATH.replaceAll('/', '~1')}/post`

export interface Report {
  readonly schemaVersion: 1
  readonly suite: { readonly name: string; readonly version: string }
  readonly contract: Pick<Contract, 'title' | 'version' | 'file' | 'sha256'>
  readonly target: {
    readonly baseUrl: string
    readonly embedded: boolean
    readonly protectedPath: string
    /** How an expired token was had: `minted`, `configured`, `waited out`, `stored`; null = none was. */
    readonly expiredToken: string | null
  }
  readonly profile: Profile
  readonly strict: boolean
  /** ISO 8601, UTC. */
  readonly startedAt: string
  readonly verdict: Verdict['verdict']
  readonly exit: Verdict['exit']
  readonly must: Verdict['must']
  readonly traffic: {
    readonly requests: number
    readonly failedLogins: number
    /** Milliseconds. */
    readonly durationMs: number
    readonly waitedMs: number
  }
  readonly requirements: readonly ReportedRequirement[]
  readonly excluded: readonly {
    readonly id: string
    readonly level: Level
    readonly reason: string
  }[]
  readonly cases: readonly ReportedCase[]
  /** What was drawn, when something was. */
  readonly fuzz?: FuzzReport
  /** Known failures that were in force, when a baseline was. */
  readonly baseline?: ReportedBaseline
}

export interface ReportedBaseline {
  /** As it was named. */
  readonly file: string
  readonly sha256: string
  readonly entries: readonly ReportedKnown[]
}

/** One entry of a baseline, and what this run made of it. */
export type ReportedKnown = Stated

export interface ReportedRequirement {
  readonly id: string
  readonly level: Level
  readonly source: Source
  readonly reference: string
  readonly statement: string
  readonly why: string
  readonly outcome: Outcome
  readonly cases: readonly string[]
  readonly reason?: string
  /** Of the OpenAPI document's file, from 1: what demands it, else the operation. */
  readonly line?: number
  /** Violated, and every violation of it is known from the baseline. */
  readonly known?: true
}

export interface ReportedCase {
  readonly id: string
  readonly chapter: string
  readonly title: string
  /**
   * `violated` when a MUST is (SHOULD too under strict), `known` when the baseline knows of all such violations;
   * `inconclusive` when something was not judged.
   */
  readonly outcome: Exclude<Outcome, 'inapplicable'> | 'known'
  readonly violations: readonly (Violation & {
    readonly requirement: string
    readonly level: Level
    /** In the baseline. */
    readonly known?: true
  })[]
  readonly remarks: readonly string[]
  readonly requests: number
  readonly durationMs: number
  readonly reason?: string
  /** A shell line that asks the same again. */
  readonly reproduce?: string
}

export interface Told {
  readonly performance: Performance
  readonly findings: readonly Finding[]
  /** Of a case that was drawn in this run. */
  readonly born?: Case
  readonly fuzz?: FuzzReport
}

export interface Material extends Circumstances {
  readonly suite: Report['suite']
  readonly contract: Contract
  readonly target: Report['target']
  readonly profile: Profile
  /** Epoch milliseconds. */
  readonly startedAt: number
  readonly traffic: Report['traffic']
  readonly requirements: readonly Requirement[]
  readonly planned: readonly Case[]
  readonly results: ReadonlyMap<string, Told>
}

/** What the run came to. Cases start from what was planned, not from what arrived. */
export function buildReport(material: Material): Report {
  const { contract, requirements, results, strict } = material
  const baseline = material.baseline && inertBaseline(material.baseline)
  const told = [...results.values()]
  const fuzz = told.find((each) => each.fuzz)?.fuzz
  const planned = [...material.planned, ...told.flatMap(({ born }) => born ?? [])]
  const findings = planned.flatMap(({ id }) => results.get(id)?.findings ?? [])
  const verdict = judge(requirements, planned, findings, {
    ...material,
    ...(baseline ? { baseline } : {}),
  })
  const judged = new Map(verdict.requirements.map((each) => [each.id, each]))
  const levels = new Map(requirements.map(({ id, level }) => [id, level]))
  const prefix = new URL(material.target.baseUrl).pathname.replace(/\/+$/, '')
  const manner = { levels, strict, prefix, baseline, ...(fuzz ? { fuzz } : {}) }
  return {
    schemaVersion: 1,
    suite: material.suite,
    contract: {
      title: contract.title,
      version: contract.version,
      file: contract.file,
      sha256: contract.sha256,
    },
    target: material.target,
    profile: material.profile,
    strict,
    startedAt: new Date(material.startedAt).toISOString(),
    verdict: verdict.verdict,
    exit: verdict.exit,
    must: verdict.must,
    traffic: material.traffic,
    requirements: requirements.flatMap(({ id, level, source, reference, statement, why }) => {
      const own = judged.get(id)
      if (!own) return []
      const reason = own.reason === undefined ? {} : { reason: own.reason }
      const known = own.known ? { known: own.known } : {}
      return [
        {
          id,
          level,
          source,
          reference,
          statement,
          why,
          outcome: own.outcome,
          cases: own.cases,
          ...reason,
          line: contract.lineOf(source === 'contract' ? reference : OPERATION),
          ...known,
        },
      ]
    }),
    excluded: requirements.flatMap(({ id, level, excluded }) =>
      excluded === undefined ? [] : [{ id, level, reason: excluded }],
    ),
    cases: settled(
      planned.map((each) => reportedCase(each, results.get(each.id), manner)),
      results,
    ),
    ...(fuzz ? { fuzz } : {}),
    ...(baseline ? { baseline: reportedBaseline(baseline, verdict) } : {}),
  }
}

/** A user's words go into every format, like a target's, and are kept as inert. */
const inertBaseline = (baseline: Baseline): Baseline => ({
  ...baseline,
  file: inert(baseline.file),
  entries: baseline.entries.map(({ requirement, case: id, reason, owner, expires }) => ({
    requirement: inert(requirement),
    ...(id === undefined ? {} : { case: inert(id) }),
    reason: inert(reason),
    owner: inert(owner),
    expires: inert(expires),
  })),
})

const reportedBaseline = (
  { file, sha256 }: Baseline,
  { known = [] }: Verdict,
): ReportedBaseline => ({ file, sha256, entries: known })

interface Manner {
  readonly levels: ReadonlyMap<string, Level>
  readonly strict: boolean
  /** Path of the base URL, which a reproduction line holds already. */
  readonly prefix: string
  readonly baseline: Baseline | undefined
  readonly fuzz?: FuzzReport
}

/** The case that drew is as bad as the worst of the cases that were born of it. */
function settled(cases: readonly ReportedCase[], results: Material['results']): ReportedCase[] {
  const born = cases.filter(({ id }) => results.get(id)?.born !== undefined)
  const worst = (['violated', 'known', 'inconclusive'] as const).find((outcome) =>
    born.some((each) => each.outcome === outcome),
  )
  return cases.map((each) =>
    worst !== undefined && results.get(each.id)?.fuzz ? { ...each, outcome: worst } : each,
  )
}

function reportedCase(each: Case, told: Told | undefined, manner: Manner): ReportedCase {
  const { id, chapter, title } = each
  const same = { id, chapter, title }
  const nothing = { violations: [], remarks: [], requests: 0, durationMs: 0 }
  if (!told) return { ...same, outcome: 'inconclusive', ...nothing, reason: 'not run' }
  const { levels, strict, prefix, baseline, fuzz } = manner
  const { performance, findings } = told
  const violations = findings.flatMap((finding) => {
    const level = levels.get(finding.requirement) ?? 'MUST'
    const known = excuseFor(baseline, finding) ? ({ known: true } as const) : {}
    return finding.violations.map((violation) => ({
      requirement: finding.requirement,
      level,
      ...violation,
      ...known,
    }))
  })
  const broken = violations.map(({ requirement }) => requirement)
  const musts = violations.filter(({ level }) => isBinding(level, strict))
  const red = musts.length > 0 && (musts.every(({ known }) => known) ? 'known' : 'violated')
  const open = findings.find(({ outcome }) => outcome === 'inconclusive')
  const reason = open?.reason ?? performance.notPerformed?.reason
  const duration = performance.exchanges.reduce((sum, { durationMs }) => sum + durationMs, 0)
  return {
    ...same,
    outcome: red || (open ? 'inconclusive' : 'satisfied'),
    violations,
    remarks: findings.flatMap(({ remark }) => remark ?? []),
    requests: told.fuzz ? told.fuzz.tried + told.fuzz.shrinking : performance.exchanges.length,
    durationMs: Math.round(duration),
    ...(reason === undefined ? {} : { reason }),
    ...(broken.length > 0
      ? { reproduce: reproduction(each, performance, broken, prefix, fuzz) }
      : {}),
  }
}
