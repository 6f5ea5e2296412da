/** Tables in Markdown, and how long they get. */

/** How many rows are told; report.json has all of them. */
export const ROWS = 20

export const rest = ({ length }: readonly unknown[]): string[] =>
  length > ROWS ? [`And ${length - ROWS} more in report.json.`, ''] : []

/** @returns its lines; cells are Markdown without a bar */
export const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
