/** What was done and looked at in a case. */
import { Status } from 'allure-js-commons'
import type { RuntimeMessage } from 'allure-js-commons/sdk'
import { difference } from '../../spec/violation.ts'
import { inert, inertJson } from '../../spec/lib/sanitize.ts'
import type { Finding } from '../../spec/model.ts'
import { requirement } from '../../spec/requirements/index.ts'
import { messages, type Node } from './step.ts'
import { each, timesOf, together } from './requests.ts'
import type { Told } from './case-view.ts'

/** @param worthAWord whether there is more to say of the case than that it holds */
export const messagesOf = (told: Told, worthAWord: boolean): RuntimeMessage[] => {
  const asked = told.parts.flatMap((part) => (worthAWord ? each(part, told) : together(part, told)))
  const exchanges = told.parts.flatMap(({ performance }) => performance.exchanges)
  const [first] = exchanges
  const last = exchanges.at(-1)
  return [
    ...asked.flatMap((node) => messages(node, first?.sentAt ?? 0)),
    ...[...pasted(told), ...checks(told, worthAWord)].flatMap((node) =>
      messages(node, last ? timesOf(last).stop : 0),
    ),
  ]
}

/** Cases that fuzzing found, ready for a file. */
const pasted = ({ fuzz }: Told): Node[] =>
  (fuzz?.found ?? []).map(({ case: id, paste }) => ({
    name: `${id}: to paste into fixtures/cases`,
    attachment: { name: id, type: 'application/json', content: inertJson(paste) },
  }))

const NOT_JUDGED = Status.SKIPPED

function checks({ findings, fuzz, parts }: Told, worthAWord: boolean): Node[] {
  // Nothing was looked at where nothing was sent; of a draw, the case tells no exchanges of its own.
  const looked = fuzz || parts.some(({ performance }) => performance.exchanges.length > 0)
  if (!looked || findings.length === 0) return []
  const held = findings.filter(({ outcome }) => outcome === 'satisfied')
  const bad = findings.filter(({ outcome }) => outcome === 'violated' || outcome === 'inconclusive')
  const violated = bad.some(({ outcome }) => outcome === 'violated')
  const status = violated ? Status.FAILED : bad.length > 0 ? NOT_JUDGED : Status.PASSED
  const name = `checks: ${held.length} of ${held.length + bad.length} requirements hold`
  const rest = { name: `${held.length} hold`, steps: held.map(check) }
  return [{ name, status, steps: worthAWord ? [...bad.map(check), rest] : [] }]
}

function check({ requirement: id, outcome, violations, reason }: Finding): Node {
  const { level, statement } = requirement(id)
  const name = `${id} (${level}): ${statement}`
  if (outcome === 'violated')
    return {
      name,
      status: Status.FAILED,
      message: violations.map((violation) => inert(difference(violation))).join('\n'),
    }
  if (outcome === 'inconclusive')
    return { name, status: NOT_JUDGED, message: inert(reason ?? 'no answer') }
  return { name }
}
