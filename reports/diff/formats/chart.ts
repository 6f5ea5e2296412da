/** Latency as a drawing: the columns of both runs side by side, and the numbers below. */
import type { Distribution, LatencyChange } from '../model.ts'
import { milliseconds, operationTitles } from './fact-words.ts'
import { element, row } from '../../formats/text/html.ts'

const WIDTH = 480
const HEIGHT = 120
const BASE = 100

export function latencyFigure({ operation, edges, old, new: now }: LatencyChange): string {
  const numbers = (
    [
      ['old', old],
      ['new', now],
    ] as const
  ).map(([side, each]) =>
    row([
      element('th', side, [side]),
      ...[String(each.count), ...[each.median, each.p90, each.p95, each.max].map(milliseconds)].map(
        (told) => element('td', '', [told]),
      ),
    ]),
  )
  const heads = ['', 'answers', 'median', 'p90', 'p95', 'max']
  return element('figure', '', [
    element('figcaption', '', [`Answers of ${operationTitles[operation]}`]),
    drawing(edges, old, now),
    element('table', '', [row(heads.map((head) => element('th', 'dim', [head]))), ...numbers]),
  ])
}

function drawing(edges: readonly number[], old: Distribution, now: Distribution): string {
  const slot = WIDTH / edges.length
  const bars = (
    [
      ['old', old],
      ['new', now],
    ] as const
  ).flatMap(([side, { count, histogram }], at) =>
    histogram.map((each, column) => {
      // By share: the runs may have answered different numbers of requests.
      const height = round((each / Math.max(1, count) / most(old, now)) * (BASE - 4))
      const x = round(column * slot + slot * (at === 0 ? 0.1 : 0.5))
      return `<rect class="${side}" x="${x}" y="${round(BASE - height)}" width="${round(slot * 0.38)}" height="${height}"/>`
    }),
  )
  const [first = 0, last = 0] = [edges[0], edges.at(-1)]
  return [
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="How many answers took how long, old and new">`,
    ...bars,
    `<line class="axis" x1="0" y1="${BASE}" x2="${WIDTH}" y2="${BASE}"/>`,
    `<text x="0" y="${HEIGHT - 4}">up to ${milliseconds(first)}</text>`,
    `<text x="${WIDTH}" y="${HEIGHT - 4}" text-anchor="end">up to ${milliseconds(last)}</text>`,
    '</svg>',
  ].join('')
}

const most = (...all: readonly Distribution[]): number =>
  Math.max(...all.map(({ count, histogram }) => Math.max(...histogram) / Math.max(1, count)))

const round = (value: number): number => Math.round(value * 10) / 10
