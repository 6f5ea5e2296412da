/** The facts of a run as JSON members, for formats that have a place for members of any name. */
import type { Report } from '../report/report.ts'
import { caseCounts, requirementCounts } from '../report/groups.ts'

export function runProperties(report: Report) {
  const { verdict, exit, must, target, contract, profile, strict, traffic, fuzz, baseline } = report
  const { connection, runtime } = report
  return {
    verdict,
    exit,
    must,
    requirements: requirementCounts(report),
    cases: caseCounts(report),
    target,
    contract,
    profile,
    strict,
    traffic,
    conditions: report.conditions ?? [],
    ...(connection ? { connection } : {}),
    ...(runtime ? { runtime } : {}),
    ...(fuzz ? { fuzz } : {}),
    ...(baseline ? { baseline } : {}),
  }
}
