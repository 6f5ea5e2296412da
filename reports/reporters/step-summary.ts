/** Appends `report.md` to the summary of a CI job. */
import { appendFileSync } from 'node:fs'
import { unwritable } from '../../spec/lib/fs-error.ts'
import type { ContainsSecret } from './leak-scan.ts'

/**
 * The leak scan does not read this file, which lies outside of the reports folder, so its text is scanned here.
 * @returns why nothing was appended, in one line; `undefined` when it was
 */
export function appendSummary(
  file: string,
  text: string,
  containsSecret: ContainsSecret,
): string | undefined {
  if (containsSecret(text)) return 'a secret was found in it'
  try {
    appendFileSync(file, `\n${text}`)
    return undefined
  } catch (error) {
    return `it ${unwritable(error)}`
  }
}
