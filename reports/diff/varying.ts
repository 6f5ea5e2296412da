/** Facts that one run says in two ways of the same request: what they say is of the moment, not of the release. */
import type { Exchange } from '../../spec/model.ts'
import type { Answer } from './answers.ts'
import type { Look } from './facts.ts'
import type { Facts } from './model.ts'

/** What stands for a value of which there are several. */
const VARIES = 'varies'

/** Reads a fact of a run, or `VARIES` if the run contradicts itself on it. */
export function steadily(
  answers: Iterable<Answer>,
  { subject, read }: Look,
): (exchange: Exchange) => Facts | undefined {
  const map = new Map<string, Map<string, string>>()
  const unsteady = new Set<string>()
  // A status that changes is told as such, and once.
  for (const { exchange } of subject === 'status' ? [] : answers) {
    const same = JSON.stringify([exchange.request, exchange.response?.status])
    const before = map.get(same) ?? new Map<string, string>()
    map.set(same, before)
    for (const [name, value] of read(exchange) ?? []) {
      if ((before.get(name) ?? value) !== value) unsteady.add(name)
      before.set(name, value)
    }
  }
  return (exchange) => {
    const facts = read(exchange)
    return (
      facts &&
      new Map([...facts].map(([name, value]) => [name, unsteady.has(name) ? VARIES : value]))
    )
  }
}
