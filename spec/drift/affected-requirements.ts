/** The requirements that depend on a place that changed. */
import type { Requirement } from '../model.ts'
import type { Change } from './change.ts'
import { keyOf, type DocumentTree } from './tree-writer.ts'

/**
 * Requirements whose reference is at the changed place, inside it, or at what directly contains it; without any, those
 * of the nearest place around it. An operation contains everything, so it never counts as containing.
 * @returns ids
 */
export function affectedRequirements(
  { path }: Change,
  { old, new: now }: { readonly old?: string; readonly new?: string },
  trees: readonly DocumentTree[],
  requirements: readonly Requirement[],
): string[] {
  const all = requirements.filter(({ source }) => source === 'contract')
  const places = [old, now].filter((pointer) => pointer !== undefined)
  const inside = pointersBelow(path, trees)
  const within = all.filter(
    ({ reference }) =>
      inside.has(reference) || places.some((place) => reference.startsWith(`${place}/`)),
  )
  if (onlyDescribes(path)) return idsOf(within)
  const parents = places.map(parentOf).filter((place) => !isOperation(place))
  const near = [...within, ...all.filter(({ reference }) => parents.includes(reference))]
  if (near.length > 0) return idsOf(near)
  // A requirement about the type of a member is also about its other keywords.
  const members = parents.filter((place) => /\/properties\/[^/]*$/.test(place))
  const beside = all.filter(({ reference }) =>
    members.some((member) => reference.startsWith(`${member}/`)),
  )
  return idsOf([...beside, ...places.flatMap((place) => nearest(place, all))])
}

const idsOf = (all: readonly Requirement[]): string[] => [...new Set(all.map(({ id }) => id))]

/** Pointers of the place and of everything in it, in both documents. */
function pointersBelow(
  path: readonly string[],
  trees: readonly DocumentTree[],
): ReadonlySet<string> {
  const keys = [path, ...requiredOf(path)].map(keyOf)
  const isBelow = (key: string): boolean =>
    keys.some((whole) => key === whole || key.startsWith(`${whole}\n`))
  return new Set(
    trees.flatMap(({ pointers }) =>
      [...pointers].flatMap(([key, pointer]) => (isBelow(key) ? pointer : [])),
    ),
  )
}

/** The item of the `required` list that belongs to a member. */
function requiredOf(path: readonly string[]): (readonly string[])[] {
  const [kind, name = ''] = path.slice(-2)
  return kind === 'properties' ? [[...path.slice(0, -2), 'required', name]] : []
}

function nearest(place: string, all: readonly Requirement[]): Requirement[] {
  const around = all.filter(
    ({ reference }) =>
      place.startsWith(`${reference}/`) && !isOperation(reference) && !isPath(reference),
  )
  const deepest = Math.max(0, ...around.map(({ reference }) => reference.length))
  return around.filter(({ reference }) => reference.length === deepest)
}

const parentOf = (pointer: string): string => pointer.slice(0, pointer.lastIndexOf('/'))
const isPath = (pointer: string): boolean => /^\/paths\/[^/]*$/.test(pointer)
const isOperation = (pointer: string): boolean => /^\/paths\/[^/]*\/[^/]*$/.test(pointer)

/** A change of a description or a name changes nothing around it. */
const onlyDescribes = (path: readonly string[]): boolean =>
  /^(description|summary|title|examples?|tags|operationId|externalDocs|schema name|x-.*)$/.test(
    path.at(-1) ?? '',
  )
