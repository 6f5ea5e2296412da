/** Foreign text must move no cursor, reverse no text and break no XML. */

/** Control and format characters, lone surrogates, unassigned code points, line and paragraph separators. */
const UNSAFE = /[\p{C}\p{Zl}\p{Zp}]/gu
const UNSAFE_IN_LINES = /(?!\n)[\p{C}\p{Zl}\p{Zp}]/gu

export const inert = (text: string): string => text.replaceAll(UNSAFE, '·')

/** The same for a text of several lines, which keeps its line breaks. */
export const inertLines = (text: string): string => text.replaceAll(UNSAFE_IN_LINES, '·')

/** Indented JSON in ASCII: everything else is escaped, so that it can be copied byte for byte. */
export const inertJson = (value: unknown): string =>
  JSON.stringify(value, null, 2).replaceAll(
    /[^\n -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
