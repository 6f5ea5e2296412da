/** Old beside new, line by line. A value that is the same on both sides is shown once, and does not widen a column. */
export function sides(
  rows: readonly (readonly [what: string, old: string, now: string])[],
): string[] {
  const names = Math.max(...rows.map(([what]) => what.length))
  const width = Math.max(0, ...rows.map(([, old, now]) => (old === now ? 0 : old.length)))
  return rows.map(([what, old, now]) => {
    const values = old === now ? old : `${old.padEnd(width)} → ${now}`
    return `  ${what.padEnd(names)}  ${values}`.trimEnd()
  })
}
