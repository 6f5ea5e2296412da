/** The statement of an envelope. Anyone may have signed it, so its form is checked before it is used. */
import { join } from 'node:path'
import { readJsonFile } from '../../spec/lib/json-file.ts'
import { describeError, validator } from '../../spec/lib/validator.ts'
import { EnvelopeError } from './envelope.ts'
import type { Envelope } from './dsse.ts'
import type { Statement } from './statement.ts'

/** What is wrong with the form of a statement; `undefined` if nothing is. */
export const statementProblem = validator(
  readJsonFile(join(import.meta.dirname, 'statement.schema.json')) as object,
)

/** @throws EnvelopeError with the first problem */
export function readStatement({ payload }: Envelope): Statement {
  const text = Buffer.from(payload, 'base64').toString('utf8')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new EnvelopeError('its payload is not JSON')
  }
  const error = statementProblem(value)
  if (error)
    throw new EnvelopeError(`its payload is not a statement of this suite: ${describeError(error)}`)
  return value as Statement
}
