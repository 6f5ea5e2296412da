/** The option `--shell`. */
import { shells, type ShellName } from '../../../reports/report/shells.ts'
import { badOption } from './parse.ts'
import type { Arguments } from './types.ts'

/** @throws ConfigurationError for a shell that this suite does not write for */
export function shellOf({ shell = 'posix' }: Arguments['values']): ShellName {
  const found = (Object.keys(shells) as ShellName[]).find((name) => name === shell)
  if (!found) throw badOption(`--shell must be ${Object.keys(shells).join(' or ')}`)
  return found
}
