/** What drawn bodies came to, for a terminal. */
import { inert, inertJson } from '../../spec/lib/sanitize.ts'
import type { Report } from '../report/report.ts'
import type { Palette } from './text/colours.ts'

type Fuzz = NonNullable<Report['fuzz']>

/** How many cases are printed; report.json has them all. */
const PRINTED = 5

/** One line of the head: every body that was drawn is counted once. */
export const fuzzLine = ({ runs, seed, tried, repeated, leftOut, shrinking }: Fuzz): string[] => [
  `  fuzzing   --fuzz ${runs} --seed=${seed}: ${tried} bodies tried, ${repeated} drawn again, ${total(leftOut)} left out` +
    (shrinking > 0 ? `, ${shrinking} more to find the smallest` : ''),
  ...leftOut.map(({ reason, bodies }) => `            ${bodies} left out: ${inert(reason)}`),
]

const total = (leftOut: Fuzz['leftOut']): number =>
  leftOut.reduce((sum, { bodies }) => sum + bodies, 0)

export function foundByFuzzing({ fuzz }: Report, { bold, dim }: Palette): string[] {
  if (!fuzz || fuzz.found.length === 0) return []
  const told = fuzz.found
    .slice(0, PRINTED)
    .flatMap(({ case: id, requirements, paste, smallest }) => [
      `  ${id}  ${requirements.join(', ')}${smallest ? '' : ' (there may be a smaller one)'}`,
      ...inertJson(paste)
        .split('\n')
        .map((line) => dim(`    ${line}`)),
      '',
    ])
  const rest = fuzz.found.length - PRINTED
  return [
    bold(`Found by fuzzing (${fuzz.found.length})`) + ' - cases to paste into fixtures/cases',
    ...told,
    ...(rest > 0 ? [`  and ${rest} more in report.json`, ''] : []),
  ]
}
