/** Options -> variables and settings, for `run`, `plan` and `serve`. */
import { randomInt } from 'node:crypto'
import {
  ConfigurationError,
  environment,
  readSettings,
  sources,
  type Environment,
  type Settings,
} from '../../../fixtures/config/index.ts'
import { checkTarget } from '../../../fixtures/config/embedded-by-mistake.ts'
import { keptByNpm } from '../../../fixtures/config/misspelt.ts'
import { printedText } from '../../../reports/formats/text/printed.ts'
import { badOption } from './parse.ts'
import { withTarget } from './targets.ts'
import type { Arguments } from './types.ts'

export interface Configured {
  readonly settings: Settings
  /** The environment with the values of the options. */
  readonly env: Environment
}

/**
 * All settings, but no secrets. Misspelt variable names are reported on stderr; in CI they end the command.
 * @throws ConfigurationError that names the option, if the value comes from one
 */
export function configured({ command, values }: Arguments): Configured {
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
    FORMFLOW_OUTPUT: outputOf(values),
  }
  const given = environment({ ...sources().real, ...fileOf(values) })
  const env = { ...withTarget(values, given), ...chosen }
  const kept = keptByNpm(
    env,
    command.options.map(({ name }) => name),
  )
  if (kept.length > 0)
    throw badOption(
      `npm kept --${kept.join(', --')}; write two dashes before the options: npm run conformance -- --${kept[0]} ...`,
    )
  // A client under test has the examiner as its target.
  if (command.name !== 'client')
    checkTarget(env, (line) => process.stderr.write(`${printedText(line)}\n`))
  try {
    return { settings: readSettings(env), env }
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    throw new ConfigurationError(
      error.message.replaceAll(/FORMFLOW_[A-Z_]*[A-Z]/g, (name) => named.get(name) ?? name),
    )
  }
}

type Values = Arguments['values']

/** The variable for `--env-file`, which decides what else is read. */
export const fileOf = ({ 'env-file': file }: Values): Readonly<Record<string, string>> =>
  file === undefined ? {} : { FORMFLOW_ENV_FILE: file }

/** The same, and the options about what stands in front of the target, for commands that take no other settings. */
export const wayOf = (values: Values): Readonly<Record<string, string>> => ({
  ...fileOf(values),
  ...(values['header-file'] === undefined ? {} : { FORMFLOW_HEADERS_FILE: values['header-file'] }),
  ...(values['resolve'] === undefined ? {} : { FORMFLOW_RESOLVE: values['resolve'] }),
})

/** @throws ConfigurationError for both: a server has one variation */
export function variationOf({ fault, freedom }: Values): string | undefined {
  if (fault !== undefined && freedom !== undefined)
    throw badOption('use either --fault or --freedom, not both')
  return fault ?? freedom
}

/** @throws ConfigurationError for both: JSON has all of it */
function outputOf({ verbose, json }: Values): string {
  if (verbose !== undefined && json !== undefined)
    throw badOption('use either --verbose or --json, not both')
  // Commands that start no run print for themselves.
  if (json !== undefined) return 'json'
  return verbose === undefined ? 'text' : 'verbose'
}

/** Variables for `--fuzz` and `--seed`. Without `--seed` a random seed is made here, for all processes of the run. */
function fuzzingOf({ fuzz, seed }: Values): Readonly<Record<string, string>> {
  // A variable of the shell must not start fuzzing.
  if (fuzz === undefined && seed === undefined) return { FORMFLOW_FUZZ: '' }
  if (fuzz === undefined) throw badOption('--seed needs --fuzz')
  if (!/^\d{1,5}$/.test(fuzz) || Number(fuzz) < 1 || Number(fuzz) > 10_000)
    throw badOption('--fuzz must be a whole number from 1 to 10000')
  const chosen = seed ?? String(randomInt(0, SEEDS))
  if (!/^-?\d{1,10}$/.test(chosen) || Number(chosen) < -SEEDS || Number(chosen) >= SEEDS)
    throw badOption(`--seed must be a whole number from -${SEEDS} to ${SEEDS - 1}`)
  return { FORMFLOW_FUZZ: fuzz, FORMFLOW_SEED: chosen }
}

/** A seed is a signed number of 32 bits. */
const SEEDS = 2_147_483_648
