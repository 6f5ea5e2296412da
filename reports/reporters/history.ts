/** Adds a run to the file of `FORMFLOW_HISTORY`. */
import { readFileSync } from 'node:fs'
import { unwritable } from '../../spec/lib/fs-error.ts'
import type { NotPerformed } from '../../spec/model.ts'
import { withRun } from '../report/history.ts'
import type { Report } from '../report/report.ts'
import type { RunEnd } from './run-end.ts'
import type { WriteFile } from './whole-file.ts'

/**
 * The leak scan does not read this file, which lies outside of the reports folder, so its text is scanned here.
 * @returns why the run was not added; `undefined` when it was
 */
export function appendToHistory(
  { started }: RunEnd,
  file: string,
  report: Report,
  write: WriteFile,
): NotPerformed | undefined {
  try {
    // Read again: another run may have ended meanwhile.
    const text = withRun(readFileSync(file, 'utf8'), report)
    if (started.gateway.containsSecret(text))
      return { owner: 'suite', reason: 'a secret would have been written to FORMFLOW_HISTORY' }
    write(file, text)
    return undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
    return { owner: 'environment', reason: `FORMFLOW_HISTORY ${unwritable(error)}` }
  }
}
