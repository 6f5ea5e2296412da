/** The last act of a run: every file that was written is searched for secrets. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/**
 * Files within the one-file HTML, and the statement within a certificate. Their base64 is no text: a date in it may
 * look like the same date in a token.
 */
const EMBEDDED = /"([A-Za-z0-9+/]{64,}={0,2})"/g

/**
 * @param containsSecret whether a text contains a secret of the run
 * @returns the files that do, relative to the folder
 */
export function filesThatLeak(folder: string, containsSecret: (text: string) => boolean): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => textLeaks(file, readFileSync(file, 'utf8'), containsSecret))
    .map((file) => relative(folder, file))
}

/** The same for a text that is to be written into a file of this name. */
export const textLeaks = (
  file: string,
  text: string,
  containsSecret: (text: string) => boolean,
): boolean => readings(file, text).some(containsSecret)

function readings(file: string, text: string): string[] {
  // Elsewhere a long run may be an opaque token.
  if (!/(\.html|\bcertificate\.json)$/.test(file)) return [text]
  const embedded = [...text.matchAll(EMBEDDED)].map(([, run = '']) =>
    Buffer.from(run, 'base64').toString('utf8'),
  )
  return [text.replaceAll(EMBEDDED, ' '), ...embedded]
}
