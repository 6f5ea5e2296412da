/** Two runs' evidence -> the facts that differ, each told once. */
import type { Evidence } from '../evidence/evidence.ts'
import { answersOf, pairsOf, type Pair } from './answers.ts'
import { WHOLE } from './body-facts.ts'
import { comparable, follows, looks, type Look } from './facts.ts'
import { latencyChanges } from './latency.ts'
import { type FactChange, type Observed, type Facts } from './model.ts'
import { FORM, ROUNDING_S } from './token-facts.ts'
import { steadily } from './varying.ts'

/** So many values of one fact are told one by one; more are told as various. */
const VALUES = 3
const VARIOUS = 'various'

export function observe(old: Evidence, now: Evidence): Observed {
  const [before, after] = [answersOf(old), answersOf(now)]
  const pairs = pairsOf(before, after)
  return {
    compared: true,
    answers: {
      both: pairs.length,
      old: before.size - pairs.length,
      new: after.size - pairs.length,
    },
    changes: looks.flatMap((look) =>
      changesOf(look, pairs, {
        old: steadily(before.values(), look),
        new: steadily(after.values(), look),
      }),
    ),
    latency: latencyChanges(old, now),
  }
}

type Read = Look['read']

function changesOf(
  { subject }: Look,
  pairs: readonly Pair[],
  read: { readonly old: Read; readonly new: Read },
): FactChange[] {
  const changes = new Map<string, FactChange>()
  const compared = pairs.flatMap((pair) => {
    const [old, now] = [read.old(pair.old), read.new(pair.new)]
    return old && now && comparable(subject, pair.old, pair.new) ? [{ pair, old, now }] : []
  })
  for (const { pair, old, now } of compared)
    for (const name of different(old, now)) {
      if (subject === 'header' && follows(name, pair.old, pair.new)) continue
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
  return subject === 'status' ? [...changes.values()] : summed([...changes.values()])
}

function different(old: Facts, now: Facts): string[] {
  const names = [...new Set([...old.keys(), ...now.keys()])]
  const other = names.filter((name) => !alike(old.get(name), now.get(name)))
  // A body or a token of another kind has other members, of course.
  const kind = other.filter((name) => name === WHOLE || name === FORM)
  return kind.length > 0 ? kind : other
}

function alike(old: string | undefined, now: string | undefined): boolean {
  if (old === now) return true
  const [before, after] = [old, now].map((text) => /^(-?[\d.]+) s$/.exec(text ?? '')?.[1])
  return (
    before !== undefined &&
    after !== undefined &&
    Math.abs(Number(before) - Number(after)) <= ROUNDING_S
  )
}

/** A fact that changed from many values to many others says one thing: it changed. */
function summed(changes: readonly FactChange[]): FactChange[] {
  const names = [...new Set(changes.map(({ name }) => name))]
  return names.flatMap((name) => {
    const own = changes.filter((factChange) => factChange.name === name)
    const valued = own.filter((factChange) => factChange.old !== null && factChange.new !== null)
    const [first] = valued
    if (!first || valued.length <= VALUES) return own
    const one = {
      ...first,
      old: VARIOUS,
      new: VARIOUS,
      answers: valued.reduce((sum, { answers }) => sum + answers, 0),
      cases: [...new Set(valued.flatMap(({ cases }) => cases))],
    }
    return [...own.filter((factChange) => !valued.includes(factChange)), one]
  })
}
