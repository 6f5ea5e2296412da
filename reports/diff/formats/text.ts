/** The difference of two runs for a terminal: what got worse first, then what changed at all. */
import type { Diff, RequirementChange } from '../model.ts'
import { counted, wrapped } from '../../formats/text/columns.ts'
import { observedLines } from './observed-text.ts'
import {
  caseWords,
  causes,
  headline,
  regressionWords,
  requirementWords,
  shown,
  sideFacts,
  toneOf,
} from './words.ts'
import { plain, type Palette } from '../../formats/text/colours.ts'
import { sides } from '../../formats/text/two-columns.ts'

/** So many causes are told at length; --json tells all. */
const CAUSES = 10

export function diffText(diff: Diff, palette: Palette = plain): string {
  return [
    ...head(diff, palette),
    ...unlike(diff, palette),
    ...requirements(diff, palette),
    ...cases(diff, palette),
    ...observedLines(diff.observed, palette),
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
    ...diff.regressions.map((regression) => `  ${red(regressionWords(regression))}`),
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
  for (const requirementChange of changes) {
    const key = JSON.stringify([requirementChange.kind, requirementWords(requirementChange)])
    groups.set(key, [...(groups.get(key) ?? []), requirementChange])
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
  const { red, green, yellow } = palette
  const kind = { bad: red, good: green, other: yellow }[toneOf(first)](first.kind)
  const sentence = group.length === 1 ? wrapped(shown(first.statement), 4).map(palette.dim) : []
  return [
    ...(names.length === 1
      ? [`  ${kind}  ${palette.bold(names.join(''))}`]
      : [`  ${kind}`, ...wrapped(names.join(', '), 4)]),
    ...wrapped(requirementWords(first), 4),
    ...sentence,
  ]
}

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
