/** Writes a tree, and remembers of each branch where in the document it was found. */
import { DocumentError, type Document } from './document.ts'
import { child, children, type Place } from './pointer.ts'

export type Node = string | { readonly [name: string]: Node }

export interface Written {
  readonly tree: Node
  /** Path in the tree, joined by `keyOf` -> JSON pointer. */
  readonly pointers: ReadonlyMap<string, string>
}

export interface Writer {
  readonly document: Document
  readonly pointers: ReadonlyMap<string, string>
  readonly leaf: (path: readonly string[], place: Place, text: string) => string
  readonly node: (path: readonly string[], place: Place, members: readonly Member[]) => Node
}
export type Member = readonly [name: string, node: Node]

export const keyOf = (path: readonly (string | number)[]): string => path.join('\n')

/** References to references multiply; a document of a thousand operations stays far below. */
const PLACES = 300_000

/** @throws DocumentError, while it writes, for a document that would never end */
export function writer(document: Document): Writer {
  const pointers = new Map<string, string>()
  const note = (path: readonly string[], { pointer }: Place): void => {
    pointers.set(keyOf(path), pointer)
    if (pointers.size > PLACES)
      throw new DocumentError(`its references make more than ${PLACES} places of it`)
  }
  return {
    document,
    pointers,
    leaf: (path, place, text) => {
      note(path, place)
      return text
    },
    node: (path, place, members) => {
      note(path, place)
      // Without a prototype, for a member may be called `constructor`.
      return Object.assign(Object.create(null) as object, Object.fromEntries(members))
    },
  }
}

export const textOf = ({ value }: Place): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '')

/** Members as text, but for those that are told apart. */
export const texts = (
  { leaf }: Writer,
  path: readonly string[],
  place: Place,
  apart: readonly string[] = [],
): Member[] =>
  children(place)
    .filter(([name]) => !apart.includes(name))
    .map(([name, each]) => [name, leaf([...path, name], each, textOf(each))])

/** `true` or `false`, whether it is said or left out. */
export const flag = (
  { leaf }: Writer,
  path: readonly string[],
  place: Place,
  name: string,
): Member => {
  const said = child(place, name)
  return [name, leaf([...path, name], said, String(said.value === true))]
}
