/** Two documents -> what changed, breaking or not, and the requirements that depend on the place. */
import diff, { type Difference } from 'microdiff'
import type { Requirement } from '../model.ts'
import { at, describeChange, type Change, type Judgement } from './change.ts'
import type { Document } from './document.ts'
import type { DriftChange } from './model.ts'
import { placeText } from './place-text.ts'
import { judgeByRule } from './rules.ts'
import { judgeSchema } from './schema-judge.ts'
import { affectedRequirements } from './affected-requirements.ts'
import { treeOf } from './tree.ts'
import { keyOf, type Node, type DocumentTree } from './tree-writer.ts'

export interface Changes {
  readonly breaking: readonly DriftChange[]
  readonly other: readonly DriftChange[]
}

/** @throws DocumentError for a document whose references multiply without end */
export function changesOf(
  old: Document,
  now: Document,
  requirements: readonly Requirement[],
): Changes {
  const [before, after] = [treeOf(old), treeOf(now)]
  const found = new Map<string, { readonly breaks: boolean; readonly change: DriftChange }>()
  for (const change of differences(before, after)) {
    const judgement = judge(change)
    if (!judgement) continue
    const pointers = pointersOf(change, before, after)
    // A change of a shared schema is one change with many places.
    const key = JSON.stringify([pointers, judgement.what, judgement.breaks])
    const { breaks, what, why, place } = judgement
    found.set(key, {
      breaks,
      change: {
        places: [...(found.get(key)?.change.places ?? []), place],
        what,
        ...(why === undefined ? {} : { why }),
        ...pointers,
        requirements: affectedRequirements(change, pointers, [before, after], requirements),
      },
    })
  }
  const changes = (breaking: boolean): DriftChange[] =>
    [...found.values()].flatMap(({ breaks, change }) => (breaks === breaking ? change : []))
  return { breaking: changes(true), other: changes(false) }
}

function differences(before: DocumentTree, after: DocumentTree): Change[] {
  const trees = {
    oldAt: (path: readonly string[]) => at(before.tree, path),
    newAt: (path: readonly string[]) => at(after.tree, path),
  }
  return diff(before.tree as object, after.tree as object, { cyclesFix: false }).map(
    (difference) => ({
      ...kindOf(difference),
      path: difference.path.map(String),
      ...trees,
    }),
  )
}

function kindOf(difference: Difference): Pick<Change, 'kind' | 'old' | 'new'> {
  if (difference.type === 'CREATE') return { kind: 'added', new: difference.value as Node }
  if (difference.type === 'REMOVE') return { kind: 'removed', old: difference.oldValue as Node }
  return { kind: 'changed', old: difference.oldValue as Node, new: difference.value as Node }
}

type Placed = Judgement & { readonly place: string }

function judge(change: Change): Placed | undefined {
  const [area, operation = '', ...path] = change.path
  if (area === 'document')
    return { breaks: false, what: describeChange(change), place: change.path.slice(1).join(' ') }
  const schema = schemaAt(path)
  if (schema !== undefined) {
    const direction = path[0] === 'responses' ? 'response' : 'request'
    const within = judgeSchema(change, path.slice(schema + 1), direction)
    const place = placeText(operation, path.slice(0, schema), within?.member)
    return within && { ...within, place }
  }
  const judgement = judgeByRule(change, path)
  if (judgement) return { ...judgement, place: placeText(operation, path) }
  const what = `${path.at(-1)} ${describeChange(change)}`
  return { breaks: false, what, place: placeText(operation, path.slice(0, -1)) }
}

/** The position of the schema in a path. Its name alone is not enough: a header or a member may also be called `schema`. */
function schemaAt(path: readonly string[]): number | undefined {
  const depth = { parameters: 2, body: 3, responses: 4 }[path[0] ?? '']
  return depth !== undefined && path[depth] === 'schema' ? depth : undefined
}

type Pointers = Pick<DriftChange, 'old' | 'new'>

function pointersOf({ path, kind }: Change, before: DocumentTree, after: DocumentTree): Pointers {
  const old = before.pointers.get(keyOf(path))
  const now = after.pointers.get(keyOf(path))
  return {
    ...(kind !== 'added' && old !== undefined ? { old } : {}),
    ...(kind !== 'removed' && now !== undefined ? { new: now } : {}),
  }
}
