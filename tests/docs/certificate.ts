/** The worked example of docs/certificate.md: a pair of keys, a run, and what verify makes of it before and after a change. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { session } from '../../reports/formats/inert-markdown.ts'
import { commandLine, jiti } from '../programs.ts'
import { bare } from '../self/command.ts'

/** @returns name of a passage -> its commands with what they print */
export async function workedCertificate(): Promise<ReadonlyMap<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'docs-'))
  const shown = (line: string): string => {
    const [, name, value = '', args = ''] =
      /^(?:(\w+)=(\S+) )?formflow-conformance (.*)$/.exec(line) ?? []
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [jiti, commandLine, ...args.split(' ')],
      {
        cwd: folder,
        encoding: 'utf8',
        env: { ...bare, ...(name === undefined ? {} : { [name]: value }) },
      },
    )
    const told = stderr.split('\n').filter((each) => !each.startsWith('case '))
    return session(line, [stdout.trim(), told.join('\n').trim()].filter(Boolean).join('\n'))
  }
  const stop = await serving(folder)
  try {
    const keygen = shown('formflow-conformance keygen formflow.pem')
    const run = shown(
      'FORMFLOW_SIGNING_KEY_FILE=formflow.pem formflow-conformance run --no-html --reports-dir reports',
    )
    const verifying = 'formflow-conformance verify reports/certificate.json'
    const withKey = `${verifying} --key formflow.pem.pub`
    const good = shown(withKey)
    const unvouched = shown(verifying)
    tamper(join(folder, 'reports', 'evidence.ndjson'))
    return new Map([
      ['keygen', keygen],
      ['certify', run],
      ['verify', good],
      ['without-key', unvouched],
      ['tampered', shown(withKey)],
    ])
  } finally {
    stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** One status of one answer becomes another. */
function tamper(file: string): void {
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace('"status":401', '"status":200'))
}

/** Starts the reference server as a target of its own; its lines become the `.env` of the folder. */
async function serving(folder: string): Promise<() => void> {
  const server = spawn(process.execPath, [jiti, commandLine, 'serve'], {
    cwd: folder,
    env: bare,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: Buffer[] = []
  server.stdout.on('data', (chunk: Buffer) => lines.push(chunk))
  // It says where it listens when everything else is said.
  await new Promise((resolve) => server.stderr.once('data', resolve))
  writeFileSync(join(folder, '.env'), Buffer.concat(lines))
  return () => void server.kill()
}
