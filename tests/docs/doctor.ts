/** The example of the doctor: a secret with a #, in `.env` without quotes. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { printed, serving } from './sessions.ts'

/** The same in every run, so that its description is. */
const SECRET = `${'aB3-'.repeat(9)}#${'dE5/'.repeat(6)}zz`

export async function workedDoctor(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'docs-'))
  const stop = await serving(folder, (lines) =>
    lines
      .replace(/^(FORMFLOW_CLIENT_SECRET=).*$/m, `$1${SECRET}`)
      .replace(/^(FORMFLOW_SECOND_CLIENT_SECRET=).*$/m, `$1"${SECRET.replace('#', '+')}"`),
  )
  try {
    return printed(folder, 'formflow-conformance doctor')
  } finally {
    stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
