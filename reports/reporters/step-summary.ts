/** Appends `report.md` to the page of a CI job. */
import { appendFileSync } from 'node:fs'
import { unwritable } from '../../spec/lib/fs-error.ts'
import { markdownText } from '../formats/markdown.ts'
import type { Report } from '../report/report.ts'
import type { ContainsSecret } from './leak-scan.ts'

/**
 * The leak scan does not read this file, which lies outside of the reports folder, so its text is scanned here.
 * @returns why nothing was appended, in one line; `undefined` when it was
 */
export function appendSummary(
  file: string,
  report: Report,
  containsSecret: ContainsSecret,
): string | undefined {
  const text = markdownText(report)
  if (containsSecret(text)) return 'a secret was found in it'
  try {
    appendFileSync(file, `\n${text}`)
    return undefined
  } catch (error) {
    return `it ${unwritable(error)}`
  }
}
