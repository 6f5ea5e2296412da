/** The door: turns a command line into a run, and a report into an exit code. */
import { commands } from './cli/index.ts'

process.exitCode = await commands(process.argv.slice(2))
