/** The example of docs/certificate.md: a key pair, a run, and verify before and after a change of the evidence. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { printed, serving } from './sessions.ts'

/** @returns name of a passage -> its commands with their output */
export async function workedCertificate(): Promise<ReadonlyMap<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'docs-'))
  const shown = (line: string): string => printed(folder, line)
  const stop = await serving(folder)
  try {
    const keygen = shown('formflow-conformance keygen formflow.pem')
    const run = shown(
      'FORMFLOW_SIGNING_KEY_FILE=formflow.pem formflow-conformance run --no-html --reports-dir reports',
    )
    const verify = 'formflow-conformance verify reports/certificate.json'
    const withKey = `${verify} --key formflow.pem.pub`
    const good = shown(withKey)
    const withoutKey = shown(verify)
    tamper(join(folder, 'reports', 'evidence.ndjson'))
    return new Map([
      ['keygen', keygen],
      ['certify', run],
      ['verify', good],
      ['without-key', withoutKey],
      ['tampered', shown(withKey)],
    ])
  } finally {
    stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Changes the status of one response. */
function tamper(file: string): void {
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace('"status":401', '"status":200'))
}
