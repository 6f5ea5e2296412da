/** Validation against the schemas of the suite. */
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { readJsonFile } from '../../spec/lib/json-file.ts'

/** @param name of a schema in `reports/` */
export function problemsBy(name: string): (value: unknown) => string[] {
  const file = join(import.meta.dirname, '..', '..', 'reports', name)
  const validate = new Ajv().compile(readJsonFile(file) as object)
  return (value) => {
    validate(value)
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
  }
}

export const reportProblems = problemsBy('report.schema.json')
