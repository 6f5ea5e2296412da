/** Values checked against a JSON Schema of the suite (draft 07). */
import { Ajv, type ErrorObject } from 'ajv'
import addFormats from 'ajv-formats'

/** @returns the first error; `undefined` when the value conforms */
export type Validator = (value: unknown) => ErrorObject | undefined

/**
 * Compiles a schema. Takes tens of milliseconds for a large one, so keep the result.
 * @param part a JSON pointer into the schema, such as `#/definitions/head`; empty: all of it
 * @throws Error when the schema does not compile, or has no such part
 */
export function validator(schema: object, part = ''): Validator {
  // A self-test proves that our schemas are schemas; to check it here would take longer than to read all data.
  const ajv = new Ajv({ allowUnionTypes: true, validateSchema: false })
  addFormats.default(ajv, ['date'])
  const validate = ajv.addSchema(schema, 'schema').getSchema(`schema${part}`)
  if (!validate) throw new Error(`the schema has no ${part}`)
  return (value) => (validate(value) === true ? undefined : validate.errors?.[0])
}

/** Place and reason without the value: `/known/0 must be object`. */
export const describeError = ({
  instancePath,
  message,
}: Pick<ErrorObject, 'instancePath' | 'message'>): string =>
  `${instancePath || '/'} ${message ?? 'is invalid'}`
