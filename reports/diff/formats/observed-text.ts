/** Observed facts and latency for a terminal. */
import { subjects, type LatencyChange, type NotObserved, type Observed } from '../model.ts'
import { columns, counted, wrapped } from '../../formats/text/columns.ts'
import {
  clusters,
  clusterWords,
  factWords,
  milliseconds,
  operationTitles,
  subjectTitles,
  type Cluster,
} from './fact-words.ts'
import { shown } from './words.ts'
import type { Palette } from '../../formats/text/colours.ts'
import { sparkline } from '../../formats/text/sparkline.ts'

export function observedLines(value: Observed | NotObserved, palette: Palette): string[] {
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
      const own = changes.filter((factChange) => factChange.subject === subject)
      if (own.length === 0) return []
      return [
        `  ${subjectTitles[subject]}`,
        ...clusters(own).flatMap((cluster) => factLines(cluster, dim)),
      ]
    }),
    '',
    ...latency.flatMap((latencyChange) => latencyLines(latencyChange, palette)),
  ]
}

/** A fact that stands alone has its count behind it, several that go together below them. */
function factLines(cluster: Cluster, dim: Palette['dim']): string[] {
  const count = clusterWords(cluster)
  const words = cluster.changes.map(
    (factChange) => `${shown(factChange.name)}: ${factWords(factChange)}`,
  )
  if (words.length === 1) return wrapped(`${words.join('')}, ${count}`, 4)
  return [...words.flatMap((word) => wrapped(word, 4)), ...wrapped(count, 6).map(dim)]
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
