/** The forms of files that a run writes, for commands that read them. */
import { join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import { readJsonFile } from '../../spec/lib/json-file.ts'

/**
 * @param name of a schema in `reports/`
 * @param part a JSON pointer within it, as `#/definitions/head`
 * @returns what is wrong with a value, in words that do not repeat it; `undefined` if nothing is
 */
export function formOf(name: string, part = ''): (value: unknown) => string | undefined {
  const schema = readJsonFile(join(import.meta.dirname, '..', name)) as object
  // They are of draft 07, which ajv speaks by itself; that they are schemas is for a self-test.
  const validate = new Ajv({ validateSchema: false }).addSchema(schema, name).getSchema(name + part)
  if (!validate) throw new Error(`${name} has no ${part}`)
  return (value) =>
    validate(value) === true ? undefined : firstProblem(validate as ValidateFunction)
}

const firstProblem = ({ errors }: ValidateFunction): string => {
  const [{ instancePath, message } = { instancePath: '', message: 'it is wrong' }] = errors ?? []
  return `${instancePath || '/'} ${message}`
}
