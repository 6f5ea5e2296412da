/** What was done and looked at, as messages that Allure's own reporter reads: a step of the runner costs a stack trace. */
import type { RuntimeMessage } from 'allure-js-commons/sdk'
import { Status } from 'allure-js-commons'
import { difference } from '../../spec/difference.ts'
import { inert, inertJson } from '../../spec/inert.ts'
import type { Exchange, Finding, Step } from '../../spec/model.ts'
import { requirement } from '../../spec/requirements/index.ts'
import { statusIn } from '../../spec/wire.ts'
import { httpText } from '../http-text.ts'
import { changesOf } from './changes.ts'
import type { Part, Told } from './seen.ts'

interface Node {
  readonly name: string
  readonly status?: Status
  readonly message?: string
  readonly at?: { readonly start: number; readonly stop: number }
  readonly parameters?: readonly (readonly [name: string, value: string])[]
  readonly attachment?: { readonly name: string; readonly type: string; readonly content: string }
  readonly steps?: readonly Node[]
}

/** Compact for a case of which there is nothing to say: each attachment is a file, and each file waits for the disk. */
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

/** @param now when it was done, in epoch milliseconds, for what took no time of its own */
function messages(node: Node, now: number): RuntimeMessage[] {
  const { name, status = Status.PASSED, message, parameters = [], attachment, steps = [] } = node
  const { start, stop } = node.at ?? { start: now, stop: now }
  return [
    { type: 'step_start', data: { name, start } },
    ...(parameters.length > 0
      ? [
          {
            type: 'step_metadata',
            data: { parameters: parameters.map(([key, value]) => ({ name: key, value })) },
          } as const,
        ]
      : []),
    ...steps.flatMap((one) => messages(one, start)),
    ...(attachment ? [attached(attachment)] : []),
    {
      type: 'step_stop',
      data: { stop, status, ...(message === undefined ? {} : { statusDetails: { message } }) },
    },
  ]
}

const attached = ({ name, type, content }: NonNullable<Node['attachment']>): RuntimeMessage => ({
  type: 'attachment_content',
  data: { name, content, encoding: 'utf8', contentType: type },
})

const nameOf = ({ step, request: { method, target }, response, failure }: Exchange): string =>
  `${step}: ${method} ${target.split('?')[0]} -> ${response?.status ?? failure?.kind}`

const timesOf = ({ sentAt, durationMs }: Exchange): NonNullable<Node['at']> => ({
  start: sentAt,
  stop: sentAt + Math.round(durationMs),
})

function together({ each: own, performance: { exchanges } }: Part, told: Told): Node[] {
  const [first] = exchanges
  const last = exchanges.at(-1)
  if (!first || !last) return []
  const texts = exchanges.map((one) => asText(one, own.steps, told))
  const names = exchanges.map(nameOf)
  const content =
    texts.length === 1
      ? texts.join('')
      : texts.map((one, at) => `# ${names[at]}\n${one}`).join('\n')
  const at = { start: timesOf(first).start, stop: timesOf(last).stop }
  return [
    { name: names.join(', '), at, attachment: { name: 'exchange', type: 'text/plain', content } },
  ]
}

function each({ each: own, performance }: Part, told: Told): Node[] {
  const { exchanges, repeated = [] } = performance
  if (exchanges.length === 0) return []
  return [
    ...control(own.steps, told),
    ...exchanges.map((one) => exchangeNode(one, own.steps, told)),
    ...repeated.map((one) => {
      const node = exchangeNode(one, own.steps, told)
      return { ...node, name: `once more, ${node.name}` }
    }),
  ]
}

/** What the requests that follow are changes of. */
function control(steps: readonly Step[], { around: { control: of } }: Told): Node[] {
  if (steps.every((step) => changesOf(step, of).words.length === 0)) return []
  const headers = of.headers.map(([name, value]) => [name, value] as const)
  const body = (of.body ?? '').replaceAll(/\{\{(.+?)\}\}/g, '‹$1›')
  return [
    {
      name: `control: ${of.method}, as the contract describes it`,
      parameters: [...headers, ['body', body]],
    },
  ]
}

function exchangeNode(exchange: Exchange, steps: readonly Step[], told: Told): Node {
  const step = steps.find(({ name }) => name === exchange.step)
  const { words } = step ? changesOf(step, told.around.control) : { words: [] }
  return {
    name: nameOf(exchange),
    at: timesOf(exchange),
    status: expected(exchange, step) ? Status.PASSED : Status.FAILED,
    parameters: words.map((word) => ['changed', inert(word)] as const),
    attachment: {
      name: 'exchange',
      type: 'text/plain',
      content: asText(exchange, steps, told),
    },
  }
}

const expected = ({ response }: Exchange, step: Step | undefined): boolean => {
  if (!response || !step) return response !== undefined
  const { status, tolerate, open } = step.expect
  return [status, tolerate?.status, open?.status].some(
    (range) => range !== undefined && statusIn(response.status, range),
  )
}

function asText(exchange: Exchange, steps: readonly Step[], { around }: Told): string {
  const step = steps.find(({ name }) => name === exchange.step)
  return httpText(exchange, step && changesOf(step, around.control))
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
      message: violations.map((one) => inert(difference(one))).join('\n'),
    }
  if (outcome === 'inconclusive')
    return { name, status: NOT_JUDGED, message: inert(reason ?? 'no answer') }
  return { name }
}
