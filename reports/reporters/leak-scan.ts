/** The leak scan: after a run, every file that was written is searched for secrets. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** Whether a text contains a secret of the run, in any of its encodings. */
export type ContainsSecret = (text: string) => boolean

/**
 * Files embedded in the one-file HTML, and the statement in a certificate. They are decoded before they are searched:
 * in base64, a date may look like the same date in a token.
 */
const EMBEDDED = /"([A-Za-z0-9+/]{64,}={0,2})"/g

/** @returns the files with a secret, relative to the folder */
export function filesWithSecrets(folder: string, containsSecret: ContainsSecret): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => hasSecret(file, readFileSync(file, 'utf8'), containsSecret))
    .map((file) => relative(folder, file))
}

/** @param file name under which the text is written, or will be */
export const hasSecret = (file: string, text: string, containsSecret: ContainsSecret): boolean =>
  textsIn(file, text).some(containsSecret)

function textsIn(file: string, text: string): string[] {
  // In other files, base64 of this length may be an opaque token.
  if (!/(\.html|\bcertificate\.json)$/.test(file)) return [text]
  const embedded = [...text.matchAll(EMBEDDED)].map(([, base64 = '']) =>
    Buffer.from(base64, 'base64').toString('utf8'),
  )
  return [text.replaceAll(EMBEDDED, ' '), ...embedded]
}
