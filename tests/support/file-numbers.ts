/** Numbers as the files for other programs tell them. */
import type { Report } from '../../reports/report/report.ts'
import type { CaseNumbers, Numbers } from './report-numbers.ts'

interface Sarif {
  readonly runs: readonly [
    {
      readonly invocations: readonly [
        {
          readonly exitCode: number
          readonly toolExecutionNotifications: readonly {
            readonly properties: { readonly kind: string }
          }[]
        },
      ]
      readonly results: readonly {
        readonly ruleId: string
        readonly level: string
        readonly suppressions?: readonly unknown[]
      }[]
      readonly properties: Pick<Report, 'must' | 'traffic'>
    },
  ]
}

export function inSarif(text: string): Numbers {
  const { runs } = JSON.parse(text) as Sarif
  const [{ invocations, results, properties }] = runs
  const [{ exitCode, toolExecutionNotifications: notes }] = invocations
  const rules = (wanted: (each: Sarif['runs'][0]['results'][number]) => boolean): Set<string> =>
    new Set(results.filter(wanted).map(({ ruleId }) => ruleId))
  const news = rules(({ suppressions = [] }) => suppressions.length === 0)
  const errors = rules(({ level }) => level === 'error')
  const kinds = (wanted: string): number =>
    notes.filter(({ properties: { kind } }) => kind === wanted).length
  return {
    ...properties.must,
    exit: exitCode,
    requests: properties.traffic.requests,
    violated: [...news].filter((id) => errors.has(id)).length,
    remarked: [...news].filter((id) => !errors.has(id)).length,
    known: rules(() => true).size - news.size,
    'not judged': kinds('open'),
    'nothing to look at': kinds('notApplicable'),
  }
}

interface Ctrf {
  readonly results: {
    readonly summary: Record<string, number>
    readonly tests: readonly { readonly status: string }[]
    readonly extra: Pick<Report, 'must' | 'exit' | 'traffic'> & {
      readonly requirements: Record<string, number>
    }
  }
}

export function inCtrf(text: string): Record<string, number> {
  const { must, exit, traffic, requirements } = (JSON.parse(text) as Ctrf).results.extra
  return { ...must, exit: exit.code, requests: traffic.requests, ...requirements }
}

/** @throws Error if its summary and its tests tell different numbers */
export function casesInCtrf(text: string): CaseNumbers {
  const { summary, tests } = (JSON.parse(text) as Ctrf).results
  const of = (status: string): number => {
    const count = tests.filter((test) => test.status === status).length
    if (count !== summary[status]) throw new Error(`${count} ${status}, in its summary others`)
    return count
  }
  if (tests.length !== summary['tests']) throw new Error('the summary counts other tests')
  return {
    satisfied: of('passed'),
    violated: of('failed'),
    known: of('other'),
    inconclusive: of('skipped'),
  }
}

/** A known failure is no failure to a runner of tests. */
export function casesInJunit(text: string): CaseNumbers {
  const [head = ''] = /<testsuites [^>]*>/.exec(text) ?? []
  const of = (name: string): number => Number(new RegExp(` ${name}="(\\d+)"`).exec(head)?.[1])
  const [violated, inconclusive] = [of('failures') + of('errors'), of('skipped')]
  return { violated, inconclusive, known: 0, satisfied: of('tests') - violated - inconclusive }
}

/** @param files by name, as Allure's reporter writes them, among others */
export function casesInAllure(files: ReadonlyMap<string, string>): CaseNumbers {
  const statuses = [...files]
    .filter(([name]) => name.endsWith('-result.json'))
    .map(([, text]) => (JSON.parse(text) as { readonly status: string }).status)
  const of = (status: string): number => statuses.filter((candidate) => candidate === status).length
  const [violated, inconclusive] = [of('failed'), of('skipped')]
  return { violated, inconclusive, known: 0, satisfied: statuses.length - violated - inconclusive }
}
