/** Changes of cases, grouped by what happened to them. */
import type { CaseChange, SeenViolation } from '../model.ts'
import { outcomeArrow, shown, type Entry } from './comparison-page.ts'

type Group = Pick<Entry, 'label' | 'tone'> & { readonly text: string }

/** Other outcomes first, then new violations, then those that are gone. */
export function caseEntries(changes: readonly CaseChange[]): Entry[] {
  const cases = new Map<string, string[]>()
  const groups = new Map<string, Group>()
  const add = (group: Group, id: string): void => {
    const key = JSON.stringify(group)
    groups.set(key, group)
    cases.set(key, [...(cases.get(key) ?? []), shown(id)])
  }
  for (const { id, old, new: now } of changes)
    if (old !== now) add({ label: 'outcome', tone: 'other', text: outcomeArrow(old, now) }, id)
  for (const { id, appeared } of changes)
    for (const violation of appeared)
      add({ label: 'new violation', tone: 'bad', text: violationText(violation) }, id)
  for (const { id, gone } of changes)
    for (const violation of gone)
      add({ label: 'no longer', tone: 'good', text: violationText(violation) }, id)
  return [...groups].map(([key, { text, ...group }]) => ({
    ...group,
    lines: [{ text }],
    details: [{ label: 'in', names: cases.get(key) ?? [], noun: 'case' }],
  }))
}

const violationText = ({ requirement, where, expected, actual }: SeenViolation): string =>
  `${shown(requirement)}: ${shown(where)}: expected ${shown(expected)}; observed ${shown(actual)}`
