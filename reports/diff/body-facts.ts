/** The form of a body: where members stand and of what type they are, never what they hold. */
import type { Exchange, Json } from '../../spec/model.ts'
import { isObject, mediaType, readJson } from '../../spec/http.ts'
import { steady } from './masks.ts'
import type { Facts } from './model.ts'

/** So deep a member is told by name; below it, by type. */
const DEPTH = 4

/** `undefined` for a body that was not recorded, what a protected operation returns, and for HEAD, which has none. */
export function bodyFacts({ request, response }: Exchange): Facts | undefined {
  if (!response || response.body.shortened || request.method === 'HEAD') return undefined
  const { body, headers } = response
  const json = readJson(body)
  if ('value' in json) return new Map(members(json.value, '', DEPTH))
  const type = mediaType(headers) ?? 'no media type'
  return new Map([[WHOLE, body.bytes === 0 ? 'empty' : `no JSON, ${type}`]])
}

/** The name of what is told about a body as a whole. */
export const WHOLE = 'body'

function members(value: Json, path: string, depth: number): [string, string][] {
  const own: [string, string] = [path || WHOLE, typeOf(value)]
  if (depth === 0 || !isObject(value)) return [own]
  return [
    own,
    ...Object.entries(value).flatMap(([name, each]) =>
      members(each, `${path}/${steady(name)}`, depth - 1),
    ),
  ]
}

/** `array of string`: what stands in a list is told once. */
export function typeOf(value: Json): string {
  if (value === null) return 'null'
  if (!Array.isArray(value)) return typeof value
  const types = [...new Set((value as readonly Json[]).map(typeOf))].toSorted()
  return types.length === 0 ? 'array, empty' : `array of ${types.join(' or ')}`
}
