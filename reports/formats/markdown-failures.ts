/** The part of `report.md` about violated requirements: by cause, and how to repeat the requests. */
import { inert } from '../../spec/lib/sanitize.ts'
import type { Cause } from '../report/causes.ts'
import type { ReportedRequirement } from '../report/report.ts'
import { code, fenced, prose } from './text/markdown.ts'
import { andMore, MAX_ROWS, table } from './text/markdown-table.ts'

/** Causes that are shown of one requirement: of one that fails the run, and of any other. */
const MAX_CAUSES = 3
const MAX_CAUSES_IN_SHORT = 1
/** Characters; a longer shell line would help nobody. */
const MAX_LINE = 2000

export interface RequirementWithCauses extends ReportedRequirement {
  readonly causes: readonly Cause[]
}

export function violated(group: readonly RequirementWithCauses[]): string[] {
  if (group.length === 0) return []
  return [
    `### Violated (${group.length})`,
    '',
    ...differences(group, MAX_CAUSES),
    ...group
      .slice(0, MAX_ROWS)
      .map(
        ({ id, statement, why, source, reference, causes }) =>
          `- ${code(id)}: ${prose(statement)} *Why:* ${prose(why)} *Source:* ${source}, ${code(reference)}${answerOf(causes[0])}`,
      ),
    '',
    ...repeat(group),
  ]
}

export function violatedInShort(
  title: string,
  meaning: string,
  group: readonly RequirementWithCauses[],
): string[] {
  if (group.length === 0) return []
  return [
    `### ${title} (${group.length})`,
    '',
    meaning,
    '',
    ...differences(group, MAX_CAUSES_IN_SHORT),
    ...repeat(group),
  ]
}

/** A row per cause, and one that counts the causes beyond the maximum. */
function differences(group: readonly RequirementWithCauses[], maximum: number): string[] {
  const rows = group.slice(0, MAX_ROWS).flatMap(({ id, level, causes }) => {
    const more = causes.length - maximum
    return [
      ...causes.slice(0, maximum).map((cause) => [`${code(id)} (${level})`, ...causeCells(cause)]),
      ...(more > 0 ? [[code(id), `and ${more} more`, '', '', '']] : []),
    ]
  })
  return [
    ...table(['Requirement', 'Where', 'Expected', 'Observed', 'Case'], rows),
    '',
    ...andMore(group),
  ]
}

/** What the target answered to the first cause of a requirement. */
function answerOf(cause: Cause | undefined): string {
  const { answer, token } = cause?.shown ?? {}
  return [
    ...(answer === undefined ? [] : [` *Answer:* ${code(answer)}`]),
    ...(token === undefined ? [] : [` *Token:* ${code(token)}`]),
  ].join('')
}

function causeCells({ violation, cases: [first, ...others] }: Cause): string[] {
  const { where, expected, actual } = violation
  const more = others.length > 0 ? ` and ${others.length} more` : ''
  return [code(where), code(expected), code(actual), code(first.id) + more]
}

/** A shell line for the first cause of each requirement. */
function repeat(group: readonly RequirementWithCauses[]): string[] {
  const first = group.slice(0, MAX_ROWS).flatMap(({ causes }) => causes[0] ?? [])
  const lines = first.flatMap(({ requirement, shown: { reproduce }, cases: [{ id }] }) => {
    if (reproduce === undefined) return []
    const shellLines = reproduce.split('\n')
    // A line that is changed or cut sends another request.
    const whole = reproduce.length <= MAX_LINE && shellLines.every((line) => line === inert(line))
    return [`# ${requirement} in ${id}`, ...(whole ? shellLines : ['# report.json has the line'])]
  })
  return lines.length === 0 ? [] : ['To repeat the requests:', '', ...fenced('sh', lines), '']
}
