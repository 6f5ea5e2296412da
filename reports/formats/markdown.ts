/** `report.md`: what a CI job shows of a run. It stays far below the 1 MiB that GitHub accepts. */
import { fixOf } from '../../spec/verdict/baseline.ts'
import { brief } from '../../spec/lib/digest.ts'
import { causesOf, isExcused } from '../report/causes.ts'
import { byGroup, byReason, caseCounts, groupCounts } from '../report/groups.ts'
import type { Report, ReportedRequirement } from '../report/report.ts'
import { notTestedBecause } from '../report/untested.ts'
import { hints } from './text/hints.ts'
import { stateText } from './known-failures.ts'
import { violated, violatedInShort, type RequirementWithCauses } from './markdown-failures.ts'
import { andMore, MAX_ROWS, table } from './text/markdown-table.ts'
import { code, prose } from './text/markdown.ts'
import { profileLine } from './text/run-text.ts'
import {
  certificationText,
  conditionTexts,
  ownerPrefix,
  testedText,
  verdictText,
} from './text/verdict-text.ts'

/** Ids in one list. */
const MAX_IDS = 100

/** @param reasonsAgainst why the run is not certified; none: it is; absent: the text does not mention it */
export function markdownText(report: Report, reasonsAgainst?: readonly string[]): string {
  const groups = byGroup(report)
  const causes = causesOf(report)
  const withCauses = (
    requirements: readonly ReportedRequirement[],
    known: boolean,
  ): RequirementWithCauses[] =>
    requirements.map((requirement) => ({
      ...requirement,
      causes: (causes.get(requirement.id) ?? []).filter((cause) => cause.known === known),
    }))
  // A requirement that the baseline excuses in some cases only is in two lists.
  const excused = report.requirements.filter(({ id }) => isExcused(causes.get(id)))
  const body = [
    ...head(report, reasonsAgainst),
    ...violated(withCauses(groups.violated, false)),
    ...violatedInShort('Known', 'Excused by the baseline.', withCauses(excused, true)),
    ...baseline(report),
    ...foundByFuzzing(report),
    ...violatedInShort(
      'Remarks',
      'Advice, not part of the verdict.',
      withCauses(groups.remarked, false),
    ),
    ...untested(report, groups),
  ].join('\n')
  const notes = hints(report, body).map((hint) => `\n${hint}.\n`)
  return `${body.trimEnd()}\n${notes.join('')}`
}

function head(report: Report, reasonsAgainst: readonly string[] | undefined): string[] {
  const { exit, target, contract, fuzz } = report
  const where = `${code(target.program ?? target.baseUrl)}${target.embedded ? ', the embedded reference server' : ''}`
  const facts = [
    `**${testedText(report)}, exit ${exit.code}**`,
    ...(reasonsAgainst ? [certificationText(reasonsAgainst, report, prose)] : []),
    ...(exit.reason === undefined ? [] : [`${ownerPrefix(exit)}${prose(exit.reason)}`]),
    ...conditionTexts(report).map(prose),
  ]
  return [
    `## ${verdictText(report)}: ${report.side ? 'client of the Formflow API' : 'Formflow API, POST /api/token'}`,
    '',
    facts.join('; '),
    '',
    ...table(
      [report.side ? 'Client' : 'Target', where],
      [
        [
          'Contract',
          `${code(`${contract.title} ${contract.version}`)}, sha256 ${code(brief(contract.sha256))}`,
        ],
        ['Profile', profileLine(report)],
        ['Requirements', countsText(groupCounts(report))],
        ['Cases', caseCountsText(report)],
        ...(fuzz ? [['Fuzzing', `${fuzz.tried} bodies tested, seed ${fuzz.seed}`]] : []),
      ],
    ),
    '',
  ]
}

const countsText = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ')

function caseCountsText(report: Report): string {
  const { inconclusive, ...counts } = caseCounts(report)
  return countsText({ ...counts, 'not tested': inconclusive })
}

function foundByFuzzing({ fuzz }: Report): string[] {
  if (!fuzz || fuzz.found.length === 0) return []
  const rows = fuzz.found
    .slice(0, MAX_ROWS)
    .map((found) => [code(found.case), found.requirements.map(code).join(', ')])
  return [
    `### Found by fuzzing (${fuzz.found.length})`,
    '',
    'report.json has them as cases to paste into fixtures/cases.',
    '',
    ...table(['Case', 'Requirements'], rows),
    '',
    ...andMore(fuzz.found),
  ]
}

function baseline({ baseline: used }: Report): string[] {
  if (!used) return []
  const rows = used.entries
    .toSorted((a, b) => Number(fixOf(a) === undefined) - Number(fixOf(b) === undefined))
    .slice(0, MAX_ROWS)
    .map((entry) => [
      stateText(entry.state),
      code(entry.requirement),
      code(entry.case ?? ''),
      code(entry.expires),
      prose(entry.owner),
      prose(fixOf(entry) ?? entry.reason),
    ])
  return [
    `### Baseline (${used.entries.length})`,
    '',
    `${code(used.file)}, sha256 ${code(brief(used.sha256))}`,
    '',
    ...table(['State', 'Requirement', 'Case', 'Until', 'Owner', 'Reason, or how to fix it'], rows),
    '',
    ...andMore(used.entries),
  ]
}

function untested({ must }: Report, groups: ReturnType<typeof byGroup>): string[] {
  // When the control failed, the reason is at the top; a list of all requirements would hide it.
  if (must.judged === 0) return ['Nothing was tested.', '']
  return [
    ...notTested(groups['not tested']),
    ...notSelected(groups['not selected']),
    ...list('Not in this profile', groups['not in this profile']),
    ...list('Not applicable', groups['not applicable']),
  ]
}

function notTested(group: readonly ReportedRequirement[]): string[] {
  if (group.length === 0) return []
  const reasons = [...byReason(group)]
  return [
    `### Not tested (${group.length})`,
    '',
    ...table(
      ['Requirements', 'Reason, and what to supply'],
      reasons
        .slice(0, MAX_ROWS)
        .map(([reason, requirements]) => [ids(requirements), prose(notTestedBecause(reason))]),
    ),
    '',
    ...andMore(reasons),
  ]
}

/** Without ids: the user chose the cases, and these are most requirements. */
const notSelected = ({ length }: readonly unknown[]): string[] =>
  length === 0 ? [] : [`Not selected (${length}): the selection left out the cases for them.`, '']

const list = (term: string, group: readonly ReportedRequirement[]): string[] =>
  group.length === 0 ? [] : [`${term} (${group.length}): ${ids(group)}.`, '']

const ids = (group: readonly ReportedRequirement[]): string => {
  const shown = group.slice(0, MAX_IDS).map(({ id, level }) => `${code(id)} (${level})`)
  return shown.join(', ') + (group.length > MAX_IDS ? ` and ${group.length - MAX_IDS} more` : '')
}
