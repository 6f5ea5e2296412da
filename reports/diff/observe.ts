/** Evidence of two runs -> the facts that differ, without repetition. */
import type { Evidence } from '../evidence/evidence.ts'
import { WHOLE_BODY } from './body-facts.ts'
import { comparable, factReaders, followsStatus, type FactReader } from './facts.ts'
import type { FactChange, FactValues, Observed } from './model.ts'
import { exchangesOf, pairsOf, type Pair } from './pairs.ts'
import { ROUNDING_S, WHOLE_TOKEN } from './token-facts.ts'
import { readerOfRun } from './varying.ts'

/** A fact that changed in more ways than this is reported once, as `various`. */
const MAX_CHANGES = 3
const VARIOUS = 'various'

export function observe(old: Evidence, now: Evidence): Observed {
  const [before, after] = [exchangesOf(old), exchangesOf(now)]
  const pairs = pairsOf(before, after)
  return {
    compared: true,
    answers: {
      both: pairs.length,
      old: before.size - pairs.length,
      new: after.size - pairs.length,
    },
    changes: factReaders.flatMap((reader) =>
      changesOf(reader, pairs, {
        old: readerOfRun(before.values(), reader),
        new: readerOfRun(after.values(), reader),
      }),
    ),
  }
}

type Read = FactReader['read']

function changesOf(
  { subject }: FactReader,
  pairs: readonly Pair[],
  read: { readonly old: Read; readonly new: Read },
): FactChange[] {
  const changes = new Map<string, FactChange>()
  const compared = pairs.flatMap((pair) => {
    const [old, now] = [read.old(pair.old), read.new(pair.new)]
    return old && now && comparable(subject, pair.old, pair.new) ? [{ pair, old, now }] : []
  })
  for (const { pair, old, now } of compared)
    for (const name of changedNames(old, now)) {
      if (subject === 'header' && followsStatus(name, pair.old, pair.new)) continue
      const values = { old: old.get(name) ?? null, new: now.get(name) ?? null }
      const key = JSON.stringify([name, values])
      const { answers = 0, cases = [] } = changes.get(key) ?? {}
      changes.set(key, {
        subject,
        name,
        ...values,
        answers: answers + 1,
        of: compared.length,
        cases: cases.includes(pair.case) ? cases : [...cases, pair.case],
      })
    }
  return subject === 'status' ? [...changes.values()] : merged([...changes.values()])
}

function changedNames(old: FactValues, now: FactValues): string[] {
  const names = [...new Set([...old.keys(), ...now.keys()])]
  const changed = names.filter((name) => !isSame(old.get(name), now.get(name)))
  // A body or a token of another kind has other members anyway.
  const whole = changed.filter((name) => name === WHOLE_BODY || name === WHOLE_TOKEN)
  return whole.length > 0 ? whole : changed
}

function isSame(old: string | undefined, now: string | undefined): boolean {
  if (old === now) return true
  const [before, after] = [old, now].map((text) => /^(-?[\d.]+) s$/.exec(text ?? '')?.[1])
  return (
    before !== undefined &&
    after !== undefined &&
    Math.abs(Number(before) - Number(after)) <= ROUNDING_S
  )
}

/** Many different changes of one fact become one. */
function merged(changes: readonly FactChange[]): FactChange[] {
  const names = [...new Set(changes.map(({ name }) => name))]
  return names.flatMap((name) => {
    const named = changes.filter((change) => change.name === name)
    const valued = named.filter((change) => change.old !== null && change.new !== null)
    const [first] = valued
    if (!first || valued.length <= MAX_CHANGES) return named
    const whole = {
      ...first,
      old: VARIOUS,
      new: VARIOUS,
      answers: valued.reduce((sum, { answers }) => sum + answers, 0),
      cases: [...new Set(valued.flatMap(({ cases }) => cases))],
    }
    return [...named.filter((change) => !valued.includes(change)), whole]
  })
}
