/** JSON pointers (RFC 6901): from the root of a document to one value in it. */

/** @param names members and positions, from the outermost: `paths`, `/api/token` gives `/paths/~1api~1token` */
export const pointerOf = (names: readonly (string | number)[]): string =>
  names.map((name) => `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** The names of a pointer, unescaped; none for the whole document. */
export const namesIn = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))
