/** Writes a tree, and remembers for every node its place in the document. */
import { DocumentError, type Document } from './document.ts'
import { child, children, type Place } from './place.ts'
import { expandedSize } from './size.ts'

export type Node = string | { readonly [name: string]: Node }

export interface DocumentTree {
  readonly tree: Node
  /** Path in the tree, joined by `keyOf` -> JSON pointer. */
  readonly pointers: ReadonlyMap<string, string>
}

export interface TreeWriter {
  readonly document: Document
  readonly pointers: ReadonlyMap<string, string>
  readonly leaf: (path: readonly string[], place: Place, text: string) => string
  readonly node: (path: readonly string[], place: Place, members: readonly Member[]) => Node
}
export type Member = readonly [name: string, node: Node]

export const keyOf = (path: readonly (string | number)[]): string => path.join('\n')

/** References to references multiply. A document of several hundred operations stays below. */
const PLACES = 100_000

/** @throws DocumentError, at once or while it writes, for a document whose references multiply without end */
export function createTreeWriter(document: Document): TreeWriter {
  const pointers = new Map<string, string>()
  const checkSize = (size: number): void => {
    if (size > PLACES)
      throw new DocumentError(`its references expand it to more than ${PLACES} places`)
  }
  checkSize(expandedSize(document))
  const remember = (path: readonly string[], { pointer }: Place): void => {
    pointers.set(keyOf(path), pointer)
    checkSize(pointers.size)
  }
  return {
    document,
    pointers,
    leaf: (path, place, text) => {
      remember(path, place)
      return text
    },
    node: (path, place, members) => {
      remember(path, place)
      // Without a prototype, because a member may be called `constructor`.
      return Object.assign(Object.create(null) as object, Object.fromEntries(members))
    },
  }
}

export const textOf = ({ value }: Place): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '')

/** Members as text, without those that have another form. */
export const texts = (
  { leaf }: TreeWriter,
  path: readonly string[],
  place: Place,
  without: readonly string[] = [],
): Member[] =>
  children(place)
    .filter(([name]) => !without.includes(name))
    .map(([name, member]) => [name, leaf([...path, name], member, textOf(member))])

/** `true` or `false`; absent is false. */
export const flag = (
  { leaf }: TreeWriter,
  path: readonly string[],
  place: Place,
  name: string,
): Member => {
  const value = child(place, name)
  return [name, leaf([...path, name], value, String(value.value === true))]
}
