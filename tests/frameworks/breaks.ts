/** The findings of a run that its causes explain: which cases find which requirement violated. */
import { casesIn } from '../../fixtures/cases/index.ts'
import type { Certification } from '../../fixtures/run/certify.ts'
import type { Breaks, FrameworkRun } from './shared/model.ts'

/** Requirement -> ids of the cases, both sorted. */
export type Violated = Readonly<Record<string, readonly string[]>>

const cases = casesIn('certify')

/**
 * The ids of cases that a selector of `Breaks` means.
 * @throws Error for a selector without a case
 */
export function casesOf(selector: string): string[] {
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
 * The violations that the causes of a run explain.
 * @throws Error for a finding with two causes: one of them would be superfluous
 */
export function explained({ id: run, found }: FrameworkRun): Violated {
  const byCause = Object.values(found).map((breaks: Breaks) =>
    Object.entries(breaks).flatMap(([requirement, selectors]) =>
      [...new Set(selectors.flatMap(casesOf))].map((id) => [requirement, id] as const),
    ),
  )
  const pairs = byCause.flat()
  const findings = pairs.map((pair) => pair.join(' '))
  const twice = findings.find((finding, at) => findings.indexOf(finding) !== at)
  if (twice !== undefined) throw new Error(`${run} has two causes for ${twice}`)
  return collected(pairs)
}

/** The violations that a run found. */
export const observed = ({ findings }: Certification): Violated =>
  collected(
    findings
      .filter(({ outcome }) => outcome === 'violated')
      .map((finding) => [finding.requirement, finding.case] as const),
  )

function collected(pairs: readonly (readonly [requirement: string, id: string])[]): Violated {
  const requirements = [...new Set(pairs.map(([requirement]) => requirement))].toSorted()
  return Object.fromEntries(
    requirements.map((violated) => {
      const ids = pairs.filter(([requirement]) => requirement === violated).map(([, id]) => id)
      return [violated, [...new Set(ids)].toSorted()]
    }),
  )
}
