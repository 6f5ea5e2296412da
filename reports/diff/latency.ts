/** How long answers took, operation by operation. */
import type { Evidence } from '../evidence/evidence.ts'
import type { Distribution, LatencyChange } from './model.ts'

/** Columns of a histogram, each as much wider than the one before as that was. */
const COLUMNS = 16

export function latencyChanges(old: Evidence, now: Evidence): LatencyChange[] {
  return (['token', 'protected'] as const).flatMap((operation) => {
    const [before, after] = [durations(old, operation), durations(now, operation)]
    if (before.length === 0 || after.length === 0) return []
    const edges = edgesOf([...before, ...after])
    return [{ operation, edges, old: distribution(before, edges), new: distribution(after, edges) }]
  })
}

/** Milliseconds of every answer, ascending; what got none took as long as we had patience. */
function durations({ performances }: Evidence, operation: LatencyChange['operation']): number[] {
  return [...performances.values()]
    .flatMap(({ exchanges, repeated = [] }) => [...exchanges, ...repeated])
    .filter((exchange) => exchange.operation === operation && exchange.response !== undefined)
    .map(({ durationMs }) => tenths(durationMs))
    .toSorted((a, b) => a - b)
}

function distribution(sorted: readonly number[], edges: readonly number[]): Distribution {
  const histogram = edges.map(() => 0)
  for (const each of sorted) {
    const at = edges.findIndex((edge) => each <= edge)
    histogram[at] = (histogram[at] ?? 0) + 1
  }
  return {
    count: sorted.length,
    median: rank(sorted, 0.5),
    p90: rank(sorted, 0.9),
    p95: rank(sorted, 0.95),
    max: rank(sorted, 1),
    histogram,
  }
}

/** Nearest rank: a time that was measured, not one in between. */
const rank = (sorted: readonly number[], part: number): number =>
  sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0

/** From the shortest to the longest time; what took no time that we can measure took a tenth of a millisecond. */
function edgesOf(all: readonly number[]): number[] {
  const least = Math.max(0.1, Math.min(...all))
  const most = Math.max(least, ...all)
  const edges = Array.from({ length: COLUMNS }, (_, at) =>
    hundredths(least * (most / least) ** ((at + 1) / COLUMNS)),
  )
  // Rounding must leave nothing outside.
  return [...edges.slice(0, -1), most]
}

const tenths = (value: number): number => Math.round(value * 10) / 10
const hundredths = (value: number): number => Math.round(value * 100) / 100
