/** The passages of docs/reports.md: excerpts of the files of one run. */
import { fenced } from '../../reports/formats/text/markdown.ts'

/**
 * @param read reads a file of a run with a failure
 * @returns name of the passage -> Markdown
 */
export function excerpts(read: (file: string) => string): Readonly<Record<string, string>> {
  const [, failed = ''] =
    /(<testcase(?:(?!<testcase)[^])*?<failure[^]*?<\/testcase>)/.exec(read('junit.xml')) ?? []
  return {
    summary: block('markdown', read('report.md').trimEnd()),
    sarif: json((JSON.parse(read('report.sarif')) as Sarif).runs[0]?.results[0]),
    ctrf: json(ctrf(JSON.parse(read('ctrf-report.json')) as Ctrf)),
    junit: block('xml', shortened(failed)),
  }
}

interface Sarif {
  readonly runs: readonly { readonly results: readonly unknown[] }[]
}

interface Ctrf {
  readonly results: {
    readonly summary: unknown
    readonly tests: readonly { readonly status: string; readonly extra: unknown }[]
  }
}

function ctrf({ results: { summary, tests } }: Ctrf): object {
  const test = tests.find(({ status }) => status === 'failed')
  return { summary, test: { ...test, extra: '…' } }
}

/** Only the last exchange. */
const shortened = (testcase: string): string => testcase.replace(/\n\n# [^]*(?=\n\n# )/, '\n\n…')

const json = (value: unknown): string => block('json', JSON.stringify(value, null, 2))

const block = (language: string, text: string): string =>
  fenced(language, text.split('\n')).join('\n')
