/** The schemas of files that a run writes, for commands that read them. */
import { join } from 'node:path'
import { readJsonFile } from '../../spec/lib/json-file.ts'
import { describeError, validator } from '../../spec/lib/validator.ts'

/**
 * @param name of a schema in `reports/`
 * @param part a JSON pointer within it, as `#/definitions/head`
 * @returns the first problem of a value, without the value; `undefined` if there is none
 */
export function formOf(name: string, part = ''): (value: unknown) => string | undefined {
  const validate = validator(readJsonFile(join(import.meta.dirname, '..', name)) as object, part)
  return (value) => {
    const error = validate(value)
    return error && describeError(error)
  }
}
