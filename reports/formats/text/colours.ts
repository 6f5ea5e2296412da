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

/** Variables that users of all programs set. */
export interface ColourVariables {
  readonly NO_COLOR?: string | undefined
  readonly FORCE_COLOR?: string | undefined
}

/**
 * Colours for a terminal. `NO_COLOR` (no-color.org) takes them away; `FORCE_COLOR` decides first, as in Node: `0` or
 * `false` is none, anything else is colours also for a pipe, which is what CI systems show.
 */
export function paletteFor(
  { isTTY }: { readonly isTTY?: boolean },
  { NO_COLOR, FORCE_COLOR }: ColourVariables,
): Palette {
  if (FORCE_COLOR) return /^(0|false)$/i.test(FORCE_COLOR) ? plain : coloured
  return isTTY && !NO_COLOR ? coloured : plain
}
