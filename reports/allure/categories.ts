/** What kind of a bad result a case is: a word that begins its message, and makes the rules of both Allures. */
import { isBinding } from '../../spec/verdict/judge.ts'
import type { Finding, Owner } from '../../spec/model.ts'
import { isSecurity, requirement } from '../../spec/requirements/index.ts'

/** In the order in which a reader should see them, with the statuses that their results have. */
export const statuses = {
  Security: ['failed'],
  'Contract violation': ['failed'],
  Unstable: ['failed'],
  'Suite problem': ['failed', 'broken'],
  Environment: ['skipped'],
  'Not judged': ['skipped'],
  'Known failure': ['passed'],
} as const

export type Category = keyof typeof statuses

const names = Object.keys(statuses) as Category[]

/** What everything that is known of a case's end says of its kind. */
export interface End {
  /** Absent: the run never came to the case. */
  readonly findings?: readonly Finding[]
  /** Whose problem it is that it was not performed to its end. */
  readonly owner?: Owner
  readonly strict: boolean
  /** What broke within the suite. */
  readonly crash?: string | undefined
}

/** @returns `undefined` when there is nothing bad about it */
export function categoryOf(end: End): Category | undefined {
  if (end.crash !== undefined) return 'Suite problem'
  const broken = brokenIn(end.findings ?? [], end.strict)
  const unexcused = broken.filter(({ known }) => !known)
  if (unexcused.length > 0) return kindOf(unexcused.map(({ requirement: id }) => id))
  if (broken.length > 0) return 'Known failure'
  const judged = end.findings?.every(({ outcome }) => outcome !== 'inconclusive')
  if (judged) return undefined
  return end.owner === 'environment' ? 'Environment' : 'Not judged'
}

function kindOf(ids: readonly string[]): Category {
  if (ids.some((id) => isSecurity(requirement(id)))) return 'Security'
  return ids.every((id) => id === 'stable-answers') ? 'Unstable' : 'Contract violation'
}

/** Violations that fail the case, unless the baseline excuses them. */
export const brokenIn = (findings: readonly Finding[], strict: boolean): Finding[] =>
  findings.filter(
    ({ outcome, requirement: id }) =>
      outcome === 'violated' && isBinding(requirement(id).level, strict),
  )

/** How a message says its category. */
export const headed = (category: Category, message: string): string => `${category}: ${message}`

/** `categories.json` of the results, for Allure 2, which asks for a match of the whole message. */
export const rules = names.map((name) => ({
  name,
  matchedStatuses: statuses[name],
  messageRegex: `^${headed(name, '[\\s\\S]*')}`,
}))

/** The same for the configuration of Allure 3: within a category, results stand together by what they violate. */
export const groupedRules = rules.map((rule) => ({
  ...rule,
  groupBy: [{ label: 'cause' }],
  groupByMessage: false,
  expand: true,
}))
