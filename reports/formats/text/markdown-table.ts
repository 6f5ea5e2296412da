/** Tables in Markdown, and how long they get. */

/** How many rows are told; report.json has all of them. */
export const ROWS = 20

export const rest = ({ length }: readonly unknown[]): string[] =>
  length > ROWS ? [`And ${length - ROWS} more in report.json.`, ''] : []

/**
 * @param rows cells of Markdown; a bar in one does not end it
 * @param right columns of figures, by their heads
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
