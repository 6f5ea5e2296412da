/** `--target` and `--config`: the environment of a named target. */
import { forgetVariables, type Environment } from '../../../fixtures/config/index.ts'
import {
  CONFIG_FILE,
  environmentFor,
  readTargets,
  secretVariables,
  targetNamed,
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

/** A variable of this suite has been replaced by that of the target. */
const isOurs = (variable: string): boolean => variable.startsWith('FORMFLOW_')
