/** What the schemas of our files forbid. */
import { join } from 'node:path'
import { readJsonFile } from '../../spec/lib/json-file.ts'
import { describeError, validator } from '../../spec/lib/validator.ts'

/**
 * @param name of a schema in `reports/`
 * @returns the first problem of a value, alone in a list; an empty list if it conforms
 */
export function problemsBy(name: string): (value: unknown) => string[] {
  const file = join(import.meta.dirname, '..', '..', 'reports', name)
  const validate = validator(readJsonFile(file) as object)
  return (value) => [validate(value)].flatMap((error) => (error ? [describeError(error)] : []))
}

export const reportProblems = problemsBy('report.schema.json')
