/** Which requirements rest on a place that changed. */
import type { Requirement } from '../model.ts'
import type { Change } from './change.ts'
import { keyOf, type Written } from './tree-writer.ts'

/**
 * Those whose reference lies at the place, or anywhere in what came or went with it, and those of the whole that it is
 * a part of; without any, those of the nearest place around it. An operation is around everything, and says nothing.
 * @returns ids
 */
export function touched(
  { path }: Change,
  { old, new: now }: { readonly old?: string; readonly new?: string },
  trees: readonly Written[],
  requirements: readonly Requirement[],
): string[] {
  const ours = requirements.filter(({ source }) => source === 'contract')
  const places = [old, now].flatMap((each) => each ?? [])
  const inside = pointersBelow(path, trees)
  const within = ours.filter(
    ({ reference }) =>
      inside.has(reference) || places.some((place) => reference.startsWith(`${place}/`)),
  )
  if (isWords(path)) return idsOf(within)
  const wholes = places.map(parentOf).filter((each) => !isOperation(each))
  const near = [...within, ...ours.filter(({ reference }) => wholes.includes(reference))]
  if (near.length > 0) return idsOf(near)
  // What is said of a member besides its type is said of the same member.
  const members = wholes.filter((whole) => /\/properties\/[^/]*$/.test(whole))
  const beside = ours.filter(({ reference }) =>
    members.some((member) => reference.startsWith(`${member}/`)),
  )
  return idsOf([...beside, ...places.flatMap((place) => nearest(place, ours))])
}

const idsOf = (all: readonly Requirement[]): string[] => [...new Set(all.map(({ id }) => id))]

/** Pointers of the place and of all below it, in both documents. */
function pointersBelow(path: readonly string[], trees: readonly Written[]): ReadonlySet<string> {
  const keys = [path, ...requiredOf(path)].map(keyOf)
  const isBelow = (key: string): boolean =>
    keys.some((each) => key === each || key.startsWith(`${each}\n`))
  return new Set(
    trees.flatMap(({ pointers }) =>
      [...pointers].flatMap(([key, pointer]) => (isBelow(key) ? pointer : [])),
    ),
  )
}

/** A member that comes or goes is required, or was, in a list beside it. */
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

/** They describe and name; what is around them stays what it is. */
const isWords = (path: readonly string[]): boolean =>
  /^(description|summary|title|examples?|tags|operationId|externalDocs|schema name|x-.*)$/.test(
    path.at(-1) ?? '',
  )
