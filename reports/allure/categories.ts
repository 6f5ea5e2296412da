/** The kind of a bad result: a word that begins its message, and a rule for both generations of Allure. */
import type { Owner, Requirement } from '../../spec/model.ts'
import { isSecurity } from '../../spec/requirements/index.ts'
import type { ReportedCase } from '../report/report.ts'

/** In the order in which a reader should see them, with the statuses that their results have. */
export const statuses = {
  Security: ['failed'],
  'Contract violation': ['failed'],
  Unstable: ['failed'],
  'Suite problem': ['failed', 'broken'],
  Environment: ['skipped'],
  'Not tested': ['skipped'],
  'Known failure': ['passed'],
} as const

export type Category = keyof typeof statuses

const names = Object.keys(statuses) as Category[]

/** What decides the category of a case. */
export interface CaseEnd extends Pick<ReportedCase, 'outcome'> {
  /** Requirements whose violation fails the case. */
  readonly failing: readonly Requirement[]
  /** Whose problem it is that something was not tested. */
  readonly owner: Owner | undefined
  /** An error of the suite. */
  readonly crash: string | undefined
}

/** @returns `undefined` for a case with nothing bad about it */
export function categoryOf({ outcome, failing, owner, crash }: CaseEnd): Category | undefined {
  if (crash !== undefined) return 'Suite problem'
  if (outcome === 'satisfied') return undefined
  if (outcome === 'known') return 'Known failure'
  if (outcome === 'violated') return kindOf(failing)
  return owner === 'environment' ? 'Environment' : 'Not tested'
}

function kindOf(failing: readonly Requirement[]): Category {
  if (failing.some(isSecurity)) return 'Security'
  return failing.every(({ id }) => id === 'stable-answers') ? 'Unstable' : 'Contract violation'
}

/** The message of a result, with its category in front. */
export const headed = (category: Category, message: string): string =>
  `${category}${category === 'Not tested' ? ' because' : ':'} ${message}`

/** `categories.json` of the results, for Allure 2, which matches the whole message. */
export const rules = names.map((name) => ({
  name,
  matchedStatuses: statuses[name],
  messageRegex: `^${headed(name, '[\\s\\S]*')}`,
}))

/** The same for the configuration of Allure 3, which groups the results of a category by what they violate. */
export const groupedRules = rules.map((rule) => ({
  ...rule,
  groupBy: [{ label: 'cause' }],
  groupByMessage: false,
  expand: true,
}))
