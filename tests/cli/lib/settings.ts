/** Options -> variables and settings: what `run` and `plan` have in common, and what `serve` shares with them. */
import { randomInt } from 'node:crypto'
import {
  ConfigurationError,
  environment,
  readSettings,
  type Environment,
  type Settings,
} from '../../../fixtures/config/index.ts'
import { misspelt } from '../../../fixtures/config/misspelt.ts'
import { badOption } from './parse.ts'
import type { Given } from './types.ts'

export interface Configured {
  readonly settings: Settings
  /** The environment with what the options say in it. */
  readonly env: Environment
}

/**
 * Everything but the secrets. Names that look misspelt are told on stderr, and change nothing.
 * @throws ConfigurationError that names the option, if it was one
 */
export function configured({ command, values }: Given): Configured {
  const variation = variationOf(values)
  const named = new Map([
    ['FORMFLOW_VARIATION', values['fault'] === undefined ? '--freedom' : '--fault'],
    ...command.options.flatMap(({ name, variable }): [string, string][] =>
      variable && values[name] !== undefined ? [[variable.name, `--${name}`]] : [],
    ),
  ])
  const chosen = {
    ...Object.fromEntries(
      command.options.flatMap(({ name, variable }) => {
        const value = values[name]
        return variable && value !== undefined ? [[variable.name, variable.sets ?? value]] : []
      }),
    ),
    ...(variation === undefined ? {} : { FORMFLOW_VARIATION: variation }),
    ...fuzzingOf(values),
  }
  const env = { ...environment(), ...chosen }
  for (const line of misspelt(Object.keys(env))) process.stderr.write(`${line}\n`)
  try {
    return { settings: readSettings(env), env }
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    throw new ConfigurationError(
      error.message.replaceAll(/FORMFLOW_[A-Z_]*[A-Z]/g, (name) => named.get(name) ?? name),
    )
  }
}

type Values = Given['values']

/** @throws ConfigurationError when both are asked for: a server has one variation at a time */
export function variationOf({ fault, freedom }: Values): string | undefined {
  if (fault !== undefined && freedom !== undefined)
    throw badOption('--fault and --freedom exclude each other')
  return fault ?? freedom
}

/** Variables for `--fuzz` and `--seed`. Without a seed one is drawn here, once, for all processes of the run. */
function fuzzingOf({ fuzz, seed }: Values): Readonly<Record<string, string>> {
  // What another shell left behind must not make a run draw.
  if (fuzz === undefined && seed === undefined) return { FORMFLOW_FUZZ: '' }
  if (fuzz === undefined) throw badOption('--seed is for --fuzz')
  if (!/^\d{1,5}$/.test(fuzz) || Number(fuzz) < 1 || Number(fuzz) > 10_000)
    throw badOption('--fuzz must be a whole number from 1 to 10000')
  const chosen = seed ?? String(randomInt(0, SEEDS))
  if (!/^-?\d{1,10}$/.test(chosen) || Number(chosen) < -SEEDS || Number(chosen) >= SEEDS)
    throw badOption(`--seed must be a whole number from -${SEEDS} to ${SEEDS - 1}`)
  return { FORMFLOW_FUZZ: fuzz, FORMFLOW_SEED: chosen }
}

/** Half of what 32 bits can tell apart: a seed has a sign. */
const SEEDS = 2_147_483_648
