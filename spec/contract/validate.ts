/** Validates a document as OpenAPI. */
import { describeError } from '../lib/validator.ts'
import type { Json } from '../model.ts'

/** @returns the first problem; `undefined` for a valid document of OpenAPI 2.0 to 3.2 */
export async function openApiProblem(document: {
  readonly [name: string]: Json
}): Promise<string | undefined> {
  const { Validator } = await import('@seriousme/openapi-schema-validator')
  const result = await new Validator().validate(structuredClone(document))
  if (result.valid) return undefined
  const { errors = 'unknown' } = result
  if (typeof errors === 'string') return errors
  const [first] = errors
  return first ? describeError(first) : 'unknown'
}
