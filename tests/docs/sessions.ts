/** Examples for the documents: commands with their output. */
import { spawn, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { session } from '../../reports/formats/text/markdown.ts'
import { commandLine } from '../cli/lib/programs.ts'
import { bare } from '../support/cli-process.ts'

/**
 * @param line `formflow-conformance` with its arguments, perhaps after a variable
 * @returns the line with its output in that folder, without the progress of a run
 */
export function printed(folder: string, line: string): string {
  const [, name, value = '', args = ''] =
    /^(?:(\w+)=(\S+) )?formflow-conformance (.*)$/.exec(line) ?? []
  const { stdout, stderr } = spawnSync(process.execPath, [commandLine, ...args.split(' ')], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...bare, ...(name === undefined ? {} : { [name]: value }) },
  })
  const messages = stderr.split('\n').filter((text) => !text.startsWith('case '))
  return session(line, [stdout.trim(), messages.join('\n').trim()].filter(Boolean).join('\n'))
}

/**
 * Starts the reference server, and writes its lines into the `.env` of the folder.
 * @param written changes the lines before they are written
 * @returns a function that stops the server
 */
export async function serving(
  folder: string,
  written: (lines: string) => string = (lines) => lines,
): Promise<() => void> {
  const server = spawn(process.execPath, [commandLine, 'serve'], {
    cwd: folder,
    env: bare,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: Buffer[] = []
  server.stdout.on('data', (chunk: Buffer) => lines.push(chunk))
  // The message that it listens comes after all lines.
  await new Promise((resolve) => server.stderr.once('data', resolve))
  writeFileSync(join(folder, '.env'), written(Buffer.concat(lines).toString('utf8')))
  return () => void server.kill()
}
