/** Which command does what. */
const USAGE = `Usage: formflow-conformance <command> [options]

  run     certify FORMFLOW_BASE_URL, or the embedded server when it is not set
          --grep <pattern>   only cases whose title or tag matches, e.g. "@expired-token-refused"
          --fuzz <n>         then draw n bodies that the contract does not allow, 1 to 10000
          --seed <s>         draw the same bodies as the run that named this seed
          --no-html          leave out the Allure HTML
          --fault <id> or --freedom <id>   give it to the embedded server
  doctor  tell what stands in the way of a run, in at most 4 requests
          --json  --base-url <url>
  serve   start the reference server, and print the .env lines for it
          --port <n>  --prefix </path>  --lifetime <seconds>  --limit <per minute>
          --fault <id> or --freedom <id>

Exit codes: 0 conformant, 1 the target violates a MUST, 2 configuration, 3 environment, 4 the suite itself.
`

type Command = (args: readonly string[]) => Promise<number>

/** Loaded when asked for: a run need not wait for a server's libraries. */
const known: Readonly<Record<string, () => Promise<Command>>> = {
  run: async () => (await import('./run.ts')).run,
  doctor: async () => (await import('./doctor.ts')).doctor,
  serve: async () => (await import('./serve.ts')).serve,
}

/** @returns the exit code of the process */
export async function commands(args: readonly string[]): Promise<number> {
  const [name = 'run', ...rest] = args
  const asked = args.includes('--help') || args.includes('-h')
  const load = Object.hasOwn(known, name) ? known[name] : undefined
  if (asked || !load) {
    ;(asked ? process.stdout : process.stderr).write(
      asked ? USAGE : `unknown command "${name.slice(0, 40)}"\n\n${USAGE}`,
    )
    return asked ? 0 : 2
  }
  try {
    const command = await load()
    return await command(rest)
  } catch (error) {
    const { name: kind, message, stack } = error as Error
    if (kind === 'ConfigurationError' || kind === 'ContractError') return told(message, 2)
    return told(kind === 'DataError' ? message : String(stack), 4)
  }
}

function told(message: string, code: number): number {
  process.stderr.write(`${message}\n`)
  return code
}
