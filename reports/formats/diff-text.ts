/** The difference of two runs for a terminal: what got worse first, then what changed at all. */
import {
  subjects,
  type Diff,
  type LatencyChange,
  type NotObserved,
  type Observed,
  type RequirementChange,
  type RequirementChangeKind,
} from '../diff/model.ts'
import { columns, counted, wrapped } from './columns.ts'
import {
  caseWords,
  causes,
  clusters,
  factWords,
  headline,
  milliseconds,
  operationTitles,
  regressionWords,
  requirementWords,
  shown,
  sideFacts,
  subjectTitles,
  type Cluster,
} from './diff-words.ts'
import { plain, type Palette } from './palette.ts'
import { sides } from './sides.ts'
import { sparkline } from './sparkline.ts'

/** So many causes are told at length; --json tells all. */
const CAUSES = 10

export function diffText(diff: Diff, palette: Palette = plain): string {
  return [
    ...head(diff, palette),
    ...unlike(diff, palette),
    ...requirements(diff, palette),
    ...cases(diff, palette),
    ...observed(diff.observed, palette),
    `exit ${diff.regressions.length > 0 ? 1 : 0}`,
  ].join('\n')
}

function head(diff: Diff, { bold, red, green }: Palette): string[] {
  const bad = diff.regressions.length > 0
  const now = sideFacts(diff.new)
  const rows = sideFacts(diff.old).map(
    ([what, was], at) => [what, was, now[at]?.[1] ?? ''] as const,
  )
  return [
    bold((bad ? red : green)(headline(diff).toUpperCase())),
    ...diff.regressions.map((each) => `  ${red(regressionWords(each))}`),
    '',
    ...sides(rows),
    '',
  ]
}

function unlike({ unlike: aspects }: Diff, { bold, yellow }: Palette): string[] {
  if (aspects.length === 0) return []
  return [
    bold(yellow('Not like with like')),
    ...aspects.flatMap(({ what, old, new: now }) =>
      wrapped(`another ${what}: ${shown(old)} → ${shown(now)}`, 2),
    ),
    '',
  ]
}

function requirements({ requirements: changes }: Diff, palette: Palette): string[] {
  if (changes.length === 0) return []
  const groups = new Map<string, RequirementChange[]>()
  for (const each of changes) {
    const key = JSON.stringify([each.kind, requirementWords(each)])
    groups.set(key, [...(groups.get(key) ?? []), each])
  }
  return [
    palette.bold(`Requirements (${changes.length})`),
    ...[...groups.values()].flatMap((group) => requirementLines(group, palette)),
    '',
  ]
}

/** What happened to several for the same reason is told once, and one alone with its sentence. */
function requirementLines(group: readonly RequirementChange[], palette: Palette): string[] {
  const [first] = group
  if (!first) return []
  const names = group.map(({ id, level }) => `${shown(id)} (${level})`)
  const kind = colourOf(first.kind, palette)(first.kind)
  const sentence = group.length === 1 ? wrapped(shown(first.statement), 4).map(palette.dim) : []
  return [
    ...(names.length === 1
      ? [`  ${kind}  ${palette.bold(names.join(''))}`]
      : [`  ${kind}`, ...wrapped(names.join(', '), 4)]),
    ...wrapped(requirementWords(first), 4),
    ...sentence,
  ]
}

const colourOf = (kind: RequirementChangeKind, { red, green, yellow }: Palette) =>
  kind === 'regression' ? red : kind === 'fixed' ? green : yellow

function cases({ cases: changes }: Diff, { bold, red, green, dim }: Palette): string[] {
  if (changes.length === 0) return []
  const all = causes(changes)
  const colours = { '': bold, '+': red, '-': green }
  return [
    bold(`Cases (${changes.length})`),
    ...all.slice(0, CAUSES).flatMap(({ sign, words, cases: ids }) => [
      // The sign is coloured apart, so that a line breaks alike with and without.
      ...wrapped(`${sign || '*'} ${words}`, 2).map((line) =>
        line.replace(/^ {2}[*+-] /, (mark) => colours[sign](mark)),
      ),
      ...wrapped(`in ${caseWords(ids).join('')}`, 4).map(dim),
    ]),
    ...(all.length > CAUSES ? [`  and ${counted(all.length - CAUSES, 'more difference')}`] : []),
    '',
  ]
}

function observed(value: Observed | NotObserved, palette: Palette): string[] {
  const { bold, dim } = palette
  if (!value.compared)
    return [bold('Observed facts were not compared'), ...wrapped(shown(value.reason), 2), '']
  const { answers, changes, latency } = value
  const alone = [
    ...(answers.old > 0 ? [`${answers.old} only in the old run`] : []),
    ...(answers.new > 0 ? [`${answers.new} only in the new run`] : []),
  ]
  const compared = [`${counted(answers.both, 'answer')} compared`, ...alone].join(', ')
  return [
    `${bold(`Observed (${changes.length})`)} ${dim(`- ${compared}`)}`,
    ...subjects.flatMap((subject) => {
      const own = changes.filter((each) => each.subject === subject)
      if (own.length === 0) return []
      return [
        `  ${subjectTitles[subject]}`,
        ...clusters(own).flatMap((each) => factLines(each, dim)),
      ]
    }),
    '',
    ...latency.flatMap((each) => latencyLines(each, palette)),
  ]
}

/** A fact that stands alone has its count behind it, several that go together below them. */
function factLines({ changes, count }: Cluster, dim: Palette['dim']): string[] {
  const words = changes.map((each) => `${shown(each.name)}: ${factWords(each)}`)
  if (words.length === 1) return wrapped(`${words.join('')}, ${count}`, 4)
  return [...words.flatMap((each) => wrapped(each, 4)), ...wrapped(count, 6).map(dim)]
}

function latencyLines(
  { operation, edges, old, new: now }: LatencyChange,
  { bold, dim }: Palette,
): string[] {
  const rows = (['old', 'new'] as const).map((side) => {
    const { count, median, p90, p95, max, histogram } = side === 'old' ? old : now
    const figures = [median, p90, p95, max].map(milliseconds)
    return [side, sparkline(histogram), String(count), ...figures]
  })
  const heads = [
    '',
    `up to ${milliseconds(edges.at(-1) ?? 0)}`,
    'answers',
    'median',
    'p90',
    'p95',
    'max',
  ]
  return [
    `${bold(`Latency of ${operationTitles[operation]}`)} ${dim('- information, never a regression')}`,
    ...columns([heads, ...rows]),
    '',
  ]
}
