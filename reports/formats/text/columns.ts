/** Columns of a narrow terminal. */
export const TERMINAL_WIDTH = 80

/** @returns a line for each row, all columns but the last padded to the widest of their cells */
export function columns(rows: readonly (readonly string[])[], indent = 2): string[] {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => row[at]?.length ?? 0)),
  )
  return rows.map((row) =>
    (' '.repeat(indent) + row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')).trimEnd(),
  )
}

/** Lines of at most `width` columns; a longer word keeps a line alone. */
export function wrapped(text: string, indent: number, width = 100): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < width)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(' '.repeat(indent) + word)
  }
  return lines
}

/** A label with a text beside it, whose lines do not run below the label. */
export const labelled = (label: string, text: string, width: number): string[] =>
  wrapped(text, width).map((line, at) => (at === 0 ? label.padEnd(width) + line.trimStart() : line))

/** "1 request", "2 requests". */
export const counted = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`
