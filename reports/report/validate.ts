/** The schemas of files that a run writes, for commands that read them. */
import { join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import { readJsonFile } from '../../spec/lib/json-file.ts'

/**
 * @param name of a schema in `reports/`
 * @param part a JSON pointer within it, as `#/definitions/head`
 * @returns the first problem of a value, without the value; `undefined` if there is none
 */
export function formOf(name: string, part = ''): (value: unknown) => string | undefined {
  const schema = readJsonFile(join(import.meta.dirname, '..', name)) as object
  // A self-test proves that they are schemas.
  const validate = new Ajv({ validateSchema: false }).addSchema(schema, name).getSchema(name + part)
  if (!validate) throw new Error(`${name} has no ${part}`)
  return (value) =>
    validate(value) === true ? undefined : firstProblem(validate as ValidateFunction)
}

const firstProblem = ({ errors }: ValidateFunction): string => {
  const [{ instancePath, message } = { instancePath: '', message: 'it is wrong' }] = errors ?? []
  return `${instancePath || '/'} ${message}`
}
