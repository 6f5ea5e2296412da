/** One difference of two trees, with access to both trees for the rules. */
import type { Node } from './tree-writer.ts'

export interface Change {
  readonly kind: 'added' | 'removed' | 'changed'
  readonly path: readonly string[]
  readonly old?: Node
  readonly new?: Node
  readonly oldAt: (path: readonly string[]) => Node | undefined
  readonly newAt: (path: readonly string[]) => Node | undefined
}

/** What a change does to a client that follows the old document. */
export interface Judgement {
  readonly breaks: boolean
  readonly what: string
  readonly why?: string
}

export const at = (tree: Node, path: readonly string[]): Node | undefined =>
  path.reduce<Node | undefined>(
    (node, name) => (typeof node === 'object' ? node[name] : undefined),
    tree,
  )

/** `added: text`, `removed: text` or `old → new`. */
export function describeChange({ kind, old, new: now }: Change): string {
  if (kind === 'changed')
    return typeof old === 'string' && typeof now === 'string'
      ? `${quoted(old)} → ${quoted(now)}`
      : 'changed'
  const value = kind === 'added' ? now : old
  return typeof value === 'string' ? `${kind}: ${quoted(value)}` : kind
}

const quoted = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text) || '""'
