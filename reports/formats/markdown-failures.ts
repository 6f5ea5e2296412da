/** The part of `report.md` that tells what is violated: by cause, and how to see it again. */
import { inert } from '../../spec/lib/sanitize.ts'
import type { Cause } from '../report/causes.ts'
import type { ReportedRequirement } from '../report/report.ts'
import { code, fenced, prose } from './text/markdown.ts'
import { rest, ROWS, table } from './text/markdown-table.ts'

/** How many causes of one requirement are told: of what fails the run, and of what does not. */
const DIFFERENCES = 3
const EXAMPLES = 1
/** Characters; a longer line would be no help to anyone. */
const LINE = 2000

export interface Told extends ReportedRequirement {
  readonly causes: readonly Cause[]
}

export function violated(group: readonly Told[]): string[] {
  if (group.length === 0) return []
  return [
    `### Violated (${group.length})`,
    '',
    ...differences(group, DIFFERENCES),
    ...group
      .slice(0, ROWS)
      .map(
        ({ id, statement, why, source, reference }) =>
          `- ${code(id)}: ${prose(statement)} *Why:* ${prose(why)} *Source:* ${source}, ${code(reference)}`,
      ),
    '',
    ...again(group),
  ]
}

export function inShort(title: string, meaning: string, group: readonly Told[]): string[] {
  if (group.length === 0) return []
  return [
    `### ${title} (${group.length})`,
    '',
    meaning,
    '',
    ...differences(group, EXAMPLES),
    ...again(group),
  ]
}

/** A row for each cause, and one for those that are too many. */
function differences(group: readonly Told[], most: number): string[] {
  const rows = group.slice(0, ROWS).flatMap(({ id, level, causes }) => [
    ...causes.slice(0, most).map(({ violation, cases }) => {
      const { where, expected, actual } = violation
      const [first, ...others] = cases
      const more = others.length > 0 ? ` and ${others.length} more` : ''
      return [
        `${code(id)} (${level})`,
        code(where),
        code(expected),
        code(actual),
        code(first.id) + more,
      ]
    }),
    ...(causes.length > most ? [[code(id), `and ${causes.length - most} more`, '', '', '']] : []),
  ])
  return [
    ...table(['Requirement', 'Where', 'Expected', 'Observed', 'Case'], rows),
    '',
    ...rest(group),
  ]
}

/** By the first cause of each. */
function again(group: readonly Told[]): string[] {
  const first = group.slice(0, ROWS).flatMap(({ causes }) => causes[0] ?? [])
  const asked = first.flatMap(({ requirement, cases: [{ id, reproduce }] }) => {
    if (reproduce === undefined) return []
    const lines = reproduce.split('\n')
    // Changed or cut it would ask something else.
    const whole = reproduce.length <= LINE && lines.every((line) => line === inert(line))
    return [`# ${requirement} in ${id}`, ...(whole ? lines : ['# report.json has the line'])]
  })
  return asked.length === 0 ? [] : ['To ask again:', '', ...fenced('sh', asked), '']
}
