/** What was sent and answered, as steps with the exchange as text. */
import { Status } from 'allure-js-commons'
import { inert } from '../../spec/lib/sanitize.ts'
import type { Exchange, Step } from '../../spec/model.ts'
import { statusIn } from '../../spec/http.ts'
import { httpText } from '../report/http-text.ts'
import { changesOf, words } from './changes.ts'
import type { Node } from './step.ts'
import type { Part, Told } from './case-view.ts'

const nameOf = ({ step, request: { method, target }, response, failure }: Exchange): string =>
  `${step}: ${method} ${target.split('?')[0]} -> ${response?.status ?? failure?.kind}`

export const timesOf = ({ sentAt, durationMs }: Exchange): NonNullable<Node['at']> => ({
  start: sentAt,
  stop: sentAt + Math.round(durationMs),
})

/** A case of which there is nothing to say: each attachment is a file, and each file waits for the disk. */
export function together({ each: own, performance: { exchanges } }: Part, told: Told): Node[] {
  const [first] = exchanges
  const last = exchanges.at(-1)
  if (!first || !last) return []
  const texts = exchanges.map((exchange) => asText(exchange, own.steps, told))
  const names = exchanges.map(nameOf)
  const content =
    texts.length === 1
      ? texts.join('')
      : texts.map((text, at) => `# ${names[at]}\n${text}`).join('\n')
  const at = { start: timesOf(first).start, stop: timesOf(last).stop }
  return [
    { name: names.join(', '), at, attachment: { name: 'exchange', type: 'text/plain', content } },
  ]
}

export function each({ each: own, performance }: Part, told: Told): Node[] {
  const { exchanges, repeated = [] } = performance
  if (exchanges.length === 0) return []
  return [
    ...control(own.steps, told),
    ...exchanges.map((exchange) => exchangeNode(exchange, own.steps, told)),
    ...repeated.map((exchange) => {
      const node = exchangeNode(exchange, own.steps, told)
      return { ...node, name: `once more, ${node.name}` }
    }),
  ]
}

/** What the requests that follow are changes of. */
function control(steps: readonly Step[], { around: { control: of } }: Told): Node[] {
  if (steps.every((step) => changesOf(step, of).words.length === 0)) return []
  const headers = of.headers.map(([name, value]) => [name, value] as const)
  return [
    {
      name: `control: ${of.method}, as the contract describes it`,
      parameters: [...headers, ['body', words(of.body ?? '')]],
    },
  ]
}

function exchangeNode(exchange: Exchange, steps: readonly Step[], told: Told): Node {
  const step = steps.find(({ name }) => name === exchange.step)
  const changed = step ? changesOf(step, told.around.control).words : []
  return {
    name: nameOf(exchange),
    at: timesOf(exchange),
    status: expected(exchange, step) ? Status.PASSED : Status.FAILED,
    parameters: changed.map((word) => ['changed', inert(word)] as const),
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
