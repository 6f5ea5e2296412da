/** The last act of a run: every file that was written is searched for secrets. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** Long runs of base64, as the one-file HTML embeds its data. */
const EMBEDDED = /[A-Za-z0-9+/]{64,}={0,2}/g

/**
 * @param leaks whether a text holds a secret of the run
 * @returns the files that do, relative to the folder
 */
export function filesThatLeak(folder: string, leaks: (text: string) => boolean): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readings(readFileSync(file, 'utf8')).some(leaks))
    .map((file) => relative(folder, file))
}

function readings(text: string): string[] {
  const embedded = [...text.matchAll(EMBEDDED)].map(([run]) =>
    Buffer.from(run, 'base64').toString('utf8'),
  )
  return [text.replaceAll(EMBEDDED, ' '), ...embedded]
}
