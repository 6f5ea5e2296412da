/** What a CI job shows of its run: `report.md`, added to whatever the job has said before. */
import { appendFileSync } from 'node:fs'
import { unwritable } from '../../spec/lib/fs-error.ts'
import { markdownText } from '../formats/markdown.ts'
import type { Report } from '../report/report.ts'

/**
 * @param file lies outside of the reports folder, where the scan does not look
 * @param containsSecret whether a text contains a secret of the run
 * @returns why it was not appended, in one line; `undefined` when it was
 */
export function appendSummary(
  file: string,
  report: Report,
  containsSecret: (text: string) => boolean,
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
