/** What a target says must move no cursor, turn no text around and break no XML. */

/** Control and format characters, lone surrogates, code points that are no characters, line and paragraph separators. */
const UNSAFE = /[\p{C}\p{Zl}\p{Zp}]/gu

export const inert = (text: string): string => text.replaceAll(UNSAFE, '·')

/** Indented JSON in which everything but ASCII is escaped: it is shown as it is, and can be copied byte for byte. */
export const inertJson = (value: unknown): string =>
  JSON.stringify(value, null, 2).replaceAll(
    /[^\n -~]/g,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
