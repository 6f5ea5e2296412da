/** A report in which every foreign text is the one that a test wants. */
import type { Report } from '../../reports/report/report.ts'
import { golden } from './golden.ts'
import { present } from './exchange.ts'

/** Texts with a meaning in Markdown, HTML, a shell, a terminal, or for a program that processes them. */
export const fragments: readonly string[] = [
  '|',
  '\\|',
  '\\\\|',
  '`',
  '``',
  '```',
  '````sh',
  '~~~',
  '\\',
  '\\`',
  '*',
  '**',
  '_',
  '__',
  '~~',
  '#',
  '# ',
  '## a',
  '- ',
  '1. ',
  '> ',
  '---',
  '===',
  '    ',
  '\t',
  '\n',
  '\r\n',
  '\n\n',
  '\u2028',
  '<b>',
  '</td>',
  '<!--',
  '-->',
  '<script>alert(1)</script>',
  '<img src=x onerror=a>',
  '<details>',
  '[a](https://evil.example)',
  '![a](https://evil.example/a.png)',
  '[a]: https://evil.example',
  '[^1]',
  '](',
  ')](',
  '[',
  ']',
  'https://evil.example/',
  'www.evil.example',
  'a@evil.example',
  '@team',
  '#1',
  'GH-1',
  'owner/repo#1',
  ':smile:',
  '$x$',
  '$$',
  '&lt;',
  '&#124;',
  '&',
  '{0}',
  '{{',
  '}',
  '{% raw %}',
  '${{ secrets.A }}',
  '::set-output name=a::b',
  '::error::a',
  '\u001b[31m',
  '\u0007',
  '\u009b',
  '\u202e',
  '\u200b',
  '\ufeff',
  '\ud800',
  '\u{1f511}',
  'é',
  '\0',
  ' ',
  '  ',
  '',
  'plain',
  'well-known',
  '"',
  "'",
]

/** The golden report with a baseline, in which every text of the target, the document and the user is this one. */
export function reportWithText(text: string): Report {
  const report = golden('every-state')
  const baseline = present(report.baseline)
  return {
    ...report,
    contract: { ...report.contract, title: text, version: text, file: text },
    target: { ...report.target, baseUrl: text },
    exit: { ...report.exit, reason: text },
    requirements: report.requirements.map((reportedRequirement) =>
      reportedRequirement.reason === undefined
        ? reportedRequirement
        : { ...reportedRequirement, reason: text },
    ),
    cases: report.cases.map((reportedCase) => ({
      ...reportedCase,
      title: `a ${text}`,
      remarks: [text],
      ...(reportedCase.reason === undefined ? {} : { reason: text }),
      ...(reportedCase.reproduce === undefined ? {} : { reproduce: `curl '${text}'` }),
      violations: reportedCase.violations.map((violation) => ({
        ...violation,
        where: text,
        expected: text,
        actual: text,
        answer: text,
        token: text,
      })),
    })),
    baseline: {
      ...baseline,
      file: text,
      entries: baseline.entries.map((stated) => ({ ...stated, reason: text, owner: text })),
    },
  }
}

/** The report with this text 300 times: a case for each of 300 requirements, and four violations in each case. */
export function manyViolations(text: string): { readonly report: Report; readonly ids: string[] } {
  const report = reportWithText(text)
  const failed = present(report.cases.find(({ violations }) => violations.length > 0))
  const ids = Array.from({ length: 300 }, (_, at) => `requirement-${at}`)
  const cases = ids.map((requirement, at) => ({
    ...failed,
    id: `case-${at}`,
    violations: ['a', 'b', 'c', 'd'].map((prefix) => ({
      ...present(failed.violations[0]),
      requirement,
      actual: prefix + text,
    })),
  }))
  return { report: { ...report, cases }, ids }
}
