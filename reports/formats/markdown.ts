/** `report.md`: what a CI job shows of a run. Far below the 1 MiB that GitHub takes, whatever was found. */
import { fixOf } from '../../spec/verdict/baseline.ts'
import { brief } from '../../spec/lib/digest.ts'
import { causesOf, isExcused } from '../report/causes.ts'
import type { Report, ReportedRequirement } from '../report/report.ts'
import { byReason, byStanding, caseCounts, requirementCounts } from '../report/groups.ts'
import { hints } from './hints.ts'
import { inShort, violated, type Told } from './markdown-failures.ts'
import { rest, ROWS, table } from './text/markdown-table.ts'
import { code, prose } from './text/markdown.ts'
import { profileLine } from './text/run-text.ts'
import { verdictWords, whose } from './text/verdict-text.ts'

/** How many ids are told in one place. */
const IDS = 100

export function markdownText(report: Report): string {
  const standing = byStanding(report)
  const causes = causesOf(report)
  const of = (group: readonly ReportedRequirement[], known: boolean): Told[] =>
    group.map((reportedRequirement) => ({
      ...reportedRequirement,
      causes: (causes.get(reportedRequirement.id) ?? []).filter((cause) => cause.known === known),
    }))
  // What is known in part is told twice: what is not, and what is.
  const excused = report.requirements.filter(({ id }) => isExcused(causes.get(id)))
  const told = [
    ...head(report),
    ...violated(of(standing.violated, false)),
    ...inShort('Known', 'Listed in the baseline, and excused.', of(excused, true)),
    ...baseline(report),
    ...found(report),
    ...inShort('Remarks', 'Advice, not part of the verdict.', of(standing.remarked, false)),
    // When the control failed the first line says why; a list of everything would bury it.
    ...(report.must.judged === 0
      ? ['Nothing was judged.', '']
      : [...notJudged(standing['not judged']), ...nothingToLookAt(standing['nothing to look at'])]),
  ].join('\n')
  const notes = hints(report, told).map((hint) => `\n${hint}.\n`)
  return `${told.trimEnd()}\n${notes.join('')}`
}

function head(report: Report): string[] {
  const { exit, must, target, contract, fuzz } = report
  const where = `${code(target.baseUrl)}${target.embedded ? ', the embedded reference server' : ''}`
  return [
    `## ${verdictWords(report)}: Formflow API, POST /api/token`,
    '',
    `**${must.judged} of ${must.total} MUST requirements judged, exit ${exit.code}**${exit.reason === undefined ? '' : `, ${whose(exit)}${prose(exit.reason)}`}`,
    '',
    ...table(
      ['Target', where],
      [
        [
          'Contract',
          `${code(`${contract.title} ${contract.version}`)}, sha256 ${code(brief(contract.sha256))}`,
        ],
        ['Profile', profileLine(report)],
        ['Requirements', told(requirementCounts(report))],
        ['Cases', told(caseCounts(report))],
        ...(fuzz ? [['Fuzzing', `${fuzz.tried} bodies tried, seed ${fuzz.seed}`]] : []),
      ],
    ),
    '',
  ]
}

const told = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ')

function found({ fuzz }: Report): string[] {
  if (!fuzz || fuzz.found.length === 0) return []
  const rows = fuzz.found
    .slice(0, ROWS)
    .map((each) => [code(each.case), each.requirements.map(code).join(', ')])
  return [
    `### Found by fuzzing (${fuzz.found.length})`,
    '',
    'As cases to paste into fixtures/cases they stand in report.json.',
    '',
    ...table(['Case', 'Requirements'], rows),
    '',
    ...rest(fuzz.found),
  ]
}

function baseline({ baseline: own }: Report): string[] {
  if (!own) return []
  const rows = own.entries
    .toSorted((a, b) => Number(fixOf(a) === undefined) - Number(fixOf(b) === undefined))
    .slice(0, ROWS)
    .map((stated) => [
      stated.state,
      code(stated.requirement),
      code(stated.case ?? ''),
      code(stated.expires),
      prose(stated.owner),
      prose(fixOf(stated) ?? stated.reason),
    ])
  return [
    `### Baseline (${own.entries.length})`,
    '',
    `${code(own.file)}, sha256 ${code(brief(own.sha256))}`,
    '',
    ...table(['State', 'Requirement', 'Case', 'Until', 'Owner', 'Reason, or what mends it'], rows),
    '',
    ...rest(own.entries),
  ]
}

function notJudged(group: readonly ReportedRequirement[]): string[] {
  if (group.length === 0) return []
  const reasons = [...byReason(group)]
  return [
    `### Not judged (${group.length})`,
    '',
    ...table(
      ['Requirements', 'Why, and what would help'],
      reasons.slice(0, ROWS).map(([reason, each]) => [ids(each), prose(reason)]),
    ),
    '',
    ...rest(reasons),
  ]
}

const nothingToLookAt = (group: readonly ReportedRequirement[]): string[] =>
  group.length === 0 ? [] : [`Nothing to look at for ${ids(group)}.`, '']

const ids = (group: readonly ReportedRequirement[]): string => {
  const shown = group.slice(0, IDS).map(({ id, level }) => `${code(id)} (${level})`)
  return shown.join(', ') + (group.length > IDS ? ` and ${group.length - IDS} more` : '')
}
