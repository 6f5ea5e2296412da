/** Whether there is a response, and a complete one. */
import type { FailureKind, Violation } from '../model.ts'
import type { Check, Sight } from './check.ts'
import { cutLength } from './cut-body.ts'

/** Failures of the connection itself: they may be the network's, not the server's. */
const environmental: ReadonlySet<FailureKind> = new Set([
  'dns',
  'refused',
  'unreachable',
  'proxy',
  'tls',
])

const reached = ({ exchange }: Sight): boolean =>
  !exchange.failure || !environmental.has(exchange.failure.kind)

const noHang: Check = {
  verifies: 'no-hang',
  when: reached,
  *violations({ step, exchange: { failure } }): Generator<Violation> {
    if (failure?.kind !== 'timeout') return
    yield {
      where: `response to ${step.name}`,
      expected: 'within the deadline',
      actual: failure.message,
    }
  },
}

const noBrokenAnswer: Check = {
  verifies: 'no-broken-answer',
  when: (sight) => reached(sight) && sight.exchange.failure?.kind !== 'timeout',
  *violations({ step, exchange: { failure, response } }): Generator<Violation> {
    const cut =
      response && response.status >= 400 ? cutLength(response.headers, response.body) : undefined
    if (cut !== undefined)
      yield { where: `body of the response to ${step.name}`, expected: 'complete', actual: cut }
    if (!failure || (failure.kind === 'reset' && step.expect.tolerateReset !== undefined)) return
    yield {
      where: `response to ${step.name}`,
      expected: 'a complete HTTP response',
      actual: `${failure.kind}: ${failure.message}`,
    }
  },
  remark: ({ step, exchange }) =>
    exchange.failure?.kind === 'reset' ? step.expect.tolerateReset : undefined,
}

export const transport: readonly Check[] = [noHang, noBrokenAnswer]
