/** The steps of a case in Allure: what was sent and received, and what the checks found. */
import { Status } from 'allure-js-commons'
import type { RuntimeMessage } from 'allure-js-commons/sdk'
import { difference } from '../../spec/violation.ts'
import { inert, inertJson } from '../../spec/lib/sanitize.ts'
import type { Finding } from '../../spec/model.ts'
import { requirement } from '../../spec/requirements/index.ts'
import { notTestedBecause } from '../report/untested.ts'
import type { CaseView } from './case-view.ts'
import { combinedExchanges, singleExchanges, timesOf } from './requests.ts'
import { messages, type StepNode } from './step-messages.ts'

/** @param detailed false for a case that passed: one file for all exchanges, and no list of checks */
export function messagesOf(view: CaseView, detailed: boolean): RuntimeMessage[] {
  const { parts, run } = view
  const exchanges = parts.flatMap(({ performance }) => performance.exchanges)
  const [first] = exchanges
  const last = exchanges.at(-1)
  const requests = parts.flatMap((part) =>
    detailed ? singleExchanges(part, run) : combinedExchanges(part, run),
  )
  return [
    ...requests.flatMap((node) => messages(node, first?.sentAt ?? 0)),
    ...[...generatedCases(view), ...checks(view, detailed)].flatMap((node) =>
      messages(node, last ? timesOf(last).stop : 0),
    ),
  ]
}

/** Cases that fuzzing generated, ready for a file. */
const generatedCases = ({ fuzz }: CaseView): StepNode[] =>
  (fuzz?.found ?? []).map(({ case: id, paste }) => ({
    name: `${id}: to paste into fixtures/cases`,
    attachment: { name: id, type: 'application/json', content: inertJson(paste) },
  }))

const NOT_TESTED = Status.SKIPPED

function checks({ fuzz, parts }: CaseView, detailed: boolean): StepNode[] {
  const findings = parts.flatMap((part) => part.findings)
  // Without a request nothing was checked. The case that generates others has no exchanges itself.
  const sent = parts.some(({ performance }) => performance.exchanges.length > 0)
  if (findings.length === 0 || (!sent && !fuzz)) return []
  const satisfied = findings.filter(({ outcome }) => outcome === 'satisfied')
  const bad = findings.filter(({ outcome }) => outcome === 'violated' || outcome === 'inconclusive')
  const violated = bad.some(({ outcome }) => outcome === 'violated')
  const status = violated ? Status.FAILED : bad.length > 0 ? NOT_TESTED : Status.PASSED
  const name = `checks: ${satisfied.length} of ${satisfied.length + bad.length} requirements satisfied`
  const rest = { name: `${satisfied.length} satisfied`, steps: satisfied.map(check) }
  return [{ name, status, steps: detailed ? [...bad.map(check), rest] : [] }]
}

function check({ requirement: id, outcome, violations, reason }: Finding): StepNode {
  const { level, statement } = requirement(id)
  const name = `${id} (${level}): ${statement}`
  if (outcome === 'violated')
    return {
      name,
      status: Status.FAILED,
      message: violations.map((violation) => inert(difference(violation))).join('\n'),
    }
  if (outcome === 'inconclusive')
    return {
      name,
      status: NOT_TESTED,
      message: inert(notTestedBecause(reason ?? 'there was no response')),
    }
  return { name }
}
