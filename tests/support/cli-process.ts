/** The command line as a user runs it: in a new process and a new folder. */
import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestInfo } from '@playwright/test'
import type { Report } from '../../reports/report/report.ts'
import { commandLine } from '../cli/lib/programs.ts'

export interface Ended {
  readonly code: number | null
  readonly output: string
  readonly reports: string
  readonly report: () => Report
  /** All written files, by their path in the reports folder. */
  readonly files: () => Map<string, string>
}

/** The environment without variables that could change the result of a test. */
export const bare = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) =>
      !/^(FORMFLOW_|CI$|GITHUB_|TEST_|PLAYWRIGHT|PW_|FORCE_COLOR)|^(NO|HTTPS?|ALL)_PROXY$/i.test(
        name,
      ),
  ),
)

/** Starts the command line in a new process group, so that a signal reaches all its processes, like Ctrl-C. */
export const started = (cwd: string, args: readonly string[], env: Record<string, string> = {}) =>
  spawn(process.execPath, [commandLine, ...args], {
    cwd,
    env: { ...bare, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })

/** Sends Ctrl-C to a command. */
export function interrupt({ pid }: ReturnType<typeof started>): void {
  if (pid === undefined) throw new Error('the command was not started')
  process.kill(-pid, 'SIGINT')
}

export interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>
  /** Content of an `.env` file in the working directory. */
  readonly dotenv?: string
  readonly folder?: string
  /** When it settles, the command is ended. */
  readonly until?: Promise<unknown>
  /** How the command is ended; default: Ctrl-C. */
  readonly end?: (child: ReturnType<typeof started>) => void
}

export async function command(
  info: Pick<TestInfo, 'outputPath'>,
  args: readonly string[],
  { env = {}, dotenv, folder = 'run', until, end = interrupt }: CommandOptions = {},
): Promise<Ended> {
  const cwd = info.outputPath(folder)
  mkdirSync(cwd, { recursive: true })
  if (dotenv !== undefined) writeFileSync(join(cwd, '.env'), dotenv)
  const reports = join(cwd, 'reports')
  const child = started(cwd, args, { FORMFLOW_HTML: '0', FORMFLOW_REPORTS_DIR: reports, ...env })
  void until?.then(() => end(child))
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  return {
    code,
    output: Buffer.concat(chunks).toString('utf8'),
    reports,
    report: () => JSON.parse(readFileSync(join(reports, 'report.json'), 'utf8')) as Report,
    files: () => filesIn(reports),
  }
}

function filesIn(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  return new Map(
    entries.map(({ parentPath, name }) => {
      const file = join(parentPath, name)
      return [file.slice(folder.length + 1), readFileSync(file, 'utf8')]
    }),
  )
}
