/** Evidence -> exchanges by case and step, and the pairs that two runs have in common. */
import type { Exchange } from '../../spec/model.ts'
import type { Evidence } from '../evidence/evidence.ts'

export interface CaseExchange {
  readonly case: string
  readonly exchange: Exchange
}

export interface Pair {
  readonly case: string
  readonly old: Exchange
  readonly new: Exchange
}

/** Exchanges by case and step, in the order of the run. Of a repeated case the second performance counts. */
export function exchangesOf({ performances }: Evidence): ReadonlyMap<string, CaseExchange> {
  const found = new Map<string, CaseExchange>()
  for (const [id, { exchanges, repeated = [] }] of performances)
    for (const exchange of repeated.length > 0 ? repeated : exchanges) {
      // Step names are unique within a case; if two ever share one, their order distinguishes them.
      const keyAt = (count: number): string => JSON.stringify([id, exchange.step, count])
      let count = 0
      while (found.has(keyAt(count))) count += 1
      found.set(keyAt(count), { case: id, exchange })
    }
  return found
}

export const pairsOf = (
  old: ReadonlyMap<string, CaseExchange>,
  now: ReadonlyMap<string, CaseExchange>,
): Pair[] =>
  [...old].flatMap(([key, before]) => {
    const after = now.get(key)
    return after ? [{ case: before.case, old: before.exchange, new: after.exchange }] : []
  })
