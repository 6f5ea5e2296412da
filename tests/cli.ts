/** The command line interface: runs a command, and ends with its exit code. */
import { endIfFrozen } from '../fixtures/run/frozen.ts'
import { commands } from './cli/index.ts'

endIfFrozen()
process.exitCode = await commands(process.argv.slice(2))
