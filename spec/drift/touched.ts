/** Which requirements rest on a place that changed. */
import type { Requirement } from '../model.ts'
import type { Change } from './change.ts'
import { keyOf, type Written } from './writer.ts'

/**
 * Those whose reference lies at the place, or anywhere in what came or went with it; otherwise those of the nearest
 * place around it. An operation as a whole is around everything, and so says nothing.
 */
export function touched(
  { path }: Change,
  { old, new: now }: { readonly old?: string; readonly new?: string },
  trees: readonly Written[],
  requirements: readonly Requirement[],
): string[] {
  const ours = requirements.filter(({ source }) => source === 'contract')
  const keys = [path, ...requiredOf(path)].map(keyOf)
  const inside = new Set(
    trees.flatMap(({ pointers }) =>
      [...pointers].flatMap(([key, pointer]) =>
        keys.some((each) => key === each || key.startsWith(`${each}\n`)) ? pointer : [],
      ),
    ),
  )
  const places = [old, now].flatMap((each) => each ?? [])
  const within = ours.filter(
    ({ reference }) =>
      inside.has(reference) || places.some((each) => reference.startsWith(`${each}/`)),
  )
  const around =
    within.length > 0 || isWords(path) ? [] : places.flatMap((each) => nearest(each, ours))
  return [...new Set([...within, ...around].map(({ id }) => id))]
}

function nearest(place: string, all: readonly Requirement[]): Requirement[] {
  const around = all.filter(
    ({ reference }) => place.startsWith(`${reference}/`) && !isOperation(reference),
  )
  const deepest = Math.max(0, ...around.map(({ reference }) => reference.length))
  return around.filter(({ reference }) => reference.length === deepest)
}

/** A member that comes or goes is required, or was, in a list beside it. */
function requiredOf(path: readonly string[]): (readonly string[])[] {
  const [kind, name = ''] = path.slice(-2)
  return kind === 'properties' ? [[...path.slice(0, -2), 'required', name]] : []
}

/** They describe and name; what is around them stays what it is. */
const isWords = (path: readonly string[]): boolean =>
  /^(description|summary|title|examples?|tags|operationId|externalDocs|schema name|x-.*)$/.test(
    path.at(-1) ?? '',
  )

const isOperation = (reference: string): boolean => /^\/paths\/[^/]*(\/[^/]*)?$/.test(reference)
