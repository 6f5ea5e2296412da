/** Runs the command of a command line, and turns its errors into one line and an exit code. */
import { printedText } from '../../reports/formats/text/printed.ts'
import { didYouMean, nearest } from '../../spec/lib/suggest.ts'
import { helpOf, usage } from './help.ts'
import { parse } from './lib/parse.ts'
import { errorMessage } from './lib/error-message.ts'
import { commandTable } from './table.ts'

/** @returns the exit code of the process */
export async function commands(args: readonly string[]): Promise<number> {
  const [given = 'run', ...others] = args
  const first = given === '--version' || given === '-V' ? 'version' : given
  // What comes after `--` is the command line of another program.
  const ours = args.slice(0, args.includes('--') ? args.indexOf('--') : args.length)
  const help = ours.includes('--help') || ours.includes('-h') || first === 'help'
  // Options without a command are options of `run`.
  const [name, rest] = first.startsWith('-') ? ['run', args] : [first, others]
  const command = commandTable.find((candidate) => candidate.name === name)
  if (help) {
    process.stdout.write(printedText(command && first === name ? helpOf(command) : usage()))
    return 0
  }
  if (!command) return failed(errorMessage(unknownCommand(name), args), 2)
  try {
    const parsed = parse(command, rest)
    const perform = await command.load()
    return await perform(parsed)
  } catch (error) {
    const { name: kind, message, stack } = error as Error
    if (kind === 'ConfigurationError' || kind === 'ContractError')
      return failed(errorMessage(message, args), 2)
    return failed(kind === 'DataError' ? message : String(stack), 4)
  }
}

function unknownCommand(name: string): string {
  const names = commandTable.map((command) => command.name)
  const near = nearest(name, names, 1)
  return `unknown command "${name}"${didYouMean(near)} (commands: ${names.join(', ')})`
}

function failed(message: string, code: number): number {
  process.stderr.write(`${printedText(message)}\n`)
  return code
}
