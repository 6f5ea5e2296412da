/** The causes of a run, spelt out: which cases find which requirement violated. */
import { casesIn } from '../../fixtures/cases/index.ts'
import type { Certification } from '../../fixtures/run/certify.ts'
import type { Breaks, Run } from './shared/model.ts'

/** Requirement -> ids of the cases, both sorted. */
export type Violated = Readonly<Record<string, readonly string[]>>

const cases = casesIn('certify')

/**
 * The ids that a selector of `Breaks` stands for.
 * @throws Error for one that stands for nothing
 */
export function selected(selector: string): string[] {
  const found = cases.filter(
    ({ id, cost }) =>
      selector === '*' ||
      selector === id ||
      (selector === 'failed-logins' && cost.failedLogins > 0) ||
      (selector.endsWith('/*') && id.startsWith(selector.slice(0, -1))),
  )
  if (found.length === 0) throw new Error(`no case is called ${selector}`)
  return found.map(({ id }) => id)
}

/**
 * What the causes of a run say that it violates.
 * @throws Error for a finding with two causes: one of them would never be missed
 */
export function explained({ id: run, found }: Run): Violated {
  const byCause = Object.values(found).map((breaks: Breaks) =>
    Object.entries(breaks).flatMap(([requirement, selectors]) =>
      [...new Set(selectors.flatMap(selected))].map((id) => [requirement, id] as const),
    ),
  )
  const pairs = byCause.flat()
  const told = pairs.map((pair) => pair.join(' '))
  const twice = told.find((each, at) => told.indexOf(each) !== at)
  if (twice !== undefined) throw new Error(`${run} gives two causes for ${twice}`)
  return collected(pairs)
}

/** What a run did violate. */
export const observed = ({ findings }: Certification): Violated =>
  collected(
    findings
      .filter(({ outcome }) => outcome === 'violated')
      .map((finding) => [finding.requirement, finding.case] as const),
  )

function collected(pairs: readonly (readonly [requirement: string, id: string])[]): Violated {
  const requirements = [...new Set(pairs.map(([requirement]) => requirement))].toSorted()
  return Object.fromEntries(
    requirements.map((each) => {
      const ids = pairs.filter(([requirement]) => requirement === each).map(([, id]) => id)
      return [each, [...new Set(ids)].toSorted()]
    }),
  )
}
