/** A command in the test's own process: for what ends before anything is started. */
import { commands } from '../cli/index.ts'

export interface Said {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

const ours = /^FORMFLOW_/

/** @param env all FORMFLOW_ variables that the command sees */
export async function inProcess(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Said> {
  const before = Object.entries(process.env).filter(([name]) => ours.test(name))
  const clear = (): void => {
    for (const name of Object.keys(process.env)) if (ours.test(name)) delete process.env[name]
  }
  clear()
  Object.assign(process.env, env)
  const stdout = listening(process.stdout)
  const stderr = listening(process.stderr)
  try {
    const code = await commands(args)
    return { code, stdout: stdout.heard(), stderr: stderr.heard() }
  } finally {
    stdout.stop()
    stderr.stop()
    clear()
    Object.assign(process.env, Object.fromEntries(before))
  }
}

function listening(stream: NodeJS.WriteStream): { heard: () => string; stop: () => void } {
  const said: string[] = []
  const write = stream.write.bind(stream)
  stream.write = (chunk: string | Uint8Array) => {
    said.push(String(chunk))
    return true
  }
  return {
    heard: () => said.join(''),
    stop: () => {
      stream.write = write
    },
  }
}
