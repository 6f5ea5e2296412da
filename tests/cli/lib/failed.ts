/** The option `--failed`: the cases that failed in the last run, as a pattern for the runner. */
import { join, relative } from 'node:path'
import { ConfigurationError, type Settings } from '../../../fixtures/config/index.ts'
import { casesOfRun } from '../../../fixtures/fuzz/chapter.ts'
import { readReport, ReportError } from '../../../reports/report/read.ts'
import { asConfigurationError } from './errors.ts'
import { badOption } from './parse.ts'
import type { Arguments } from './types.ts'

/**
 * @returns the pattern of `--grep`, or the one of `--failed`; `undefined` without both
 * @throws ConfigurationError for both, without a report of an earlier run, or when nothing failed in it
 */
export function selectionOf(
  { grep, failed }: Arguments['values'],
  settings: Settings,
): string | undefined {
  if (failed === undefined) return grep
  if (grep !== undefined) throw badOption('use either --grep or --failed, not both')
  const path = join(settings.reportsDir, 'report.json')
  const file = relative('', path) || path
  const { cases, startedAt } = asConfigurationError(
    () => readReport(path),
    ReportError,
    (problem) => `${file}: ${problem}; --failed takes the cases of the last run`,
  )
  const ids = cases.filter(({ outcome }) => outcome === 'violated').map(({ id }) => id)
  const first = ids[0]
  if (first === undefined)
    throw new ConfigurationError(`no case failed in the run of ${startedAt} (${file})`)
  const planned = new Set(casesOfRun(settings).map(({ id }) => id))
  const missing = ids.find((id) => !planned.has(id))
  if (missing !== undefined)
    throw new ConfigurationError(
      `--failed: the profile ${settings.profile} has no case ${missing}; use the profile of the last run`,
    )
  return `@(?:${ids.join('|')})(?![\\w/-])`
}
