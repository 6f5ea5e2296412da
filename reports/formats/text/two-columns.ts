/** Old beside new, line by line: what is the same on both sides is said once, and takes no part in the width of columns. */
export function sides(
  rows: readonly (readonly [what: string, old: string, now: string])[],
): string[] {
  const names = Math.max(...rows.map(([what]) => what.length))
  const width = Math.max(0, ...rows.map(([, old, now]) => (old === now ? 0 : old.length)))
  return rows.map(([what, old, now]) => {
    const told = old === now ? old : `${old.padEnd(width)} → ${now}`
    return `  ${what.padEnd(names)}  ${told}`.trimEnd()
  })
}
