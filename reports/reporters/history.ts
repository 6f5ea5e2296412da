/** The history of runs, with this one added. */
import { readFileSync } from 'node:fs'
import { unwritable } from '../../spec/lib/fs-error.ts'
import type { NotPerformed } from '../../spec/model.ts'
import type { Ended, WriteFile } from './run-end.ts'
import { remembering } from '../report/history.ts'
import type { Report } from '../report/report.ts'

/**
 * The file lies outside the folder that is searched at the end, so what is written is searched before.
 * @returns why this run is not remembered, if it is not
 */
export function remember(
  { started }: Ended,
  file: string,
  report: Report,
  write: WriteFile,
): NotPerformed | undefined {
  try {
    // Read again: another run may have ended meanwhile.
    const text = remembering(readFileSync(file, 'utf8'), report)
    if (started.gateway.containsSecret(text))
      return { owner: 'suite', reason: 'a secret would have been written to FORMFLOW_HISTORY' }
    write(file, text)
    return undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
    return { owner: 'environment', reason: `FORMFLOW_HISTORY ${unwritable(error)}` }
  }
}
