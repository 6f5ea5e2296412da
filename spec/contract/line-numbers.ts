/** Where in the text of a JSON document a JSON pointer points. */
import { parse, type MemberNode, type ElementNode, type ValueNode } from '@humanwhocodes/momoa'
import { namesIn } from '../lib/json-pointer.ts'

/**
 * The document is parsed at the first question.
 * @param text JSON, as it lies in its file
 * @returns line of what a pointer names, from 1; of the deepest part that is there when not all of it is
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
  // Of two members with one name the last counts, as for JSON.parse.
  return node.members.findLast((member) => nameOf(member) === name)
}

const nameOf = ({ name }: MemberNode): string => (name.type === 'String' ? name.value : name.name)
