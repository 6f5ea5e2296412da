/** The result of fuzzing for a terminal. */
import { inert, inertJson } from '../../spec/lib/sanitize.ts'
import type { Report } from '../report/report.ts'
import type { Palette } from './text/colours.ts'

type Fuzz = NonNullable<Report['fuzz']>

/** Cases that are printed; report.json has all of them. */
const MAX_CASES = 5

/** Lines of the head: every generated body is counted once. */
export const fuzzLines = ({ runs, seed, tried, repeated, leftOut, shrinking }: Fuzz): string[] => [
  `  fuzzing   --fuzz ${runs} --seed=${seed}: ${tried} bodies tested, ${repeated} duplicates, ${total(leftOut)} skipped` +
    (shrinking > 0 ? `, ${shrinking} more to find the smallest` : ''),
  ...leftOut.map(({ reason, bodies }) => `            ${bodies} skipped: ${inert(reason)}`),
]

const total = (leftOut: Fuzz['leftOut']): number =>
  leftOut.reduce((sum, { bodies }) => sum + bodies, 0)

export function foundByFuzzing({ fuzz }: Report, { bold, dim }: Palette): string[] {
  if (!fuzz || fuzz.found.length === 0) return []
  const cases = fuzz.found
    .slice(0, MAX_CASES)
    .flatMap(({ case: id, requirements, paste, smallest }) => [
      `  ${id}  ${requirements.join(', ')}${smallest ? '' : ' (there may be a smaller one)'}`,
      ...inertJson(paste)
        .split('\n')
        .map((line) => dim(`    ${line}`)),
      '',
    ])
  const more = fuzz.found.length - MAX_CASES
  return [
    bold(`Found by fuzzing (${fuzz.found.length})`) + ' - cases to paste into fixtures/cases',
    ...cases,
    ...(more > 0 ? [`  and ${more} more in report.json`, ''] : []),
  ]
}
