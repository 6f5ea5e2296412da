/** Tables in Markdown, and their maximal length. */

/** Rows of a table; report.json has all of them. */
export const MAX_ROWS = 20

/** @returns the line below a table that was cut */
export const andMore = ({ length }: readonly unknown[]): string[] =>
  length > MAX_ROWS ? [`And ${length - MAX_ROWS} more in report.json.`, ''] : []

/**
 * @param rows cells of Markdown; a bar in a cell does not end it
 * @param right columns of numbers, by their heads
 * @returns its lines
 */
export const table = (
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly string[] = [],
): string[] =>
  [heads, heads.map((head) => (right.includes(head) ? '---:' : '---')), ...rows].map(tableRow)

export const tableRow = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
