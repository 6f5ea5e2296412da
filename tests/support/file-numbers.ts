/** Numbers of a report, read from the files for programs. */
import type { CTRFReport } from 'ctrf'
import type { Log, Result, Run } from 'sarif'
import type { Report } from '../../reports/report/report.ts'
import { present } from './exchange.ts'
import type { CaseNumbers, FileNumbers } from './report-numbers.ts'

/** The one run of a SARIF file. */
export const sarifRun = (text: string): Run => present((JSON.parse(text) as Log).runs[0])

export function inSarif(text: string): FileNumbers {
  const { invocations, results = [], properties } = sarifRun(text)
  const { must, traffic } = properties as Pick<Report, 'must' | 'traffic'>
  const { exitCode = NaN, toolExecutionNotifications: notes = [] } = present(invocations?.[0])
  const rules = (wanted: (result: Result) => boolean): Set<string> =>
    new Set(results.filter(wanted).map(({ ruleId = '' }) => ruleId))
  const unknown = rules(({ suppressions = [] }) => suppressions.length === 0)
  const errors = rules(({ level }) => level === 'error')
  const kinds = (wanted: string): number =>
    notes.filter((note) => note.properties?.['kind'] === wanted).length
  return {
    ...must,
    exit: exitCode,
    requests: traffic.requests,
    violated: [...unknown].filter((id) => errors.has(id)).length,
    remarked: [...unknown].filter((id) => !errors.has(id)).length,
    known: rules(() => true).size - unknown.size,
    'not judged': kinds('open'),
    'nothing to look at': kinds('notApplicable'),
  }
}

const ctrfResults = (text: string): CTRFReport['results'] =>
  (JSON.parse(text) as CTRFReport).results

export function inCtrf(text: string): Record<string, number> {
  const { must, exit, traffic, requirements } = ctrfResults(text).extra as Pick<
    Report,
    'must' | 'exit' | 'traffic'
  > & { readonly requirements: Record<string, number> }
  return { ...must, exit: exit.code, requests: traffic.requests, ...requirements }
}

/** @throws Error if its summary and its tests have different numbers */
export function casesInCtrf(text: string): CaseNumbers {
  const { summary, tests } = ctrfResults(text)
  const count = (status: 'passed' | 'failed' | 'other' | 'skipped'): number => {
    const found = tests.filter((test) => test.status === status).length
    if (found !== summary[status]) throw new Error(`${found} ${status}, others in the summary`)
    return found
  }
  if (tests.length !== summary.tests) throw new Error('the summary counts other tests')
  return {
    satisfied: count('passed'),
    violated: count('failed'),
    known: count('other'),
    inconclusive: count('skipped'),
  }
}

/** For a test runner, a known failure is no failure. */
export function casesInJunit(text: string): CaseNumbers {
  const [head = ''] = /<testsuites [^>]*>/.exec(text) ?? []
  const count = (name: string): number => Number(new RegExp(` ${name}="(\\d+)"`).exec(head)?.[1])
  const [violated, inconclusive] = [count('failures') + count('errors'), count('skipped')]
  return { violated, inconclusive, known: 0, satisfied: count('tests') - violated - inconclusive }
}

/** @param files by name, the results of Allure among others */
export function casesInAllure(files: ReadonlyMap<string, string>): CaseNumbers {
  const statuses = [...files]
    .filter(([name]) => name.endsWith('-result.json'))
    .map(([, text]) => (JSON.parse(text) as { readonly status: string }).status)
  const count = (status: string): number =>
    statuses.filter((candidate) => candidate === status).length
  const [violated, inconclusive] = [count('failed'), count('skipped')]
  return { violated, inconclusive, known: 0, satisfied: statuses.length - violated - inconclusive }
}
