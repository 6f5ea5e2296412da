/** The page of one case in Allure: a pure function of what the report says of the case and of its exchanges. */
import type { Label, Link, StatusDetails } from 'allure-js-commons'
import type { RuntimeMessage } from 'allure-js-commons/sdk'
import { difference } from '../../spec/violation.ts'
import { inert } from '../../spec/lib/sanitize.ts'
import { provenBy } from '../../spec/proves.ts'
import { isSecurity, requirement } from '../../spec/requirements/index.ts'
import { referenceLinks } from '../report/reference-links.ts'
import { notTestedBecause } from '../report/untested.ts'
import { headed, statuses } from './categories.ts'
import type { CaseView, ViolatedRequirement } from './case-view.ts'
import { descriptionOf } from './description.ts'
import { messagesOf } from './steps.ts'

export interface Page {
  /** They replace labels of the same name. */
  readonly labels: readonly Label[]
  readonly links: readonly Link[]
  /** By the report, whether the test came to its end or not. */
  readonly status: 'passed' | 'failed' | 'skipped'
  readonly statusDetails: StatusDetails
  readonly descriptionHtml?: string
  readonly messages: readonly RuntimeMessage[]
  /** When the first request was sent, in epoch milliseconds; absent: none was. */
  readonly start?: number
  /** Milliseconds between requests and responses. */
  readonly durationMs: number
}

export function pageOf(view: CaseView): Page {
  const descriptionHtml = descriptionOf(view)
  const exchanges = view.parts.flatMap(({ performance }) => performance.exchanges)
  return {
    labels: labelsOf(view),
    links: linksOf(view),
    status: view.category === undefined ? 'passed' : statuses[view.category][0],
    statusDetails: statusDetailsOf(view),
    ...(descriptionHtml === undefined ? {} : { descriptionHtml }),
    messages: messagesOf(view, descriptionHtml !== undefined),
    ...(exchanges[0] ? { start: exchanges[0].sentAt } : {}),
    durationMs: Math.round(exchanges.reduce((sum, { durationMs }) => sum + durationMs, 0)),
  }
}

/** Ids of the requirements that the case is about: those that it violates, else those that it proves. */
function storiesOf(view: CaseView): string[] {
  const violated = idsOf(view.violated.filter(({ binding }) => binding))
  const proven = [...view.parts, view].flatMap(({ testCase }) => provenBy(testCase))
  return [...new Set(violated.length > 0 ? violated : proven)]
}

function labelsOf(view: CaseView): Label[] {
  const owner = ownerOf(view)
  return [
    // One only: Allure counts a case once for each of its stories.
    ...storiesOf(view)
      .slice(0, 1)
      .map((id) => ({ name: 'story', value: `${id}: ${requirement(id).statement}` })),
    ...(owner ? [{ name: 'owner', value: owner }] : []),
    ...(view.category ? [{ name: 'cause', value: causeOf(view) }] : []),
  ]
}

/** What groups the results of a category: a requirement, or the reason why nothing was tested. */
function causeOf({ category, violated, testCase, reason }: CaseView): string {
  const security = category === 'Security'
  const ids = idsOf(
    violated.filter((item) => item.binding && (!security || isSecurity(item.requirement))),
  )
  const proven = provenBy(testCase).find((id) => ids.includes(id))
  return proven ?? ids[0] ?? reason ?? testCase.id
}

function ownerOf({ category, reason, owner }: CaseView): string | undefined {
  if (category === undefined) return undefined
  if (category === 'Suite problem') return 'suite'
  if (category === 'Environment' || category === 'Not tested') return reason && owner
  return 'target'
}

function linksOf(view: CaseView): Link[] {
  const ids = [...new Set([...storiesOf(view), ...idsOf(view.violated)])]
  const links = ids.flatMap((id) => referenceLinks(requirement(id).reference))
  return [...new Map(links.map((link) => [link.url, { ...link, type: 'link' }])).values()]
}

function statusDetailsOf(view: CaseView): StatusDetails {
  const { category, violated, excuses, reason = '', crash } = view
  if (category === undefined) return {}
  const failing = violated.filter((item) => item.failing)
  const found = failing.length > 0 ? failing.map(sentence).join('\n\n') : excuses.join('\n')
  const untested = category === 'Environment' ? notTestedBecause(reason) : reason
  return {
    message: headed(category, crash ?? (found || untested)),
    ...(category === 'Unstable' ? { flaky: true } : {}),
    ...(category === 'Known failure' ? { known: true } : {}),
  }
}

const idsOf = (violated: readonly ViolatedRequirement[]): string[] =>
  violated.map((item) => item.requirement.id)

const sentence = ({
  requirement: { id, level, statement },
  violations,
}: ViolatedRequirement): string =>
  [
    `${id} (${level}): ${statement}`,
    ...violations.map((violation) => `  ${inert(difference(violation))}`),
  ].join('\n')
