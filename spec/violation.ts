import type { Violation } from './model.ts'

/** A violation in one line. It contains the target's text unchanged: sanitize it before you print it. */
export const difference = ({ where, expected, actual }: Violation): string =>
  `${where}: expected ${expected}; observed ${actual}`
