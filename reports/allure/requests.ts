/** Exchanges as steps of Allure, with its request and response as text. */
import { Status } from 'allure-js-commons'
import { inert } from '../../spec/lib/sanitize.ts'
import type { Exchange, Step } from '../../spec/model.ts'
import { statusIn } from '../../spec/http.ts'
import { httpText } from '../report/http-text.ts'
import type { CasePart, RunView } from './case-view.ts'
import { changesOf, words } from './changes.ts'
import type { StepNode } from './step-messages.ts'

const nameOf = ({ step, request: { method, target }, response, failure }: Exchange): string =>
  `${step}: ${method} ${target.split('?')[0]} -> ${response?.status ?? failure?.kind}`

export const timesOf = ({ sentAt, durationMs }: Exchange): NonNullable<StepNode['at']> => ({
  start: sentAt,
  stop: sentAt + Math.round(durationMs),
})

/** All exchanges in one step with one attachment: an attachment is a file, and a file takes time to write. */
export function combinedExchanges(
  { testCase: { steps }, performance: { exchanges } }: CasePart,
  run: RunView,
): StepNode[] {
  const [first] = exchanges
  const last = exchanges.at(-1)
  if (!first || !last) return []
  const texts = exchanges.map((exchange) => textOf(exchange, steps, run))
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

/** A step per exchange, after the control request that they are changes of. */
export function singleExchanges(
  { testCase: { steps }, performance }: CasePart,
  run: RunView,
): StepNode[] {
  const { exchanges, repeated = [] } = performance
  if (exchanges.length === 0) return []
  return [
    ...controlNode(steps, run),
    ...exchanges.map((exchange) => exchangeNode(exchange, steps, run)),
    ...repeated.map((exchange) => {
      const node = exchangeNode(exchange, steps, run)
      return { ...node, name: `repeated, ${node.name}` }
    }),
  ]
}

/** None for a case that changes nothing. */
function controlNode(steps: readonly Step[], { control }: RunView): StepNode[] {
  if (steps.every((step) => changesOf(step, control).words.length === 0)) return []
  const headers = control.headers.map(([name, value]) => [name, value] as const)
  return [
    {
      name: `control: ${control.method}, as the contract describes it`,
      parameters: [...headers, ['body', words(control.body ?? '')]],
    },
  ]
}

function exchangeNode(exchange: Exchange, steps: readonly Step[], run: RunView): StepNode {
  const step = steps.find(({ name }) => name === exchange.step)
  const changed = step ? changesOf(step, run.control).words : []
  return {
    name: nameOf(exchange),
    at: timesOf(exchange),
    status: isExpected(exchange, step) ? Status.PASSED : Status.FAILED,
    parameters: changed.map((word) => ['changed', inert(word)] as const),
    attachment: { name: 'exchange', type: 'text/plain', content: textOf(exchange, steps, run) },
  }
}

function isExpected({ response }: Exchange, step: Step | undefined): boolean {
  if (!response || !step) return response !== undefined
  const { status, tolerate, open } = step.expect
  return [status, tolerate?.status, open?.status].some(
    (range) => range !== undefined && statusIn(response.status, range),
  )
}

function textOf(exchange: Exchange, steps: readonly Step[], { control }: RunView): string {
  const step = steps.find(({ name }) => name === exchange.step)
  return httpText(exchange, step && changesOf(step, control))
}
