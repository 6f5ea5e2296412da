/** What several commands ask of their options. */
import { ConfigurationError } from '../../fixtures/env.ts'

/** An option that cannot be used: one line, exit 2. */
export const badOption = (error: unknown): ConfigurationError =>
  new ConfigurationError(`${(error as Error).message.split('\n', 1)[0]} (--help tells the options)`)

/** @throws ConfigurationError when both are asked for: a server has one variation at a time */
export function variationOf({
  fault,
  freedom,
}: {
  readonly fault?: string | undefined
  readonly freedom?: string | undefined
}): string | undefined {
  if (fault !== undefined && freedom !== undefined)
    throw badOption(new Error('--fault and --freedom exclude each other'))
  return fault ?? freedom
}
