/** The statement of an envelope. Anyone may have signed it, so its form is checked before it is used. */
import { join } from 'node:path'
import { readJsonFile } from '../../spec/lib/json-file.ts'
import { isTooDeep } from '../../spec/json-tokens.ts'
import { describeError, validator } from '../../spec/lib/validator.ts'
import { EnvelopeError } from './envelope.ts'
import type { Envelope } from './dsse.ts'
import type { Statement } from './statement.ts'

const schema = readJsonFile(join(import.meta.dirname, 'statement.schema.json')) as Schema

/** The one text of a statement: without white space, with members in the order of the schema. */
export const payloadText = (statement: Statement): string =>
  JSON.stringify(ordered(statement, schema, schema))

interface Schema {
  readonly $ref?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly definitions?: Readonly<Record<string, Schema>>
}

/** Members that the schema does not name come last, in the order of their names. */
function ordered(value: unknown, part: Schema | undefined, root: Schema): unknown {
  const { properties = {}, items } = resolved(part, root)
  if (Array.isArray(value)) return value.map((item) => ordered(item, items, root))
  if (typeof value !== 'object' || value === null) return value
  const known = Object.keys(properties)
  const place = (name: string): number => known.indexOf(name) >>> 0
  const names = Object.keys(value).toSorted((a, b) => place(a) - place(b) || (a < b ? -1 : 1))
  const members = value as Readonly<Record<string, unknown>>
  return Object.fromEntries(
    names.map((name) => [name, ordered(members[name], properties[name], root)]),
  )
}

const resolved = (part: Schema = {}, { definitions = {} }: Schema): Schema =>
  part.$ref === undefined ? part : (definitions[part.$ref.replace('#/definitions/', '')] ?? {})

/** What is wrong with the form of a statement; `undefined` if nothing is. */
export const statementProblem = validator(schema)

/** @throws EnvelopeError with the first problem */
export function readStatement({ payload }: Envelope): Statement {
  const text = Buffer.from(payload, 'base64').toString('utf8')
  if (isTooDeep(text)) throw new EnvelopeError('its payload nests too deep')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new EnvelopeError('its payload is not JSON')
  }
  const error = statementProblem(value)
  if (error)
    throw new EnvelopeError(`its payload is not a statement of this suite: ${describeError(error)}`)
  const statement = value as Statement
  // Older ones have no conditions, and another order of members.
  const { conditions } = statement.predicate.formflow
  if (text !== (conditions === undefined ? JSON.stringify(value) : payloadText(statement)))
    throw new EnvelopeError('its payload is not written as a run writes it')
  return statement
}
