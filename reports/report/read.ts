/** Reads the `report.json` of a run, for other commands. */
import { readFileSync } from 'node:fs'
import { unreadable } from '../../spec/lib/fs-error.ts'
import { formOf } from './validate.ts'
import type { Report } from './report.ts'

/** The file is not a report. One line, which does not repeat the content. */
export class ReportError extends Error {
  override name = 'ReportError'
}

/** @throws ReportError */
export function readReport(file: string): Report {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new ReportError(`it ${unreadable(error)}`)
  }
  return reportIn(text)
}

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
