/** `--target` and `--config`: the environment of a named target. */
import {
  environment,
  forgetVariables,
  sources,
  type Environment,
  type Sources,
} from '../../../fixtures/config/index.ts'
import {
  CONFIG_FILE,
  environmentFor,
  readTargets,
  secretVariables,
  targetNamed,
  variableOf,
} from '../../../fixtures/targets/read.ts'
import { badOption } from './parse.ts'
import type { Arguments, Option } from './types.ts'

export const configOption: Option = {
  name: 'config',
  value: '<file>',
  about: `named targets (default: ${CONFIG_FILE}; docs/targets.md)`,
}

export const targetOptions: readonly Option[] = [
  { name: 'target', value: '<name>', about: 'a target of the file of --config' },
  configOption,
]

/**
 * The environment with what the file says of the target. References to variables are resolved, and these variables leave
 * the environment of this process, so that no other process inherits them.
 * @throws ConfigurationError
 */
export function withTarget(values: Arguments['values'], env: Environment): Environment {
  const { target: name, config } = values
  if (name === undefined) {
    if (config !== undefined) throw badOption('--config needs --target')
    return env
  }
  const file = readTargets(config ?? CONFIG_FILE)
  const chosen = environmentFor(targetNamed(file, name), file.file, env)
  const secrets = secretVariables(file.targets)
  forgetVariables(secrets)
  return Object.fromEntries(
    Object.entries(chosen).filter(([variable]) => !secrets.includes(variable) || isOurs(variable)),
  )
}

/**
 * Where variables come from, with a named target if there is one, for the command that explains their places.
 * @param real the environment of the process, with what options say
 * @throws ConfigurationError
 */
export function sourcesOf(values: Arguments['values'], real: Environment): Sources {
  const { target: name, config = CONFIG_FILE } = values
  if (name === undefined) {
    withTarget(values, {})
    return sources(real)
  }
  const chosen = withTarget(values, environment(real))
  const { values: members } = targetNamed(readTargets(config), name)
  return {
    real: chosen,
    file: {},
    raw: Buffer.alloc(0),
    target: {
      place: `targets.${name} of ${config}`,
      sets: Object.keys(members).map(variableOf),
    },
  }
}

/** A variable of this suite has been replaced by that of the target. */
const isOurs = (variable: string): boolean => variable.startsWith('FORMFLOW_')
