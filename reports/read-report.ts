/** `report.json` of a run, as another command reads it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { readJsonFile } from '../spec/data.ts'
import type { Report } from './report.ts'

/** The file is not what a run writes, in one line that does not repeat what it holds. */
export class ReportError extends Error {
  override name = 'ReportError'
}

/** @throws ReportError */
export function readReport(file: string): Report {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new ReportError(code === undefined ? 'it is not JSON' : `it cannot be read (${code})`)
  }
  const schema = readJsonFile(join(import.meta.dirname, 'report.schema.json')) as object
  const validate = new Ajv().compile(schema)
  if (validate(value)) return value as Report
  const [first] = validate.errors ?? []
  throw new ReportError(`${first?.instancePath || '/'} ${first?.message ?? 'is wrong'}`)
}
