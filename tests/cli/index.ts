/** Which command does what, and with which code it ends when it cannot. */
import { didYouMean, nearest } from '../../spec/lib/suggest.ts'
import { helpOf, usage } from './help.ts'
import { parse } from './lib/parse.ts'
import { refusal } from './lib/error-message.ts'
import { commandTable } from './table.ts'

/** @returns the exit code of the process */
export async function commands(args: readonly string[]): Promise<number> {
  const asksHelp = args.includes('--help') || args.includes('-h')
  const [first = 'run', ...others] = args
  // Options alone are options of a run.
  const [name, rest] = first.startsWith('-') ? ['run', args] : [first, others]
  const command = commandTable.find((each) => each.name === name)
  if (asksHelp) {
    process.stdout.write(command && first === name ? helpOf(command) : usage())
    return 0
  }
  if (!command) return told(refusal(unknown(name), args), 2)
  try {
    const given = parse(command, rest)
    const perform = await command.load()
    return await perform(given)
  } catch (error) {
    const { name: kind, message, stack } = error as Error
    if (kind === 'ConfigurationError' || kind === 'ContractError')
      return told(refusal(message, args), 2)
    return told(kind === 'DataError' ? message : String(stack), 4)
  }
}

function unknown(name: string): string {
  const names = commandTable.map((command) => command.name)
  const near = nearest(name, names, 1)
  return `unknown command "${name}"${didYouMean(near)} (commands: ${names.join(', ')})`
}

function told(message: string, code: number): number {
  process.stderr.write(`${message}\n`)
  return code
}
