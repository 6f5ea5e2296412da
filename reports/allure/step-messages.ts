/** A step of Allure, and the messages with which its reporter writes it. A step of Playwright would cost a stack trace. */
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

/** @param now epoch milliseconds, for a step without times */
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
    ...(attachment ? [attachmentMessage(attachment)] : []),
    {
      type: 'step_stop',
      data: { stop, status, ...(message === undefined ? {} : { statusDetails: { message } }) },
    },
  ]
}

const attachmentMessage = ({
  name,
  type,
  content,
}: NonNullable<StepNode['attachment']>): RuntimeMessage => ({
  type: 'attachment_content',
  data: { name, content, encoding: 'utf8', contentType: type },
})
