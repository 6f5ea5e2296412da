/** A histogram on one line of text. */
const BARS = '▁▂▃▄▅▆▇█'

/** A column that holds anything is taller than one that holds nothing. */
export function sparkline(histogram: readonly number[]): string {
  const most = Math.max(1, ...histogram)
  return histogram
    .map((count) => BARS.charAt(count === 0 ? 0 : Math.max(1, Math.round((count / most) * 7))))
    .join('')
}
