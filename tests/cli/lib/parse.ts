/** A command line, read by the table. What is not in it is refused in one line, with what was probably meant. */
import { parseArgs } from 'node:util'
import { ConfigurationError } from '../../../fixtures/config/index.ts'
import { didYouMean, nearest } from '../../../spec/lib/suggest.ts'
import type { Command, Given, Option } from './types.ts'

/** @throws ConfigurationError */
export function parse(command: Command, args: readonly string[]): Given {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      command.options.map(({ name, value }) => [
        name,
        { type: value === undefined ? ('boolean' as const) : ('string' as const) },
      ]),
    ),
    // The runner of this function says what is wrong, for it knows what may be repeated and what was meant.
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const values: Record<string, string> = {}
  const operands: string[] = []
  for (const token of tokens) {
    if (token.kind === 'option') {
      const option = known(command, token.rawName, token.name)
      values[option.name] = valueOf(option, token.value, token.inlineValue)
    }
    if (token.kind === 'positional') operands.push(token.value)
  }
  const wanted = command.operand?.split(' ') ?? []
  const needed = wanted.filter((each) => !each.startsWith('['))
  const extra = operands[wanted.length]
  if (extra !== undefined) throw badOption(`unexpected argument ${shown(extra)}`)
  if (operands.length < needed.length || operands.includes(''))
    throw badOption(`${command.name} needs ${wanted.join(' and ')}`)
  return { command, values, operand: operands[0], operands }
}

/** An option that cannot be used: one line, exit 2. */
export const badOption = (reason: string): ConfigurationError =>
  new ConfigurationError(`${reason} (--help tells the options)`)

/** Every process of the machine can read the arguments of every other. */
const SECRET = /secret|passw|token|credential|key/i

function known({ name, options }: Command, raw: string, asked: string): Option {
  const found = options.find((option) => option.name === asked)
  if (found && raw.startsWith('--')) return found
  if (SECRET.test(asked))
    throw new ConfigurationError(
      'secrets are not taken as arguments, for other processes can read them: use FORMFLOW_CLIENT_SECRET_FILE, or the environment (FORMFLOW_CLIENT_SECRET, FORMFLOW_EXPIRED_TOKEN)',
    )
  const near = nearest(
    asked,
    options.map((option) => option.name),
    1,
  )
  throw badOption(
    `${name} has no option ${raw.slice(0, 40)}${didYouMean(near.map((each) => `--${each}`))}`,
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
  // A variable of the shell that is not set must not pass for an option that was not given.
  if (value === undefined || value === '') throw badOption(`--${name} needs ${wanted}`)
  if (!inline && /^-./.test(value))
    throw badOption(`--${name} needs ${wanted}; one that starts with - as --${name}=${wanted}`)
  return value
}

/** It may be a secret that slipped out of its quotes. */
const shown = (text: string): string =>
  /^[\w./-]{1,20}$/.test(text) ? `"${text}"` : `of ${text.length} characters`
