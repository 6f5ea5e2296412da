/** Worked examples for the documents: commands as a user types them, with what they print. */
import { spawn, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { session } from '../../reports/formats/text/markdown.ts'
import { commandLine, jiti } from '../cli/lib/programs.ts'
import { bare } from '../support/cli-process.ts'

/**
 * @param line `formflow-conformance` with its arguments, a variable before it if need be
 * @returns the line, and what it printed in that folder; a run's progress is left out
 */
export function printed(folder: string, line: string): string {
  const [, name, value = '', args = ''] =
    /^(?:(\w+)=(\S+) )?formflow-conformance (.*)$/.exec(line) ?? []
  const { stdout, stderr } = spawnSync(process.execPath, [jiti, commandLine, ...args.split(' ')], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...bare, ...(name === undefined ? {} : { [name]: value }) },
  })
  const told = stderr.split('\n').filter((each) => !each.startsWith('case '))
  return session(line, [stdout.trim(), told.join('\n').trim()].filter(Boolean).join('\n'))
}

/**
 * Starts the reference server as a target of its own; its lines become the `.env` of the folder.
 * @param written what becomes of the lines first
 * @returns what stops it
 */
export async function serving(
  folder: string,
  written: (lines: string) => string = (lines) => lines,
): Promise<() => void> {
  const server = spawn(process.execPath, [jiti, commandLine, 'serve'], {
    cwd: folder,
    env: bare,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: Buffer[] = []
  server.stdout.on('data', (chunk: Buffer) => lines.push(chunk))
  // It says where it listens when everything else is said.
  await new Promise((resolve) => server.stderr.once('data', resolve))
  writeFileSync(join(folder, '.env'), written(Buffer.concat(lines).toString('utf8')))
  return () => void server.kill()
}
