/** The difference of two runs as Markdown: for a job summary, a comment, a release note. */
import {
  subjects,
  type Diff,
  type LatencyChange,
  type NotObserved,
  type Observed,
} from '../model.ts'
import { clusters, factWords, milliseconds, operationTitles, subjectTitles } from './fact-words.ts'
import {
  caseWords,
  causes,
  headline,
  regressionWords,
  requirementWords,
  shown,
  sideFacts,
} from './words.ts'
import { code, quoted } from '../../formats/text/markdown.ts'
import { table } from '../../formats/text/markdown-table.ts'
import { sparkline } from '../../formats/text/sparkline.ts'

export function diffMarkdown(diff: Diff): string {
  const bad = diff.regressions.length > 0
  return [
    `# ${bad ? '❌' : '✅'} ${headline(diff)}`,
    '',
    ...list(diff.regressions.map((regression) => quoted(regressionWords(regression)))),
    ...sides(diff),
    ...unlike(diff),
    ...requirements(diff),
    ...cases(diff),
    ...observed(diff.observed),
  ]
    .join('\n')
    .trimEnd()
}

const list = (items: readonly string[]): string[] =>
  items.length > 0 ? [...items.map((item) => `- ${item}`), ''] : []

function sides({ old, new: now }: Diff): string[] {
  const after = sideFacts(now)
  const rows = sideFacts(old).map(([what, was], at) => [
    what,
    code(was),
    code(after[at]?.[1] ?? ''),
  ])
  return [...table(['', 'Old', 'New'], rows), '']
}

const unlike = ({ unlike: aspects }: Diff): string[] =>
  aspects.length === 0
    ? []
    : [
        '> **Not like with like**',
        ...aspects.map(
          ({ what, old, new: now }) =>
            `> - another ${what}: ${code(shown(old))} → ${code(shown(now))}`,
        ),
        '',
      ]

const requirements = ({ requirements: changes }: Diff): string[] =>
  changes.length === 0
    ? []
    : [
        `## Requirements (${changes.length})`,
        '',
        ...table(
          ['', 'Requirement', 'Level', 'Outcome'],
          changes.map((requirementChange) => [
            requirementChange.kind,
            code(shown(requirementChange.id)),
            requirementChange.level,
            quoted(requirementWords(requirementChange)),
          ]),
        ),
        '',
      ]

const cases = ({ cases: changes }: Diff): string[] =>
  changes.length === 0
    ? []
    : [
        `## Cases (${changes.length})`,
        '',
        ...causes(changes).map(({ sign, words, cases: ids }) => {
          const [first, others] = caseWords(ids)
          return `- ${signs[sign]}${quoted(words)} in ${code(first)}${others}`
        }),
        '',
      ]

const signs = { '': '', '+': 'now: ', '-': 'no longer: ' }

function observed(value: Observed | NotObserved): string[] {
  if (!value.compared) return [`Observed facts were not compared: ${code(shown(value.reason))}`, '']
  const { answers, changes, latency } = value
  const facts = subjects.flatMap((subject) =>
    clusters(changes.filter((factChange) => factChange.subject === subject)).map(
      ({ changes: own, count, where }) => [
        subjectTitles[subject],
        own
          .map((factChange) => `${code(shown(factChange.name))}: ${quoted(factWords(factChange))}`)
          .join('<br>'),
        where ? `${count}: ${code(where[0])}${where[1]}` : count,
      ],
    ),
  )
  return [
    `## Observed (${changes.length})`,
    '',
    ...(facts.length > 0
      ? table(['', 'Change', 'Where'], facts)
      : [`Nothing, in ${answers.both} answers.`]),
    '',
    ...latencySection(latency),
  ]
}

function latencySection(all: readonly LatencyChange[]): string[] {
  if (all.length === 0) return []
  const rows = all.flatMap(({ operation, old, new: now }) =>
    (
      [
        ['old', old],
        ['new', now],
      ] as const
    ).map(([side, { count, median, p90, p95, max, histogram }]) => [
      operationTitles[operation],
      side,
      sparkline(histogram),
      String(count),
      ...[median, p90, p95, max].map(milliseconds),
    ]),
  )
  const heads = ['Operation', '', 'Distribution', 'Answers', 'Median', 'p90', 'p95', 'Max']
  return ['## Latency', '', 'Information, never a regression.', '', ...table(heads, rows)]
}
