/** Line numbers of JSON pointers in the text of a JSON document. */
import { parse, type MemberNode, type ElementNode, type ValueNode } from '@humanwhocodes/momoa'
import { namesIn } from '../lib/json-pointer.ts'

/**
 * The document is parsed at the first call of the result.
 * @param text JSON, as in its file
 * @returns the line of a pointer, from 1; for a missing place, of the deepest part that exists
 */
export function linesIn(text: string): (pointer: string) => number {
  let root: ValueNode | undefined
  return (pointer) => {
    root ??= parse(text).body
    let node: ValueNode = root
    let { line } = node.loc.start
    for (const name of namesIn(pointer)) {
      const child = childOf(node, name)
      if (!child) break
      line = child.loc.start.line
      node = child.value
    }
    return line
  }
}

function childOf(node: ValueNode, name: string): MemberNode | ElementNode | undefined {
  if (node.type === 'Array') return /^\d+$/.test(name) ? node.elements[Number(name)] : undefined
  if (node.type !== 'Object') return undefined
  // Of two members with the same name the last counts, as in JSON.parse.
  return node.members.findLast((member) => nameOf(member) === name)
}

const nameOf = ({ name }: MemberNode): string => (name.type === 'String' ? name.value : name.name)
