/** The report for a terminal: verdict first, then what to do about it. */
import { brief } from '../../spec/lib/digest.ts'
import { inert } from '../../spec/lib/sanitize.ts'
import { causesOf } from '../report/causes.ts'
import type { Report, ReportedRequirement } from '../report/report.ts'
import { byReason, byStanding } from '../report/groups.ts'
import { labelled, wrapped } from './text/columns.ts'
import { fuzzLine, foundByFuzzing } from './fuzz.ts'
import { hints } from './hints.ts'
import { baselineInShort, entriesToMend, knownFailures } from './known-failures.ts'
import { observations } from './observations.ts'
import { plain, type Palette } from './text/colours.ts'
import { profileLine, targetLine } from './text/run-text.ts'
import { isAsKnown, verdictWords, whose } from './text/verdict-text.ts'

/** How many requirements are told at length; of the others, what was seen. */
const AT_LENGTH = 10

interface Sight {
  readonly report: Report
  readonly standing: ReturnType<typeof byStanding>
  readonly causes: ReturnType<typeof causesOf>
  readonly palette: Palette
}

export function consoleText(report: Report, palette: Palette = plain): string {
  const sight = { report, standing: byStanding(report), causes: causesOf(report), palette }
  const told = [
    ...head(report, palette),
    ...violated(sight),
    ...knownFailures(report, sight.causes, palette),
    ...entriesToMend(report, palette),
    ...foundByFuzzing(report, palette),
    ...remarks(sight),
    ...notJudged(sight),
    ...notApplicable(sight),
  ].join('\n')
  const notes = hints(report, told)
  const foot = [...notes, ...(notes.length > 0 ? [''] : []), `exit ${report.exit.code}`]
  return `${told}\n${foot.join('\n')}`
}

function head(report: Report, palette: Palette): string[] {
  const { exit, must, target, contract, fuzz, baseline } = report
  return [
    '',
    `${bigWord(report, palette)}  ${must.judged} of ${must.total} MUST requirements judged`,
    ...(exit.reason === undefined ? [] : wrapped(`${whose(exit)}${inert(exit.reason)}`, 2)),
    '',
    `  target    ${targetLine(target)}`,
    `  contract  ${inert(`${contract.title} ${contract.version}`)}, sha256 ${brief(contract.sha256)}`,
    `  profile   ${profileLine(report)}`,
    ...(baseline ? labelled('  baseline', baselineInShort(baseline), 12) : []),
    ...(fuzz ? fuzzLine(fuzz) : []),
    ...(target.expiredToken === null ? [] : [`  expired   token ${target.expiredToken}`]),
    '',
  ]
}

function bigWord(report: Report, { bold, green, red, yellow }: Palette): string {
  const { verdict, exit } = report
  const colour = { conformant: green, 'non-conformant': red, undetermined: yellow }[verdict]
  // A baseline that does not fit fails a run that found nothing else.
  const mixed = verdict === 'conformant' ? exit.code !== 0 : isAsKnown(report)
  return bold((mixed ? yellow : colour)(verdictWords(report)))
}

function violated({ standing: { violated: broken }, causes, palette }: Sight): string[] {
  const { bold, red, dim } = palette
  if (broken.length === 0) return []
  const told = broken.flatMap((reportedRequirement, at) => [
    `  ${bold(red(reportedRequirement.id))} (${reportedRequirement.level}) ${reportedRequirement.statement}`,
    ...(at < AT_LENGTH
      ? [
          ...observations(causes.get(reportedRequirement.id), false).map((line) => `    ${line}`),
          dim(`    why     ${reportedRequirement.why}`),
          dim(`    source  ${reportedRequirement.source}: ${reportedRequirement.reference}`),
          '',
        ]
      : observations(causes.get(reportedRequirement.id), false)
          .slice(0, 2)
          .map((line) => `    ${line}`)),
  ])
  const end = broken.length > AT_LENGTH ? [''] : []
  return [bold(`Violated (${broken.length})`), ...told, ...end]
}

function remarks({ standing: { remarked }, causes, palette }: Sight): string[] {
  const { bold, dim, yellow } = palette
  if (remarked.length === 0) return []
  const lines = remarked.flatMap((reportedRequirement) => [
    `  ${yellow(reportedRequirement.id)} (${reportedRequirement.level}) ${reportedRequirement.statement}`,
    ...observations(causes.get(reportedRequirement.id), false)
      .slice(0, 2)
      .map((line) => dim(`    ${line}`)),
  ])
  return [bold(`Remarks (${remarked.length})`) + ' - advice, not part of the verdict', ...lines, '']
}

function notJudged({ report: { must }, standing, palette: { bold, dim } }: Sight): string[] {
  const open = standing['not judged']
  // When the control failed the verdict above says why; a list of everything would bury it.
  if (must.judged === 0) return [bold('Nothing was judged'), '']
  if (open.length === 0) return []
  const lines = [...byReason(open)].flatMap(([reason, group]) => [
    ...wrapped(ids(group), 2),
    ...wrapped(inert(reason), 4).map(dim),
  ])
  return [bold(`Not judged (${open.length})`), ...lines, '']
}

function notApplicable({ report: { must }, standing, palette: { dim } }: Sight): string[] {
  const open = standing['nothing to look at']
  if (open.length === 0 || must.judged === 0) return []
  return [...wrapped(`Nothing to look at for ${ids(open)}`, 0).map(dim), '']
}

const ids = (group: readonly ReportedRequirement[]): string =>
  group.map(({ id, level }) => `${id} (${level})`).join(', ')
