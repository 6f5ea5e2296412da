/** Numbers of a report, read from the files for programs. */
import type { CTRFReport } from 'ctrf'
import type { Log, Result, Run } from 'sarif'
import type { Report } from '../../reports/report/report.ts'
import { present } from './exchange.ts'
import { readXml } from './junit.ts'
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

/**
 * For a test runner, a known failure is no failure.
 * @throws Error if the totals of the file and its tests have different numbers
 */
export function casesInJunit(text: string): CaseNumbers {
  const root = readXml(text)
  const suite = present(root.children[0])
  const cases = suite.children.filter(({ name }) => name === 'testcase')
  const count = (wanted: string): number =>
    cases.filter(({ children }) => children.some(({ name }) => name === wanted)).length
  const found = {
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  }
  for (const { attributes, name } of [root, suite])
    for (const [key, number] of Object.entries(found))
      if (attributes[key] !== String(number) && `${name} ${key}` !== 'testsuites skipped')
        throw new Error(`${name} has ${key} ${attributes[key]}, not ${number}`)
  const [violated, inconclusive] = [found.failures + found.errors, found.skipped]
  return { violated, inconclusive, known: 0, satisfied: found.tests - violated - inconclusive }
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
