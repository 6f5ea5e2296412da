/** What Allure needs besides the results: environment, executor and categories. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Executor } from '../../fixtures/config/ci.ts'
import { brief } from '../../spec/lib/digest.ts'
import { baselineSummary } from '../formats/known-failures.ts'
import { profileWords } from '../formats/text/run-text.ts'
import { certificationText, verdictWords } from '../formats/text/verdict-text.ts'
import { nameOfTarget } from '../report/history.ts'
import type { Report } from '../report/report.ts'
import { rules } from './categories.ts'

/** Writes them into a results folder. */
export function describeResults(
  folder: string,
  report: Report,
  executor: Executor,
  reasonsAgainst: readonly string[],
): void {
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text)
  write('environment.properties', properties(environmentOf(report, reasonsAgainst)))
  write('executor.json', JSON.stringify({ buildName: executor.name, ...executor }))
  write('categories.json', JSON.stringify(rules))
}

/** @param reasonsAgainst why the run is not certified; none: it is */
export function environmentOf(
  report: Report,
  reasonsAgainst: readonly string[],
): Record<string, string> {
  const { target, contract, suite, must, baseline, conditions = [] } = report
  return {
    Verdict: verdictWords(report),
    'MUST tested': `${must.judged} of ${must.total}`,
    Certificate: certificationText(reasonsAgainst, report),
    ...(conditions.length > 0 ? { Conditions: conditions.join('; ') } : {}),
    Target: nameOfTarget(target),
    Contract: `${contract.title} ${contract.version} (sha256 ${brief(contract.sha256)})`,
    Profile: profileWords(report),
    Suite: `${suite.name} ${suite.version}`,
    ...(baseline ? { Baseline: baselineSummary(baseline) } : {}),
  }
}

/** Java properties: what is not ASCII, and what separates keys, is escaped. */
const properties = (entries: Record<string, string>): string =>
  Object.entries(entries)
    .map(([name, value]) => `${escaped(name).replaceAll(/[ :=]/g, '\\$&')} = ${escaped(value)}\n`)
    .join('')

const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
