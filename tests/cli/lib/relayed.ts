/** Options of a command line that another process gets as they are. */
import { OF_FLEET } from './fleet-options.ts'
import type { Arguments, Command } from './types.ts'

/** Those of `run` that `fleet` takes for every target. */
export const relayed = (command: Command, values: Arguments['values']): string[] =>
  command.options.flatMap(({ name, value }) => {
    const given = values[name]
    if (given === undefined || OF_FLEET.includes(name)) return []
    return value === undefined ? [`--${name}`] : [`--${name}=${given}`]
  })
