/** The command line interface: runs a command, and ends with its exit code. */
import { commands } from './cli/index.ts'

process.exitCode = await commands(process.argv.slice(2))
