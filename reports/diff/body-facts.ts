/** The structure of a body: names and types of its members, never their values. */
import type { Exchange, Json } from '../../spec/model.ts'
import { isObject, mediaType, readJson } from '../../spec/http.ts'
import { masked } from '../report/volatile.ts'
import type { FactValues } from './model.ts'

/** Members nested deeper than this are compared by type only. */
const DEPTH = 4

/** `undefined` for a body that was not recorded (the protected operation's), and for HEAD, which has none. */
export function bodyFacts({ request, response }: Exchange): FactValues | undefined {
  if (!response || response.body.shortened || request.method === 'HEAD') return undefined
  const { body, headers } = response
  const json = readJson(body)
  if ('value' in json) return new Map(members(json.value, '', DEPTH))
  const type = mediaType(headers) ?? 'no media type'
  return new Map([[WHOLE_BODY, body.bytes === 0 ? 'empty' : `no JSON, ${type}`]])
}

/** The name of the fact about a body as a whole. */
export const WHOLE_BODY = 'body'

function members(value: Json, path: string, depth: number): [string, string][] {
  const whole: [string, string] = [path || WHOLE_BODY, typeOf(value)]
  if (depth === 0 || !isObject(value)) return [whole]
  return [
    whole,
    ...Object.entries(value).flatMap(([name, member]) =>
      members(member, `${path}/${masked(name)}`, depth - 1),
    ),
  ]
}

/** `array of string`: each type of item once. */
export function typeOf(value: Json): string {
  if (value === null) return 'null'
  if (!Array.isArray(value)) return typeof value
  const types = [...new Set((value as readonly Json[]).map(typeOf))].toSorted()
  return types.length === 0 ? 'array, empty' : `array of ${types.join(' or ')}`
}
