/** Which command does what. */
import { ConfigurationError } from '../../fixtures/env.ts'
import { ContractError } from '../../spec/contract/index.ts'
import { DataError } from '../../spec/data.ts'
import { run } from './run.ts'
import { serve } from './serve.ts'

const USAGE = `Usage: formflow-conformance <command> [options]

  run     certify FORMFLOW_BASE_URL, or the embedded server when it is not set
          --grep <pattern>   only cases whose title or tag matches, e.g. "@expired-token-refused"
          --no-html          leave out the Allure HTML
  serve   start the reference server, and print the .env lines for it
          --port <n>  --prefix </path>  --lifetime <seconds>  --limit <per minute>
          --fault <id> or --freedom <id>

Exit codes: 0 conformant, 1 the target violates a MUST, 2 configuration, 3 environment, 4 the suite itself.
`

const known: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = { run, serve }

/** @returns the exit code of the process */
export async function commands(args: readonly string[]): Promise<number> {
  const [name = 'run', ...rest] = args
  const command = known[name]
  if (!command) {
    const asked = name === '--help' || name === '-h'
    ;(asked ? process.stdout : process.stderr).write(
      asked ? USAGE : `unknown command "${name}"\n\n${USAGE}`,
    )
    return asked ? 0 : 2
  }
  try {
    return await command(rest)
  } catch (error) {
    const configuration = error instanceof ConfigurationError || error instanceof ContractError
    const told = configuration || error instanceof DataError
    process.stderr.write(`${told ? (error as Error).message : String((error as Error).stack)}\n`)
    return configuration ? 2 : 4
  }
}

/** An option that cannot be used: one line, exit 2. */
export const badOption = (error: unknown): ConfigurationError =>
  new ConfigurationError(`${(error as Error).message.split('\n', 1)[0]} (--help tells the options)`)
