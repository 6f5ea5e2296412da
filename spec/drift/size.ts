/** How large a document becomes when references are followed. */
import type { Json } from '../model.ts'
import { isObject } from '../http.ts'
import { DocumentError, type Document } from './document.ts'
import { follow, rootOf } from './place.ts'

/** References to references; with many more the stack overflows. */
const DEPTH = 500

/**
 * Counts the values of a document with every reference replaced by its target. A target is counted once and remembered,
 * so references that multiply cost no time. In circles the count is a lower bound.
 * @throws DocumentError for references that are nested too deep
 */
export function expandedSize(document: Document): number {
  const sizes = new Map<string, number>()

  function sizeOf(value: Json, depth: number): number {
    const reference = isObject(value) ? value['$ref'] : undefined
    if (typeof reference === 'string') return sizeOfTarget(reference, depth + 1)
    if (typeof value !== 'object' || value === null) return 1
    return Object.values(value).reduce((sum: number, inner: Json) => sum + sizeOf(inner, depth), 1)
  }

  function sizeOfTarget(reference: string, depth: number): number {
    const known = sizes.get(reference)
    if (known !== undefined) return known
    if (depth > DEPTH)
      throw new DocumentError(`its references are nested more than ${DEPTH} levels deep`)
    sizes.set(reference, 1)
    const place = { ...rootOf(document), value: { $ref: reference } }
    const target = follow(document, place)
    const size = target === place || target.value === undefined ? 1 : sizeOf(target.value, depth)
    sizes.set(reference, size)
    return size
  }

  return sizeOf(document['paths'] ?? null, 0)
}
