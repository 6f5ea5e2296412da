/** The report for a terminal: verdict first, then what to do about it. */
import { difference } from '../../spec/difference.ts'
import { inert } from '../../spec/inert.ts'
import type { Report, ReportedCase, ReportedRequirement } from '../report.ts'
import { counted, wrapped } from './columns.ts'
import { fuzzLine, foundByFuzzing } from './fuzz.ts'
import { plain, type Palette } from './palette.ts'

/** How many causes are told at length; report.json has them all. */
const CAUSES = 10

export function consoleText(report: Report, palette: Palette = plain): string {
  return [
    ...head(report, palette),
    ...violated(report, palette),
    ...foundByFuzzing(report, palette),
    ...remarks(report, palette),
    ...notJudged(report, palette),
    ...notApplicable(report, palette),
    ...foot(report),
  ]
    .join('\n')
    .trimEnd()
}

function head(
  { verdict, exit, must, target, contract, profile, traffic, strict, fuzz }: Report,
  { bold, green, red, yellow }: Palette,
): string[] {
  const colour = { conformant: green, 'non-conformant': red, undetermined: yellow }[verdict]
  const seconds = (traffic.durationMs / 1000).toFixed(1)
  const where = target.embedded
    ? `the embedded reference server (${target.baseUrl})`
    : target.baseUrl
  return [
    '',
    bold(colour(verdict.toUpperCase())) +
      `  ${must.judged} of ${must.total} MUST requirements judged`,
    ...(exit.reason === undefined ? [] : wrapped(`${exit.owner}: ${inert(exit.reason)}`, 2)),
    '',
    `  target    ${where}`,
    `  contract  ${inert(`${contract.title} ${contract.version}`)}, sha256 ${contract.sha256.slice(0, 12)}`,
    `  profile   ${profile}${strict ? ', strict' : ''}: ${counted(traffic.requests, 'request')}, ${counted(traffic.failedLogins, 'failed login')}, ${seconds} s`,
    ...(fuzz ? fuzzLine(fuzz) : []),
    ...(target.expiredToken === null ? [] : [`  expired   token ${target.expiredToken}`]),
    '',
  ]
}

function violated(report: Report, { bold, red, dim }: Palette): string[] {
  const broken = report.requirements.filter(
    ({ outcome, level }) =>
      outcome === 'violated' && (level === 'MUST' || (report.strict && level === 'SHOULD')),
  )
  if (broken.length === 0) return []
  const told = broken
    .slice(0, CAUSES)
    .flatMap((each) => [
      `  ${bold(red(each.id))} (${each.level}) ${each.statement}`,
      ...observations(each, report.cases).map((line) => `    ${line}`),
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

/** Cases that saw the same count once, told by the first. */
function observations({ id }: ReportedRequirement, cases: readonly ReportedCase[]): string[] {
  const seen = new Map<string, ReportedCase[]>()
  for (const each of cases)
    for (const violation of each.violations)
      if (violation.requirement === id) {
        const seenAs = inert(difference(violation))
        const group = seen.get(seenAs) ?? []
        if (!group.includes(each)) seen.set(seenAs, [...group, each])
      }
  return [...seen]
    .slice(0, 3)
    .flatMap(([seenAs, [first, ...others]]) => [
      seenAs,
      `in      ${first?.id}${others.length > 0 ? ` and ${others.length} more` : ''}`,
      ...(first?.reproduce === undefined ? [] : [`again   ${first.reproduce}`]),
    ])
    .concat(seen.size > 3 ? [`and ${seen.size - 3} more differences`] : [])
}

function remarks(report: Report, { bold, dim, yellow }: Palette): string[] {
  const found = report.requirements.filter(
    ({ outcome, level }) =>
      outcome === 'violated' && level !== 'MUST' && !(report.strict && level === 'SHOULD'),
  )
  if (found.length === 0) return []
  const lines = found.flatMap((each) => [
    `  ${yellow(each.id)} (${each.level}) ${each.statement}`,
    ...observations(each, report.cases)
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
