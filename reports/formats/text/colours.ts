/** The colours of a terminal, or none. */
export interface Palette {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly red: (text: string) => string
  readonly green: (text: string) => string
  readonly yellow: (text: string) => string
}

const same = (text: string): string => text
export const plain: Palette = { bold: same, dim: same, red: same, green: same, yellow: same }

const sgr =
  (on: number, off: number) =>
  (text: string): string =>
    `\u001b[${on}m${text}\u001b[${off}m`

export const coloured: Palette = {
  bold: sgr(1, 22),
  dim: sgr(2, 22),
  red: sgr(31, 39),
  green: sgr(32, 39),
  yellow: sgr(33, 39),
}

/** Colours for a terminal whose user did not set `NO_COLOR` to anything (no-color.org). */
export const paletteFor = (
  { isTTY }: { readonly isTTY?: boolean },
  noColor: string | undefined,
): Palette => (isTTY && !noColor ? coloured : plain)
