/** What a run was and what it found -> its report. */
import type { Baseline } from '../../spec/verdict/baseline.ts'
import { pointerOf } from '../../spec/lib/json-pointer.ts'
import { inert } from '../../spec/lib/sanitize.ts'
import { judge, type Judgement, type Verdict } from '../../spec/verdict/judge.ts'
import type { Case } from '../../spec/model.ts'
import { TOKEN_PATH } from '../../spec/operations/index.ts'
import { reportedCases } from './cases.ts'
import { changesSince } from './changes.ts'
import type { Material } from './material.ts'
import { whyUnplanned } from './untested.ts'
import type { Report, ReportedBaseline, ReportedRequirement } from './report.ts'

/** JSON pointer to the operation under test. */
const OPERATION = pointerOf(['paths', TOKEN_PATH, 'post'])

/** The cases are those that were planned, whether a result arrived or not. */
export function buildReport(given: Material): Report {
  const material = given.baseline ? { ...given, baseline: inertBaseline(given.baseline) } : given
  const { contract, requirements, results, strict, target, baseline, conditions = [] } = material
  const arrived = [...results.values()]
  const fuzz = arrived.find((result) => result.fuzz)?.fuzz
  const planned = [...material.planned, ...arrived.flatMap(({ generated }) => generated ?? [])]
  const findings = planned.flatMap(({ id }) => results.get(id)?.findings ?? [])
  const verdict = judge(requirements, planned, findings, material)
  const cases = reportedCases(planned, material)
  return {
    schemaVersion: 1,
    suite: material.suite,
    contract: {
      title: contract.title,
      version: contract.version,
      file: contract.file,
      sha256: contract.sha256,
    },
    ...(material.side ? { side: material.side } : {}),
    target,
    profile: material.profile,
    strict,
    ...(material.requireAll ? { requireAll: true } : {}),
    ...(conditions.length > 0 ? { conditions } : {}),
    startedAt: new Date(material.startedAt).toISOString(),
    verdict: verdict.verdict,
    exit: verdict.exit,
    must: verdict.must,
    traffic: material.traffic,
    ...(material.connection ? { connection: material.connection } : {}),
    ...(material.runtime ? { runtime: material.runtime } : {}),
    requirements: reportedRequirements(material, planned, verdict.requirements),
    excluded: requirements.flatMap(({ id, level, excluded }) =>
      excluded === undefined ? [] : [{ id, level, reason: excluded }],
    ),
    cases,
    ...(fuzz ? { fuzz } : {}),
    ...(baseline ? { baseline: reportedBaseline(baseline, verdict) } : {}),
    ...(material.earlier ? { changes: changesSince(material.earlier, cases) } : {}),
  }
}

function reportedRequirements(
  { requirements, contract, profile, casesIn }: Material,
  planned: readonly Case[],
  judgements: readonly Judgement[],
): ReportedRequirement[] {
  const judged = new Map(judgements.map((judgement) => [judgement.id, judgement]))
  return requirements.flatMap(({ id, level, source, reference, statement, why }) => {
    const judgement = judged.get(id)
    if (!judgement) return []
    const { outcome, cases, known } = judgement
    const unplanned =
      outcome === 'inapplicable' ? whyUnplanned(id, planned, profile, casesIn) : undefined
    const reason = unplanned ?? judgement.reason
    return [
      {
        id,
        level,
        source,
        reference,
        statement,
        why,
        outcome,
        cases,
        ...(reason === undefined ? {} : { reason }),
        line: contract.lineOf(source === 'contract' ? reference : OPERATION),
        ...(known ? { known } : {}),
      },
    ]
  })
}

/** A user's text goes into every format, like a target's, and is made as inert. */
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
