/** Which violations make a case or a requirement red, for every report. */
import { isBinding } from '../../spec/verdict/judge.ts'
import type { Level } from '../../spec/model.ts'

interface Violated {
  readonly level: Level
  /** The baseline excuses it. */
  readonly known?: boolean
}

/** The level binds, and no baseline excuses the violation. */
export const isFailing = ({ level, known = false }: Violated, strict: boolean): boolean =>
  isBinding(level, strict) && !known
