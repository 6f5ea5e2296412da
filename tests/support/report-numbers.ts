/** Numbers as texts tell them, read back out of them, and as they follow from the report itself. */
import type { Report } from '../../reports/report/report.ts'

export interface Numbers {
  readonly judged: number
  readonly total: number
  readonly exit: number
  readonly requests: number
  readonly violated: number
  readonly remarked: number
  readonly known: number
  readonly 'not judged': number
  readonly 'nothing to look at': number
}

/** What a runner of tests counts. */
export interface CaseNumbers {
  readonly satisfied: number
  readonly violated: number
  readonly known: number
  readonly inconclusive: number
}

/** By the words of the report's schema, without the code that the formats share. */
export function inReport({ requirements, strict, must, exit, traffic }: Report): Numbers {
  const counts = (reportedRequirement: Report['requirements'][number]): boolean =>
    reportedRequirement.level === 'MUST' || (strict && reportedRequirement.level === 'SHOULD')
  const broken = requirements.filter(({ outcome }) => outcome === 'violated')
  const news = broken.filter(({ known }) => known === undefined)
  return {
    ...must,
    exit: exit.code,
    requests: traffic.requests,
    violated: news.filter(counts).length,
    remarked: news.filter((reportedRequirement) => !counts(reportedRequirement)).length,
    known: broken.length - news.length,
    'not judged': requirements.filter(({ outcome }) => outcome === 'inconclusive').length,
    'nothing to look at': requirements.filter(({ outcome }) => outcome === 'inapplicable').length,
  }
}

/** What a text lists: what is known in part stands among the violated and among the known. */
export function listedIn(report: Report): Numbers {
  const numbers = inReport(report)
  const excused = report.cases.flatMap(({ violations }) =>
    violations.filter((violation) => violation.known).map(({ requirement }) => requirement),
  )
  const listed = { ...numbers, known: new Set(excused).size }
  // A run that judged nothing lists nothing as not judged.
  return numbers.judged === 0 ? { ...listed, 'not judged': 0, 'nothing to look at': 0 } : listed
}

export const casesInReport = ({ cases }: Report): CaseNumbers => ({
  satisfied: cases.filter(({ outcome }) => outcome === 'satisfied').length,
  violated: cases.filter(({ outcome }) => outcome === 'violated').length,
  known: cases.filter(({ outcome }) => outcome === 'known').length,
  inconclusive: cases.filter(({ outcome }) => outcome === 'inconclusive').length,
})

const number = (pattern: RegExp, text: string): number => Number(pattern.exec(text)?.[1] ?? 0)

const levels = (text = ''): number => text.match(/\((?:MUST|SHOULD|MAY)\)/g)?.length ?? 0

export const inConsole = (text: string): Numbers => ({
  judged: number(/ (\d+) of \d+ MUST /, text),
  total: number(/ of (\d+) MUST /, text),
  exit: number(/^exit (\d)$/m, text),
  requests: number(/^ {2}profile .*?: (\d+) requests?,/m, text),
  violated: number(/^Violated \((\d+)\)/m, text),
  remarked: number(/^Remarks \((\d+)\)/m, text),
  known: number(/^Known \((\d+)\)/m, text),
  'not judged': number(/^Not judged \((\d+)\)/m, text),
  'nothing to look at': levels(/^Nothing to look at for ([^]*?)\n\n/m.exec(text)?.[1]),
})

export const inMarkdown = (text: string): Numbers => ({
  judged: number(/^\*\*(\d+) of \d+ MUST /m, text),
  total: number(/ of (\d+) MUST /, text),
  exit: number(/ exit (\d)\*\*/, text),
  requests: number(/^\| Profile \| .*?: (\d+) requests?,/m, text),
  violated: number(/^### Violated \((\d+)\)/m, text),
  remarked: number(/^### Remarks \((\d+)\)/m, text),
  known: number(/^### Known \((\d+)\)/m, text),
  'not judged': number(/^### Not judged \((\d+)\)/m, text),
  'nothing to look at': levels(/^Nothing to look at for (.*)$/m.exec(text)?.[1]),
})

/** The numbers of the table at its top, which tells all of them always. */
export function inMarkdownTable(text: string): Record<string, number> {
  const cells = /^\| Requirements \| (.*) \|$/m.exec(text)?.[1]?.split(', ') ?? []
  return Object.fromEntries(
    cells.map((cell) => [cell.slice(cell.indexOf(' ') + 1), Number.parseInt(cell, 10)]),
  )
}

export function casesInMarkdown(text: string): CaseNumbers {
  const line = /^\| Cases \| (.*) \|$/m.exec(text)?.[1] ?? ''
  const of = (name: string): number => number(new RegExp(`(\\d+) ${name}`), line)
  return {
    satisfied: of('satisfied'),
    violated: of('violated'),
    known: of('known'),
    inconclusive: of('inconclusive'),
  }
}
