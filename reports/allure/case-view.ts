/** What there is to tell of one case, for everything that tells it to Allure. */
import type { FuzzReport } from '../../fixtures/fuzz/results.ts'
import { effectiveLevel } from '../../spec/verdict/judge.ts'
import type { Case, Finding, Level, Performance, Step } from '../../spec/model.ts'
import { requirement } from '../../spec/requirements/index.ts'
import { categoryOf, type Category } from './categories.ts'

/** A case that was performed: the one of the test, or one that was drawn in it. */
export interface Part {
  readonly each: Case
  readonly performance: Performance
  readonly findings: readonly Finding[]
}

export interface Seen {
  readonly each: Case
  /** None: the run never came to it. */
  readonly parts: readonly Part[]
  /** How bodies were drawn, if this case did. */
  readonly fuzz?: FuzzReport | undefined
  /** The first line of what broke within the suite. */
  readonly crash?: string | undefined
  /** What the baseline says of failures that it knows. */
  readonly known: readonly string[]
}

/** What is the same for all cases of a run. */
export interface Surroundings {
  readonly strict: boolean
  /** Path of the base URL, which a reproduction line holds already. */
  readonly prefix: string
  /** The request that all others are changes of. */
  readonly control: Step
  /** The OpenAPI document of this run. */
  readonly document: unknown
}

export interface Told extends Seen {
  readonly around: Surroundings
  readonly findings: readonly Finding[]
  readonly category: Category | undefined
  /** Why it was not judged, and whose problem that is. */
  readonly unjudged: { readonly reason: string; readonly owner?: string } | undefined
}

export function toldOf(seen: Seen, around: Surroundings): Told {
  const { parts, crash } = seen
  const findings = parts.flatMap((part) => part.findings)
  const not = parts.find(({ performance }) => performance.notPerformed)?.performance.notPerformed
  const silent = parts.some(({ performance }) =>
    performance.exchanges.some((exchange) => exchange.failure),
  )
  const owner = not?.owner ?? (silent ? 'environment' : undefined)
  const open = findings.find(({ outcome }) => outcome === 'inconclusive')
  const reason = open?.reason ?? not?.reason ?? (parts.length === 0 ? 'not run' : undefined)
  return {
    ...seen,
    around,
    findings,
    category: categoryOf({
      ...(parts.length > 0 ? { findings } : {}),
      ...(owner ? { owner } : {}),
      strict: around.strict,
      crash,
    }),
    unjudged: reason === undefined ? undefined : { reason, ...(owner ? { owner } : {}) },
  }
}

const order: readonly Level[] = ['MUST', 'SHOULD', 'MAY']

/** The findings of violated requirements, those first that cost most. */
export const violatedOf = ({ findings, around }: Told): Finding[] => {
  const rank = (id: string): number =>
    order.indexOf(effectiveLevel(requirement(id).level, around.strict))
  return findings
    .filter(({ outcome }) => outcome === 'violated')
    .toSorted((finding, other) => rank(finding.requirement) - rank(other.requirement))
}
