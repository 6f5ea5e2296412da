/** The report for a terminal: verdict first, then every failure with what is needed to fix it. */
import { brief } from '../../spec/lib/digest.ts'
import { inert } from '../../spec/lib/sanitize.ts'
import { causesOf } from '../report/causes.ts'
import { byGroup, byReason } from '../report/groups.ts'
import type { Report, ReportedRequirement } from '../report/report.ts'
import { notTestedBecause } from '../report/untested.ts'
import { labelled, wrapped } from './text/columns.ts'
import { plain, type Palette } from './text/colours.ts'
import { profileLine, targetLine } from './text/run-text.ts'
import {
  certificationText,
  conditionTexts,
  isAsKnown,
  ownerPrefix,
  testedText,
  verdictText,
} from './text/verdict-text.ts'
import { foundByFuzzing, fuzzLines } from './fuzz.ts'
import { hints } from './text/hints.ts'
import { baselineSummary, entriesToFix, knownFailures } from './known-failures.ts'
import { observations } from './observations.ts'

/** Requirements that are shown in full; the others without reason and source. */
const MAX_IN_FULL = 10

interface View {
  readonly report: Report
  readonly groups: ReturnType<typeof byGroup>
  readonly causes: ReturnType<typeof causesOf>
  readonly palette: Palette
}

/** @param reasonsAgainst why the run is not certified; none: it is; absent: the text does not mention it */
export function consoleText(
  report: Report,
  palette: Palette = plain,
  reasonsAgainst?: readonly string[],
): string {
  const view = { report, groups: byGroup(report), causes: causesOf(report), palette }
  const body = [
    ...head(report, palette, reasonsAgainst),
    ...violated(view),
    ...knownFailures(report, view.causes, palette),
    ...entriesToFix(report, palette),
    ...foundByFuzzing(report, palette),
    ...remarks(view),
    ...untested(view),
  ].join('\n')
  const notes = hints(report, body)
  const foot = [...notes, ...(notes.length > 0 ? [''] : []), `exit ${report.exit.code}`]
  return `${body}\n${foot.join('\n')}`
}

function head(
  report: Report,
  palette: Palette,
  reasonsAgainst: readonly string[] | undefined,
): string[] {
  const { exit, suite, target, contract, fuzz, baseline } = report
  return [
    '',
    `${colouredVerdict(report, palette)}  ${testedText(report)}`,
    ...(reasonsAgainst ? wrapped(certificationText(reasonsAgainst, report), 2) : []),
    ...(exit.reason === undefined ? [] : wrapped(`${ownerPrefix(exit)}${inert(exit.reason)}`, 2)),
    ...conditionTexts(report).flatMap((text) => wrapped(inert(text), 2)),
    '',
    `  ${report.side ? 'client' : 'target'}    ${inert(targetLine(target))}`,
    `  suite     ${suite.name} ${suite.version}`,
    `  contract  ${inert(`${contract.title} ${contract.version}`)}, sha256 ${brief(contract.sha256)}`,
    `  profile   ${profileLine(report)}`,
    ...(baseline ? labelled('  baseline', baselineSummary(baseline), 12) : []),
    ...(fuzz ? fuzzLines(fuzz) : []),
    ...(target.expiredToken === null ? [] : [`  expired token: ${target.expiredToken}`]),
    '',
  ]
}

function colouredVerdict(report: Report, { bold, green, red, yellow }: Palette): string {
  const { verdict, exit } = report
  const colour = { conformant: green, 'non-conformant': red, undetermined: yellow }[verdict]
  // A baseline that does not match fails a run without other failures.
  const partly = report.must.judged < report.must.total
  const mixed = verdict === 'conformant' ? exit.code !== 0 || partly : isAsKnown(report)
  return bold((mixed ? yellow : colour)(verdictText(report)))
}

function violated({ groups, causes, palette }: View): string[] {
  const { bold, red, dim } = palette
  const failed = groups.violated
  if (failed.length === 0) return []
  const lines = failed.flatMap(({ id, level, statement, why, source, reference }, at) => {
    const title = `  ${bold(red(id))} (${level}) ${statement}`
    const observed = observations(causes.get(id), false).map((line) => `    ${line}`)
    return at < MAX_IN_FULL
      ? [
          title,
          ...observed,
          dim(`    why     ${why}`),
          dim(`    source  ${source}: ${reference}`),
          '',
        ]
      : [title, ...observed.slice(0, 2)]
  })
  const end = failed.length > MAX_IN_FULL ? [''] : []
  return [bold(`Violated (${failed.length})`), ...lines, ...end]
}

function remarks({ groups: { remarked }, causes, palette }: View): string[] {
  const { bold, dim, yellow } = palette
  if (remarked.length === 0) return []
  const lines = remarked.flatMap(({ id, level, statement }) => [
    `  ${yellow(id)} (${level}) ${statement}`,
    ...observations(causes.get(id), false)
      .slice(0, 2)
      .map((line) => dim(`    ${line}`)),
  ])
  return [bold(`Remarks (${remarked.length})`) + ' - advice, not part of the verdict', ...lines, '']
}

function untested({ report: { must }, groups, palette: { bold, dim } }: View): string[] {
  // When the control failed, the reason is at the top; a list of all requirements would hide it.
  if (must.judged === 0) return [bold('Nothing was tested'), '']
  const notTested = groups['not tested']
  const reasons = [...byReason(notTested)].flatMap(([reason, requirements]) => [
    ...wrapped(ids(requirements), 2),
    ...wrapped(inert(notTestedBecause(reason)), 4).map(dim),
  ])
  return [
    ...(notTested.length > 0 ? [bold(`Not tested (${notTested.length})`), ...reasons, ''] : []),
    ...notSelected(groups['not selected']).map(dim),
    ...list('Not in this profile', groups['not in this profile']).map(dim),
    ...list('Not applicable', groups['not applicable']).map(dim),
  ]
}

/** Without ids: the user chose the cases, and these are most requirements. */
const notSelected = ({ length }: readonly unknown[]): string[] =>
  length === 0 ? [] : [`Not selected (${length}): the selection left out the cases for them`, '']

const list = (term: string, requirements: readonly ReportedRequirement[]): string[] =>
  requirements.length === 0
    ? []
    : [...wrapped(`${term} (${requirements.length}): ${ids(requirements)}`, 0), '']

const ids = (requirements: readonly ReportedRequirement[]): string =>
  requirements.map(({ id, level }) => `${id} (${level})`).join(', ')
