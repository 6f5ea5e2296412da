/** The report for a terminal: verdict first, then what to do about it. */
import { inert } from '../../spec/inert.ts'
import { effectiveLevel } from '../../spec/judge.ts'
import type { Report, ReportedRequirement } from '../report.ts'
import { counted, labelled, wrapped } from './columns.ts'
import { fuzzLine, foundByFuzzing } from './fuzz.ts'
import { baselineInShort, entriesToMend, isNew, knownFailures } from './known.ts'
import { observations } from './observations.ts'
import { plain, type Palette } from './palette.ts'

/** How many causes are told at length; report.json has them all. */
const CAUSES = 10

export function consoleText(report: Report, palette: Palette = plain): string {
  return [
    ...head(report, palette),
    ...violated(report, palette),
    ...knownFailures(report, palette),
    ...entriesToMend(report, palette),
    ...foundByFuzzing(report, palette),
    ...remarks(report, palette),
    ...notJudged(report, palette),
    ...notApplicable(report, palette),
    ...foot(report),
  ]
    .join('\n')
    .trimEnd()
}

function head(report: Report, palette: Palette): string[] {
  const { exit, must, target, contract, profile, traffic, strict, fuzz, baseline } = report
  const seconds = (traffic.durationMs / 1000).toFixed(1)
  const where = target.embedded
    ? `the embedded reference server (${target.baseUrl})`
    : target.baseUrl
  return [
    '',
    `${bigWord(report, palette)}  ${must.judged} of ${must.total} MUST requirements judged`,
    ...(exit.reason === undefined ? [] : wrapped(`${whose(exit)}${inert(exit.reason)}`, 2)),
    '',
    `  target    ${where}`,
    `  contract  ${inert(`${contract.title} ${contract.version}`)}, sha256 ${contract.sha256.slice(0, 12)}`,
    `  profile   ${profile}${strict ? ', strict' : ''}: ${counted(traffic.requests, 'request')}, ${counted(traffic.failedLogins, 'failed login')}, ${seconds} s`,
    ...(baseline ? labelled('  baseline', baselineInShort(baseline), 12) : []),
    ...(fuzz ? fuzzLine(fuzz) : []),
    ...(target.expiredToken === null ? [] : [`  expired   token ${target.expiredToken}`]),
    '',
  ]
}

/** A failure that somebody knows of is no pass, and must not read as one. */
function bigWord({ verdict, requirements, strict, exit }: Report, palette: Palette): string {
  const { bold, green, red, yellow } = palette
  const known = !requirements.some((each) => isNew(each) && counts(each, strict))
  const colour = { conformant: green, 'non-conformant': red, undetermined: yellow }[verdict]
  if (verdict === 'non-conformant' && known) return bold(yellow('NON-CONFORMANT, as known'))
  // A baseline that does not fit fails a run that found nothing else.
  const mixed = verdict === 'conformant' && exit.code !== 0
  return bold((mixed ? yellow : colour)(verdict.toUpperCase()))
}

const counts = ({ level }: ReportedRequirement, strict: boolean): boolean =>
  effectiveLevel(level, strict) === 'MUST'

const whose = ({ owner }: Report['exit']): string => (owner === 'none' ? '' : `${owner}: `)

function violated(report: Report, { bold, red, dim }: Palette): string[] {
  const broken = report.requirements.filter((each) => isNew(each) && counts(each, report.strict))
  if (broken.length === 0) return []
  const told = broken
    .slice(0, CAUSES)
    .flatMap((each) => [
      `  ${bold(red(each.id))} (${each.level}) ${each.statement}`,
      ...observations(each.id, report.cases, false).map((line) => `    ${line}`),
      dim(`    why     ${each.why}`),
      dim(`    source  ${each.source}: ${each.reference}`),
      '',
    ])
  const more =
    broken.length > CAUSES
      ? [...wrapped(`and ${broken.length - CAUSES} more: ${ids(broken.slice(CAUSES))}`, 2), '']
      : []
  return [bold(`Violated (${broken.length})`), ...told, ...more]
}

function remarks(report: Report, { bold, dim, yellow }: Palette): string[] {
  const found = report.requirements.filter((each) => isNew(each) && !counts(each, report.strict))
  if (found.length === 0) return []
  const lines = found.flatMap((each) => [
    `  ${yellow(each.id)} (${each.level}) ${each.statement}`,
    ...observations(each.id, report.cases, false)
      .slice(0, 2)
      .map((line) => dim(`    ${line}`)),
  ])
  return [bold(`Remarks (${found.length})`) + ' - advice, not part of the verdict', ...lines, '']
}

function notJudged({ requirements, must }: Report, { bold, dim }: Palette): string[] {
  const open = requirements.filter(({ outcome }) => outcome === 'inconclusive')
  // When the control failed the verdict above says why; a list of everything would bury it.
  if (must.judged === 0) return [bold('Nothing was judged'), '']
  if (open.length === 0) return []
  const byReason = new Map<string, ReportedRequirement[]>()
  for (const each of open) {
    const reason = each.reason ?? ''
    byReason.set(reason, [...(byReason.get(reason) ?? []), each])
  }
  const lines = [...byReason].flatMap(([reason, group]) => [
    ...wrapped(ids(group), 2),
    ...wrapped(inert(reason), 4).map(dim),
  ])
  return [bold(`Not judged (${open.length})`), ...lines, '']
}

function notApplicable({ requirements, must }: Report, { dim }: Palette): string[] {
  const open = requirements.filter(({ outcome }) => outcome === 'inapplicable')
  if (open.length === 0 || must.judged === 0) return []
  return [...wrapped(`Nothing to look at for ${ids(open)}`, 0).map(dim), '']
}

function foot({ exit, cases, target }: Report): string[] {
  const again = cases.map(({ reproduce = '' }) => reproduce).join('\n')
  const notes = [
    ...(exit.reason?.startsWith('the control (')
      ? ['`npm run doctor` examines step by step what stands in the way']
      : []),
    ...(again.includes('$TOKEN')
      ? ['$TOKEN above stands for a fresh token from POST /api/token']
      : []),
    ...(target.embedded && again.includes('curl')
      ? ['The embedded server has ended; `npm run serve` starts one for the curl lines above']
      : []),
  ]
  return [...notes, ...(notes.length > 0 ? [''] : []), `exit ${exit.code}`, '']
}

const ids = (group: readonly ReportedRequirement[]): string =>
  group.map(({ id, level }) => `${id} (${level})`).join(', ')
