/** Requirements without an outcome. Every report uses these terms for them, and no other. */
import { casesIn, profiles } from '../../fixtures/cases/index.ts'
import { provenBy } from '../../spec/proves.ts'
import type { Case, Profile } from '../../spec/model.ts'
import type { ReportedRequirement } from './report.ts'

export type Untested =
  /** The reason says what was missing, and how to supply it. */
  | 'not tested'
  /** This profile has cases for it, and `--grep` or `--failed` left them out. */
  | 'not selected'
  /** A larger profile has cases for it. */
  | 'not in this profile'
  /** It is about responses of which this run had none. */
  | 'not applicable'

const NOT_IN_PROFILE = 'not in this profile'
const NOT_SELECTED = 'no selected case tests it'

const proves = (cases: readonly Case[], requirement: string): boolean =>
  cases.some((testCase) => provenBy(testCase).includes(requirement))

/**
 * @param planned the cases of a run of this profile
 * @param casesOf all cases of a profile; default: those for servers
 * @returns why none of them proves the requirement; `undefined` when one does, or when no case of any profile does
 */
export function whyUnplanned(
  requirement: string,
  planned: readonly Case[],
  profile: Profile,
  casesOf: (profile: Profile) => readonly Case[] = casesIn,
): string | undefined {
  if (proves(planned, requirement)) return undefined
  const smallest = profiles.find((name) => proves(casesOf(name), requirement))
  if (smallest === undefined) return undefined
  return profiles.indexOf(smallest) > profiles.indexOf(profile)
    ? `${NOT_IN_PROFILE}; profile ${smallest} tests it`
    : NOT_SELECTED
}

/** @returns `undefined` for a requirement that is satisfied or violated */
export function untestedAs({
  outcome,
  reason = '',
}: Pick<ReportedRequirement, 'outcome' | 'reason'>): Untested | undefined {
  if (outcome === 'inconclusive') return 'not tested'
  if (outcome !== 'inapplicable') return undefined
  if (reason.startsWith(NOT_IN_PROFILE)) return 'not in this profile'
  return reason === NOT_SELECTED ? 'not selected' : 'not applicable'
}

/** The term with the reason of the report, as part of a sentence. */
export function untestedText(
  requirement: Pick<ReportedRequirement, 'outcome' | 'reason'>,
): string | undefined {
  const { reason = '' } = requirement
  const term = untestedAs(requirement)
  if (term === 'not tested') return notTestedBecause(reason)
  if (term === 'not selected') return `not selected: ${reason}`
  return term === 'not applicable' ? `not applicable: ${reason}` : term && reason
}

export const notTestedBecause = (reason: string): string => `not tested because ${reason}`
