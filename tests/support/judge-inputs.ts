/** Requirements, cases and findings that say no more than a judge reads. */
import { judge, type Circumstances, type Verdict } from '../../spec/verdict/judge.ts'
import type { Case, Finding, Level, Outcome, Requirement } from '../../spec/model.ts'
import { caseOf, sight } from './exchange.ts'

const requirementOf = (id: string, level: Level, excluded?: string): Requirement => ({
  id,
  level,
  source: 'standard',
  reference: 'RFC 9110 15',
  statement: 'A statement.',
  why: 'A reason.',
  ...(excluded === undefined ? {} : { excluded }),
})

export const all = [
  requirementOf('first-must', 'MUST'),
  requirementOf('second-must', 'MUST'),
  requirementOf('a-should', 'SHOULD'),
  requirementOf('a-may', 'MAY'),
  requirementOf('unchecked-must', 'MUST', 'nobody can check it'),
]

/** One case for each pair, that proves the requirement. */
export const proving = (id: string, requirement: string): Case =>
  caseOf(id, [{ ...sight().step, proves: [requirement] }])

export const planned = [proving('c/one', 'first-must'), proving('c/two', 'second-must')]

export const finding = (
  requirement: string,
  outcome: Outcome,
  each = 'c/one',
  reason?: string,
): Finding => ({
  requirement,
  case: each,
  outcome,
  violations: outcome === 'violated' ? [{ where: 'a', expected: 'b', actual: 'c' }] : [],
  ...(reason === undefined ? {} : { reason }),
})

export const good = [
  finding('first-must', 'satisfied'),
  finding('second-must', 'satisfied', 'c/two'),
]

export function verdictOf(
  findings: readonly Finding[],
  circumstances: Partial<Circumstances> = {},
): Verdict {
  return judge(all, planned, findings, { strict: false, ...circumstances })
}
