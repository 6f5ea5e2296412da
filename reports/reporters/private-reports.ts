/** The reports of cases that a user keeps privately: a folder beside those of the standard set, which count none of them. */
import { mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Requirement } from '../../spec/model.ts'
import { isPrivate, privateRequirements, requirements } from '../../spec/requirements/index.ts'
import { evidenceText } from '../evidence/evidence.ts'
import { formats } from '../formats/index.ts'
import { buildReport } from '../report/build.ts'
import type { Material } from '../report/material.ts'
import type { Report } from '../report/report.ts'
import type { RunEnd } from './run-end.ts'
import type { WriteFile } from './whole-file.ts'

export const PRIVATE_FOLDER = 'private'

/**
 * @param standard material of the same run
 * @returns the report of the private cases; `undefined`: none were selected
 */
export async function writePrivateReports(
  { run, planned }: RunEnd,
  standard: Material,
  write: WriteFile,
): Promise<Report | undefined> {
  const cases = planned.filter(({ id }) => isPrivate(id))
  const { casesDir = '', reportsDir } = run.settings
  if (cases.length === 0) return undefined
  const { baseline: _, earlier: __, conditions = [], ...others } = standard
  const results = new Map([...run.results].filter(([id]) => isPrivate(id)))
  const material = {
    ...others,
    conditions: [
      ...conditions,
      `private cases of ${basename(casesDir)}, which no certificate counts`,
    ],
    requirements: [...privateRequirements, ...violatedIn(results)],
    planned: cases,
    results,
  }
  const report = buildReport(material)
  const folder = join(reportsDir, PRIVATE_FOLDER)
  mkdirSync(folder, { recursive: true })
  const performances = new Map([...results].map(([id, result]) => [id, result.performance]))
  for (const [name, format] of await formats())
    write(join(folder, name), format(report, undefined, performances))
  write(join(folder, 'evidence.ndjson'), evidenceText(material))
  return report
}

/** Requirements of the standard set that a private case shows to be violated. */
function violatedIn(results: Material['results']): Requirement[] {
  const violated = new Set(
    [...results.values()].flatMap(({ findings }) =>
      findings.flatMap(({ requirement, outcome }) => (outcome === 'violated' ? [requirement] : [])),
    ),
  )
  return requirements.filter(({ id }) => violated.has(id))
}
