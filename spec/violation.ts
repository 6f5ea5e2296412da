import type { Violation } from './model.ts'

/** A violation in one line. The target's words stand in it as they came; who prints them makes them inert. */
export const difference = ({ where, expected, actual }: Violation): string =>
  `${where}: expected ${expected}; observed ${actual}`
