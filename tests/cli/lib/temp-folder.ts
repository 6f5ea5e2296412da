/** A folder for temporary files, also where the system has none that can be written, as in read-only containers. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Lets this process and its children use a folder beside the reports if that of the system cannot be written. The
 * runner keeps compiled code in it, and Allure its data.
 */
export function ensureTempFolder(reportsDir: string): void {
  if (isWritable(tmpdir())) return
  const folder = join(reportsDir, '.tmp')
  mkdirSync(folder, { recursive: true })
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = folder
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
}

function isWritable(folder: string): boolean {
  try {
    rmSync(mkdtempSync(join(folder, 'formflow-')), { recursive: true })
    return true
  } catch {
    return false
  }
}
