/** Numbers of a report: read from the texts for people, and computed from the report without the code of the formats. */
import type { Report } from '../../reports/report/report.ts'

/** Numbers that every file shows. */
export interface SharedNumbers {
  readonly judged: number
  readonly total: number
  readonly exit: number
  readonly requests: number
  readonly violated: number
  readonly remarked: number
  readonly known: number
}

/** Numbers of a text for people. */
export interface TextNumbers extends SharedNumbers {
  readonly 'not tested': number
  readonly 'not selected': number
  readonly 'not in this profile': number
  readonly 'not applicable': number
}

/** Numbers of a file for programs, under its own names. */
export interface FileNumbers extends SharedNumbers {
  readonly 'not judged': number
  readonly 'nothing to look at': number
}

/** Numbers of a test runner. */
export interface CaseNumbers {
  readonly satisfied: number
  readonly violated: number
  readonly known: number
  readonly inconclusive: number
}

function sharedNumbers({ requirements, strict, must, exit, traffic }: Report): SharedNumbers {
  const binds = ({ level }: Report['requirements'][number]): boolean =>
    level === 'MUST' || (strict && level === 'SHOULD')
  const violated = requirements.filter(({ outcome }) => outcome === 'violated')
  const unknown = violated.filter(({ known }) => known === undefined)
  return {
    ...must,
    exit: exit.code,
    requests: traffic.requests,
    violated: unknown.filter(binds).length,
    remarked: unknown.filter((requirement) => !binds(requirement)).length,
    known: violated.length - unknown.length,
  }
}

export function textNumbers(report: Report): TextNumbers {
  const reasons = (wanted: string): string[] =>
    report.requirements
      .filter(({ outcome }) => outcome === wanted)
      .map(({ reason }) => reason ?? '')
  const inapplicable = reasons('inapplicable')
  const unselected = inapplicable.filter((reason) => reason === 'no selected case tests it').length
  const outside = inapplicable.filter((reason) => reason.startsWith('not in this profile')).length
  return {
    ...sharedNumbers(report),
    'not tested': reasons('inconclusive').length,
    'not selected': unselected,
    'not in this profile': outside,
    'not applicable': inapplicable.length - outside - unselected,
  }
}

export function fileNumbers(report: Report): FileNumbers {
  const count = (wanted: string): number =>
    report.requirements.filter(({ outcome }) => outcome === wanted).length
  return {
    ...sharedNumbers(report),
    'not judged': count('inconclusive'),
    'nothing to look at': count('inapplicable'),
  }
}

/** The lengths of the lists of a text: a requirement that is known in part is in two of them. */
export function listNumbers(report: Report): TextNumbers {
  const numbers = textNumbers(report)
  const excused = report.cases.flatMap(({ violations }) =>
    violations.filter((violation) => violation.known).map(({ requirement }) => requirement),
  )
  const nothing = {
    'not tested': 0,
    'not selected': 0,
    'not in this profile': 0,
    'not applicable': 0,
  }
  return {
    ...numbers,
    known: new Set(excused).size,
    // A run that tested nothing lists nothing as untested.
    ...(numbers.judged === 0 ? nothing : {}),
  }
}

export const casesInReport = ({ cases }: Report): CaseNumbers => ({
  satisfied: cases.filter(({ outcome }) => outcome === 'satisfied').length,
  violated: cases.filter(({ outcome }) => outcome === 'violated').length,
  known: cases.filter(({ outcome }) => outcome === 'known').length,
  inconclusive: cases.filter(({ outcome }) => outcome === 'inconclusive').length,
})

const number = (pattern: RegExp, text: string): number => Number(pattern.exec(text)?.[1] ?? 0)

/** The number in front of a list, which has to be the length of the list. */
function listLength(pattern: RegExp, text: string): number {
  const [, count = '0', list = ''] = pattern.exec(text) ?? []
  const items = list.match(/\((?:MUST|SHOULD|MAY)\)/g)?.length ?? 0
  if (items !== Number(count)) throw new Error(`${count} in front of a list of ${items}`)
  return items
}

export const inConsole = (text: string): TextNumbers => ({
  judged: number(/ (\d+) of \d+ MUST requirements tested$/m, text),
  total: number(/ of (\d+) MUST /, text),
  exit: number(/^exit (\d)$/m, text),
  requests: number(/^ {2}profile .*?: (\d+) requests?,/m, text),
  violated: number(/^Violated \((\d+)\)/m, text),
  remarked: number(/^Remarks \((\d+)\)/m, text),
  known: number(/^Known \((\d+)\)/m, text),
  'not tested': number(/^Not tested \((\d+)\)/m, text),
  'not selected': number(/^Not selected \((\d+)\): /m, text),
  'not in this profile': listLength(/^Not in this profile \((\d+)\): ([^]*?)\n\n/m, text),
  'not applicable': listLength(/^Not applicable \((\d+)\): ([^]*?)\n\n/m, text),
})

export const inMarkdown = (text: string): TextNumbers => ({
  judged: number(/^\*\*(\d+) of \d+ MUST requirements tested,/m, text),
  total: number(/ of (\d+) MUST /, text),
  exit: number(/ exit (\d)\*\*/, text),
  requests: number(/^\| Profile \| .*?: (\d+) requests?,/m, text),
  violated: number(/^### Violated \((\d+)\)/m, text),
  remarked: number(/^### Remarks \((\d+)\)/m, text),
  known: number(/^### Known \((\d+)\)/m, text),
  'not tested': number(/^### Not tested \((\d+)\)/m, text),
  'not selected': number(/^Not selected \((\d+)\): /m, text),
  'not in this profile': listLength(/^Not in this profile \((\d+)\): (.*)$/m, text),
  'not applicable': listLength(/^Not applicable \((\d+)\): (.*)$/m, text),
})

/** The numbers of the table at the top, which always has all of them. */
export function inMarkdownTable(text: string): Record<string, number> {
  const cells = /^\| Requirements \| (.*) \|$/m.exec(text)?.[1]?.split(', ') ?? []
  return Object.fromEntries(
    cells.map((cell) => [cell.slice(cell.indexOf(' ') + 1), Number.parseInt(cell, 10)]),
  )
}

/** The numbers in front of the sections of report.html, and that of the legend, which alone counts what is satisfied. */
export function inPage(page: string): TextNumbers & { readonly satisfied: number } {
  const count = (title: string): number => number(new RegExp(`<h2>${title} <small>\\((\\d+)`), page)
  return {
    judged: number(/ (\d+) of \d+ MUST requirements tested</, page.replaceAll('<td>', '<td> ')),
    total: number(/ of (\d+) MUST requirements tested</, page),
    exit: number(/<th scope="row">Exit code<\/th><td>(\d)/, page),
    requests: number(/<th scope="row">Profile<\/th><td>.*?: (\d+) requests?,/, page),
    violated: count('Violated'),
    remarked: count('Remarks'),
    known: count('Known'),
    'not tested': count('Not tested, and how to test it'),
    'not selected': count('Not selected'),
    'not in this profile': count('Not in this profile'),
    'not applicable': count('Not applicable'),
    satisfied: number(/<\/span> (\d+) satisfied/, page),
  }
}

export function casesInMarkdown(text: string): CaseNumbers {
  const line = /^\| Cases \| (.*) \|$/m.exec(text)?.[1] ?? ''
  const count = (name: string): number => number(new RegExp(`(\\d+) ${name}`), line)
  return {
    satisfied: count('satisfied'),
    violated: count('violated'),
    known: count('known'),
    inconclusive: count('not tested'),
  }
}
