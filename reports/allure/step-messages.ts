/** A step of Allure, and the messages that make its own reporter write it: a step of the runner costs a stack trace. */
import { Status } from 'allure-js-commons'
import type { RuntimeMessage } from 'allure-js-commons/sdk'

export interface StepNode {
  readonly name: string
  readonly status?: Status
  readonly message?: string
  readonly at?: { readonly start: number; readonly stop: number }
  readonly parameters?: readonly (readonly [name: string, value: string])[]
  readonly attachment?: { readonly name: string; readonly type: string; readonly content: string }
  readonly steps?: readonly StepNode[]
}

/** @param now when it was done, in epoch milliseconds, for what took no time of its own */
export function messages(node: StepNode, now: number): RuntimeMessage[] {
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
    ...steps.flatMap((step) => messages(step, start)),
    ...(attachment ? [attached(attachment)] : []),
    {
      type: 'step_stop',
      data: { stop, status, ...(message === undefined ? {} : { statusDetails: { message } }) },
    },
  ]
}

const attached = ({
  name,
  type,
  content,
}: NonNullable<StepNode['attachment']>): RuntimeMessage => ({
  type: 'attachment_content',
  data: { name, content, encoding: 'utf8', contentType: type },
})
