/** FactValues with several values within one run, for the same request: such a value says nothing about a release. */
import type { Exchange } from '../../spec/model.ts'
import type { FactReader } from './facts.ts'
import type { FactValues } from './model.ts'
import type { CaseExchange } from './pairs.ts'

/** Replaces a value that varies within a run. */
const VARIES = 'varies'

/** @returns a reader that gives `varies` for every fact on which the run contradicts itself */
export function readerOfRun(
  exchanges: Iterable<CaseExchange>,
  { subject, read }: FactReader,
): (exchange: Exchange) => FactValues | undefined {
  const valuesByRequest = new Map<string, Map<string, string>>()
  const varying = new Set<string>()
  // A status that changes is reported as such.
  for (const { exchange } of subject === 'status' ? [] : exchanges) {
    const key = JSON.stringify([exchange.request, exchange.response?.status])
    const values = valuesByRequest.get(key) ?? new Map<string, string>()
    valuesByRequest.set(key, values)
    for (const [name, value] of read(exchange) ?? []) {
      if ((values.get(name) ?? value) !== value) varying.add(name)
      values.set(name, value)
    }
  }
  return (exchange) => {
    const facts = read(exchange)
    return (
      facts &&
      new Map([...facts].map(([name, value]) => [name, varying.has(name) ? VARIES : value]))
    )
  }
}
