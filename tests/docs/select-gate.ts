/**
 * Which cases the profile `gate` has: those of `smoke`, one of each chapter that tests a MUST, and then those that find the
 * most faults for a request. A greedy choice, in which cases are exchanged as long as that finds more.
 */
import { requestsAtMost } from '../../fixtures/cases/cost.ts'
import { needsSecondClient } from '../../fixtures/cases/second-client.ts'
import type { Case } from '../../spec/model.ts'
import { provenBy } from '../../spec/proves.ts'
import { requirement } from '../../spec/requirements/index.ts'

/** What a fault breaks, and the cases that find each of it violated. */
export interface Findable {
  readonly breaks: readonly string[]
  /** Case -> requirements. */
  readonly foundBy: ReadonlyMap<string, readonly string[]>
}

/** A requirement of a fault with several counts for something before the others are found. */
const IN_PART = 0.3

const broken = ({ breaks, foundBy }: Findable, chosen: ReadonlySet<string>): number =>
  breaks.filter((id) =>
    [...foundBy].some(([testCase, found]) => chosen.has(testCase) && found.includes(id)),
  ).length

/** How many of the faults are found, with all that they break. */
export const exactly = (chosen: ReadonlySet<string>, faults: readonly Findable[]): number =>
  faults.filter((fault) => broken(fault, chosen) === fault.breaks.length).length

const worth = (chosen: ReadonlySet<string>, faults: readonly Findable[]): number =>
  faults.reduce((sum, fault) => {
    const share = broken(fault, chosen) / fault.breaks.length
    return sum + (share === 1 ? 1 : IN_PART * share)
  }, 0)

const testsMust = (testCase: Case): boolean =>
  provenBy(testCase).some((id) => requirement(id).level === 'MUST')

/**
 * @param cases those of `certify`
 * @param most requests
 * @param wanted ids of cases that are in it whatever they find
 * @returns ids, without those of `smoke`
 */
export function gateOf(
  cases: readonly Case[],
  faults: readonly Findable[],
  most: number,
  wanted: readonly string[] = [],
): readonly string[] {
  // Few targets have a second client, and its requests come on top of the others.
  const candidates = cases.filter((testCase) => !needsSecondClient(testCase))
  const smoke = candidates.filter(({ profile }) => profile === 'smoke').map(({ id }) => id)
  const requests = (chosen: ReadonlySet<string>): number =>
    requestsAtMost(candidates.filter(({ id }) => chosen.has(id)))

  const best = (
    chosen: ReadonlySet<string>,
    among: readonly Case[],
  ): { readonly id: string; readonly gain: number } | undefined => {
    const [before, spent] = [worth(chosen, faults), requests(chosen)]
    return among
      .filter(({ id }) => !chosen.has(id))
      .map(({ id }) => ({ id, more: new Set([...chosen, id]) }))
      .filter(({ more }) => requests(more) <= most)
      .map(({ id, more }) => ({
        id,
        gain: (worth(more, faults) - before) / Math.max(1 / 4, requests(more) - spent),
      }))
      .toSorted((a, b) => b.gain - a.gain)[0]
  }

  const kept = new Set([...smoke, ...wanted])
  for (const chapter of new Set(candidates.filter(testsMust).map((testCase) => testCase.chapter))) {
    const group = candidates.filter((testCase) => testCase.chapter === chapter)
    if (group.some(({ id }) => kept.has(id))) continue
    const first = best(kept, group)
    if (first) kept.add(first.id)
  }
  let chosen: ReadonlySet<string> = kept
  for (let next = best(chosen, candidates); next && next.gain > 0; next = best(chosen, candidates))
    chosen = new Set([...chosen, next.id])
  chosen = exchanged(chosen)
  return candidates.map(({ id }) => id).filter((id) => chosen.has(id) && !smoke.includes(id))

  /** One for another, as long as more is found. */
  function exchanged(given: ReadonlySet<string>): ReadonlySet<string> {
    const now = worth(given, faults)
    for (const id of given) {
      if (kept.has(id)) continue
      const without = new Set([...given].filter((one) => one !== id))
      const other = best(without, candidates)
      const better = other && new Set([...without, other.id])
      if (better && worth(better, faults) > now + 1e-9) return exchanged(better)
    }
    return given
  }
}
