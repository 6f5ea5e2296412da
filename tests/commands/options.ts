/** What several commands ask of their options. */
import { randomInt } from 'node:crypto'
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

/**
 * Variables for `--fuzz` and `--seed`. Without a seed one is drawn here, once, for all processes of the run.
 * @throws ConfigurationError for a number that cannot be used, and for a seed of nothing
 */
export function fuzzingOf({
  fuzz,
  seed,
}: {
  readonly fuzz?: string | undefined
  readonly seed?: string | undefined
}): Readonly<Record<string, string>> {
  // What another shell left behind must not make a run draw.
  if (fuzz === undefined && seed === undefined) return { FORMFLOW_FUZZ: '' }
  if (fuzz === undefined) throw badOption(new Error('--seed is for --fuzz'))
  if (!/^\d{1,5}$/.test(fuzz) || Number(fuzz) < 1 || Number(fuzz) > 10_000)
    throw badOption(new Error('--fuzz must be a whole number from 1 to 10000'))
  const chosen = seed ?? String(randomInt(0, SEEDS))
  if (!/^-?\d{1,10}$/.test(chosen) || Number(chosen) < -SEEDS || Number(chosen) >= SEEDS)
    throw badOption(new Error(`--seed must be a whole number from -${SEEDS} to ${SEEDS - 1}`))
  return { FORMFLOW_FUZZ: fuzz, FORMFLOW_SEED: chosen }
}

/** Half of what 32 bits can tell apart: a seed has a sign. */
const SEEDS = 2_147_483_648
