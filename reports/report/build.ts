/** What a run was and what it found -> its report. */
import type { Baseline } from '../../spec/verdict/baseline.ts'
import { inert } from '../../spec/lib/sanitize.ts'
import { judge, type Verdict } from '../../spec/verdict/judge.ts'
import { TOKEN_PATH } from '../../spec/operations.ts'
import type { Report, ReportedBaseline } from './report.ts'
import { reportedCases } from './cases.ts'
import type { Material } from './material.ts'
import { pathPrefix } from '../../spec/lib/base-url.ts'

/** JSON pointer to the operation under test. */
const OPERATION = `/paths/${TOKEN_PATH.replaceAll('/', '~1')}/post`

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
  const judged = new Map(verdict.requirements.map((judgement) => [judgement.id, judgement]))
  const levels = new Map(requirements.map(({ id, level }) => [id, level]))
  const prefix = pathPrefix(new URL(material.target.baseUrl))
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
    cases: reportedCases(planned, results, manner),
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
