/** `report.json` of a run, as another command reads it. */
import { readUserFile } from '../../spec/lib/fs-error.ts'
import { formOf } from './validate.ts'
import type { Report } from './report.ts'

/** The file is not a report. One line, which does not repeat the content. */
export class ReportError extends Error {
  override name = 'ReportError'
}

/** @throws ReportError */
export const readReport = (file: string): Report =>
  reportIn(readUserFile(file, (problem) => new ReportError(`it ${problem}`)).toString('utf8'))

/** @throws ReportError */
export function reportIn(text: string): Report {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new ReportError('it is not JSON')
  }
  const problem = formOf('report.schema.json')(value)
  if (problem !== undefined) throw new ReportError(problem)
  return value as Report
}
