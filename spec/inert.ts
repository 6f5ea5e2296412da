/** What a target says must move no cursor, turn no text around and break no XML. */

/** Control and format characters, lone surrogates, code points that are no characters, line and paragraph separators. */
const UNSAFE = /[\p{C}\p{Zl}\p{Zp}]/gu

export const inert = (text: string): string => text.replaceAll(UNSAFE, '·')
