/** What Allure needs besides the results: what ran where, who ran it, how bad results are sorted. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Executor } from '../../fixtures/config/ci.ts'
import { brief } from '../../spec/lib/digest.ts'
import { baselineInShort } from '../formats/known-failures.ts'
import { nameOfTarget } from '../report/history.ts'
import type { Report } from '../report/report.ts'
import { rules } from './categories.ts'

/** Adds environment, executor and categories to a results folder. */
export function describeResults(folder: string, report: Report, executor: Executor): void {
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text)
  write('environment.properties', properties(environmentOf(report)))
  write('executor.json', JSON.stringify({ buildName: executor.name, ...executor }))
  write('categories.json', JSON.stringify(rules))
}

export const environmentOf = ({
  target,
  contract,
  profile,
  suite,
  verdict,
  must,
  strict,
  baseline,
}: Report): Record<string, string> => ({
  Verdict: verdict,
  'MUST judged': `${must.judged} of ${must.total}`,
  Target: nameOfTarget(target),
  Contract: `${contract.title} ${contract.version} (sha256 ${brief(contract.sha256)})`,
  Profile: strict ? `${profile}, strict` : profile,
  Suite: `${suite.name} ${suite.version}`,
  ...(baseline ? { Baseline: baselineInShort(baseline) } : {}),
})

/** Java properties: what is not ASCII, and what separates keys, is escaped. */
const properties = (entries: Record<string, string>): string =>
  Object.entries(entries)
    .map(([name, value]) => `${escaped(name).replaceAll(/[ :=]/g, '\\$&')} = ${escaped(value)}\n`)
    .join('')

const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
