/** Evidence -> answers by the place in which they were given: the same case, the same step. */
import type { Exchange } from '../../spec/model.ts'
import type { Evidence } from '../evidence/evidence.ts'

export interface Answer {
  readonly case: string
  readonly exchange: Exchange
}

export interface Pair {
  readonly case: string
  readonly old: Exchange
  readonly new: Exchange
}

/** Place -> answer, in order of the run. Of a case that was sent again the second time counts. */
export function answersOf({ performances }: Evidence): ReadonlyMap<string, Answer> {
  const answers = new Map<string, Answer>()
  for (const [id, { exchanges, repeated = [] }] of performances)
    for (const exchange of repeated.length > 0 ? repeated : exchanges) {
      // Steps of a case have names of their own; if two ever share one, their order tells them apart.
      const place = (time: number): string => JSON.stringify([id, exchange.step, time])
      let time = 0
      while (answers.has(place(time))) time += 1
      answers.set(place(time), { case: id, exchange })
    }
  return answers
}

export const pairsOf = (
  old: ReadonlyMap<string, Answer>,
  now: ReadonlyMap<string, Answer>,
): Pair[] =>
  [...old].flatMap(([place, answer]) => {
    const other = now.get(place)
    return other ? [{ case: answer.case, old: answer.exchange, new: other.exchange }] : []
  })
