/** The statement of an envelope: its bytes may have been signed by anyone, so its form is proven before it is used. */
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { readJsonFile } from '../../spec/lib/json-file.ts'
import { EnvelopeError } from './envelope.ts'
import type { Envelope } from './dsse.ts'
import type { Statement } from './statement.ts'

const schema = readJsonFile(join(import.meta.dirname, 'statement.schema.json')) as object
export const conforms = new Ajv({ allowUnionTypes: true }).compile<Statement>(schema)

/** @throws EnvelopeError naming the first place that is not as it should be */
export function readStatement({ payload }: Envelope): Statement {
  const text = Buffer.from(payload, 'base64').toString('utf8')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new EnvelopeError('what it holds is not JSON')
  }
  if (conforms(value)) return value
  const [first] = conforms.errors ?? []
  throw new EnvelopeError(
    `what it holds is no such statement: ${first?.instancePath} ${first?.message}`,
  )
}
