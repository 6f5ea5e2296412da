/** A command in the process of the test: for commands that start no run. */
import { commands } from '../cli/index.ts'

export interface CommandOutput {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** The runner sets FORCE_COLOR for its workers. */
const ours = /^(FORMFLOW_|CI$|FORCE_COLOR$)/

/** @param env all FORMFLOW_ variables that the command sees, `CI` and `FORCE_COLOR` */
export async function inProcess(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CommandOutput> {
  // A misspelt name may be among those that are given.
  const isSet = (name: string): boolean => ours.test(name) || name in env
  const before = Object.entries(process.env).filter(([name]) => isSet(name))
  const clear = (): void => {
    for (const name of Object.keys(process.env)) if (isSet(name)) delete process.env[name]
  }
  clear()
  Object.assign(process.env, env)
  const stdout = captured(process.stdout)
  const stderr = captured(process.stderr)
  try {
    const code = await commands(args)
    return { code, stdout: stdout.text(), stderr: stderr.text() }
  } finally {
    stdout.stop()
    stderr.stop()
    clear()
    Object.assign(process.env, Object.fromEntries(before))
  }
}

function captured(stream: NodeJS.WriteStream): { text: () => string; stop: () => void } {
  const chunks: string[] = []
  const write = stream.write.bind(stream)
  stream.write = (chunk: string | Uint8Array) => {
    chunks.push(String(chunk))
    return true
  }
  return {
    text: () => chunks.join(''),
    stop: () => {
      stream.write = write
    },
  }
}
