/** Parses a command line by the table of commands. An error is one line, with a suggestion. */
import { parseArgs } from 'node:util'
import { ConfigurationError } from '../../../fixtures/config/index.ts'
import { didYouMean, nearest } from '../../../spec/lib/suggest.ts'
import { withPattern } from './grep.ts'
import type { Command, Arguments, Option } from './types.ts'

/** @throws ConfigurationError */
export function parse(command: Command, args: readonly string[]): Arguments {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      command.options.map(({ name, value }) => [
        name,
        { type: value === undefined ? ('boolean' as const) : ('string' as const) },
      ]),
    ),
    // The checks below make better messages, and show no argument that may be a secret.
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const values: Record<string, string> = {}
  const operands: string[] = []
  for (const token of tokens) {
    if (token.kind === 'option') {
      const option = knownOption(command, token.rawName, token.name)
      const value = valueOf(option, token.value, token.inlineValue)
      const earlier = values[option.name]
      if (earlier !== undefined && option.value !== undefined && !option.repeatable)
        throw badOption(`--${option.name} is given twice; use it once`)
      values[option.name] = option.repeatable ? withPattern(earlier, value) : value
    }
    if (token.kind === 'positional') operands.push(token.value)
  }
  const wanted = command.operand?.split(' ') ?? []
  const needed = wanted.filter((word) => !word.startsWith('['))
  const extra = wanted.at(-1)?.endsWith('...]') ? undefined : operands[wanted.length]
  if (extra !== undefined) throw badOption(`unexpected argument ${shown(extra)}`)
  if (operands.length < needed.length || operands.includes(''))
    throw badOption(`${command.name} needs ${wanted.join(' and ')}`)
  return { command, values, operand: operands[0], operands }
}

/** An option that cannot be used. */
export const badOption = (reason: string): ConfigurationError =>
  new ConfigurationError(`${reason} (see --help)`)

/** Other processes of the machine can read arguments. */
const SECRET = /secret|passw|token|credential|key/i

function knownOption({ name, options }: Command, raw: string, wanted: string): Option {
  const found = options.find((option) => option.name === wanted)
  if (found && raw.startsWith('--')) return found
  if (SECRET.test(wanted))
    throw new ConfigurationError(
      'secrets are not accepted as arguments, because other processes can read them; use FORMFLOW_CLIENT_SECRET_FILE, or the environment (FORMFLOW_CLIENT_SECRET, FORMFLOW_EXPIRED_TOKEN)',
    )
  const near = nearest(
    wanted,
    options.map((option) => option.name),
    1,
  )
  throw badOption(
    `${name} has no option ${raw.slice(0, 40)}${didYouMean(near.map((option) => `--${option}`))}`,
  )
}

function valueOf(
  { name, value: wanted }: Option,
  value: string | undefined,
  inline: boolean | undefined,
): string {
  if (wanted === undefined) {
    if (value !== undefined) throw badOption(`--${name} takes no value`)
    return ''
  }
  // An unset shell variable must not look like a missing option.
  if (value === undefined || value === '') throw badOption(`--${name} needs ${wanted}`)
  if (!inline && /^-./.test(value))
    throw badOption(`--${name} needs ${wanted}; if it starts with -, write --${name}=${wanted}`)
  return value
}

/** It may be a part of a secret whose quotes are missing. */
const shown = (text: string): string =>
  /^[\w./-]{1,20}$/.test(text) ? `"${text}"` : `of ${text.length} characters`
