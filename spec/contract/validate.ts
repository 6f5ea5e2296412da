/** Validates a document as OpenAPI. */
import type { Validator } from '@seriousme/openapi-schema-validator'
import { describeError } from '../lib/validator.ts'
import type { Json } from '../model.ts'

/** It keeps the schema of OpenAPI, which takes a fifth of a second to compile. */
let validator: Validator | undefined

/** @returns the first problem; `undefined` for a valid document of OpenAPI 2.0 to 3.2 */
export async function openApiProblem(document: {
  readonly [name: string]: Json
}): Promise<string | undefined> {
  validator ??= new (await import('@seriousme/openapi-schema-validator')).Validator()
  const result = await validator.validate(structuredClone(document))
  if (result.valid) return undefined
  const { errors = 'unknown' } = result
  if (typeof errors === 'string') return errors
  const [first] = errors
  return first ? describeError(first) : 'unknown'
}
