/** One case as Allure shows it. A pure function of what was seen: the reporter beside it writes what this says. */
import type { Label, Link, StatusDetails } from 'allure-js-commons'
import type { RuntimeMessage } from 'allure-js-commons/sdk'
import { difference } from '../../spec/violation.ts'
import { inert } from '../../spec/lib/sanitize.ts'
import type { Finding } from '../../spec/model.ts'
import { provenBy } from '../../spec/proves.ts'
import { isSecurity, requirement } from '../../spec/requirements/index.ts'
import { brokenIn, headed, statuses } from './categories.ts'
import { descriptionOf } from './description.ts'
import { placesOf } from '../report/reference-links.ts'
import { toldOf, violatedOf, type Seen, type Surroundings, type Told } from './case-view.ts'
import { messagesOf } from './steps.ts'

export interface Page {
  /** Put in the place of labels of the same name. */
  readonly labels: readonly Label[]
  readonly links: readonly Link[]
  /** What is known of the case makes of it, whether its test came to its end or not. */
  readonly status: 'passed' | 'failed' | 'skipped'
  readonly statusDetails: StatusDetails
  readonly descriptionHtml?: string
  readonly messages: readonly RuntimeMessage[]
  /** When the first request was sent, in epoch milliseconds, if one was. */
  readonly start?: number
  /** Milliseconds that the target took. */
  readonly durationMs: number
}

export function pageOf(seen: Seen, around: Surroundings): Page {
  const told = toldOf(seen, around)
  const descriptionHtml = descriptionOf(told)
  const exchanges = seen.parts.flatMap(({ performance }) => performance.exchanges)
  return {
    labels: labelsOf(told),
    links: linksOf(told),
    status: told.category === undefined ? 'passed' : statuses[told.category][0],
    statusDetails: statusDetailsOf(told),
    ...(descriptionHtml === undefined ? {} : { descriptionHtml }),
    messages: messagesOf(told, descriptionHtml !== undefined),
    ...(exchanges[0] ? { start: exchanges[0].sentAt } : {}),
    durationMs: Math.round(exchanges.reduce((sum, { durationMs }) => sum + durationMs, 0)),
  }
}

/** What the case is told under: what it broke if it broke something, for the rest of it held; else what it is there for. */
function storiesOf(told: Told): string[] {
  const broken = idsOf(brokenIn(told.findings, told.around.strict))
  const proven = told.parts.length > 0 ? told.parts.flatMap((part) => provenBy(part.each)) : []
  const ids = broken.length > 0 ? broken : [...proven, ...provenBy(told.each)]
  return [...new Set(ids)]
}

function labelsOf(told: Told): Label[] {
  const { category } = told
  const stories = storiesOf(told)
  const owner = category && ownerOf(told)
  return [
    ...stories.map((id) => ({ name: 'story', value: `${id}: ${requirement(id).statement}` })),
    ...(owner ? [{ name: 'owner', value: owner }] : []),
    ...(category ? [{ name: 'cause', value: causeOf(told) }] : []),
  ]
}

/** What the results of a category stand together by: a requirement, or why nobody could judge. */
function causeOf({ findings, around, category, each, unjudged }: Told): string {
  const broken = idsOf(brokenIn(findings, around.strict))
  const telling =
    category === 'Security' ? broken.filter((id) => isSecurity(requirement(id))) : broken
  const proven = provenBy(each).find((id) => telling.includes(id))
  return proven ?? telling[0] ?? unjudged?.reason ?? each.id
}

function ownerOf({ category, unjudged }: Told): string | undefined {
  if (category === 'Suite problem') return 'suite'
  if (category === 'Environment' || category === 'Not judged') return unjudged?.owner
  return 'target'
}

function linksOf(told: Told): Link[] {
  const ids = [
    ...new Set([...storiesOf(told), ...violatedOf(told).map((finding) => finding.requirement)]),
  ]
  const places = ids.flatMap((id) => placesOf(requirement(id).reference))
  return [...new Map(places.map((place) => [place.url, { ...place, type: 'link' }])).values()]
}

function statusDetailsOf(told: Told): StatusDetails {
  const { category, findings, around, unjudged, crash, known } = told
  if (category === undefined) return {}
  const broken = brokenIn(findings, around.strict).filter((finding) => !finding.known)
  const violated = violatedOf(told).filter((finding) => broken.includes(finding))
  const words = violated.length > 0 ? violated.map(sentence).join('\n\n') : known.join('\n')
  return {
    message: headed(category, crash ?? (words || (unjudged?.reason ?? ''))),
    ...(category === 'Unstable' ? { flaky: true } : {}),
    ...(category === 'Known failure' ? { known: true } : {}),
  }
}

const idsOf = (findings: readonly Finding[]): string[] =>
  findings.map((finding) => finding.requirement)

function sentence({ requirement: id, violations }: Told['findings'][number]): string {
  const { level, statement } = requirement(id)
  return [
    `${id} (${level}): ${statement}`,
    ...violations.map((violation) => `  ${inert(difference(violation))}`),
  ].join('\n')
}
