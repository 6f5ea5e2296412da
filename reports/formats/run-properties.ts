/** What a run was and came to, for formats that have a place for anything but no words of their own for it. */
import type { Report } from '../report/report.ts'
import { caseCounts, requirementCounts } from '../report/groups.ts'

export function about(report: Report): object {
  const { verdict, exit, must, target, contract, profile, strict, traffic, fuzz, baseline } = report
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
    ...(fuzz ? { fuzz } : {}),
    ...(baseline ? { baseline } : {}),
  }
}
