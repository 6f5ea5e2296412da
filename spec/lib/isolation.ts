/** A step that tries several things at once, and the steps that try a part of them each. */
import type { Case, Exchange, SealedResponse, Step } from '../model.ts'
import { statusIn } from '../http.ts'

/** The response is one that the step expects, tolerates, or leaves open. */
export const isExpected = (
  { expect: { status, tolerate, open } }: Pick<Step, 'expect'>,
  response: Pick<SealedResponse, 'status'>,
): boolean =>
  statusIn(response.status, [...status, ...(tolerate?.status ?? []), ...(open?.status ?? [])])

/**
 * Whether the step is sent: it isolates nothing, or the step whose parts it isolates got an unexpected response, and a part
 * of itself did not.
 * @param exchanges of the case so far
 */
export function isNeeded(
  { isolates, unless }: Step,
  steps: readonly Step[],
  exchanges: readonly Exchange[],
): boolean {
  if (isolates === undefined) return true
  const isUnexpected = (sent: string): boolean => {
    const step = steps.find(({ name }) => name === sent)
    const response = exchanges.find((exchange) => exchange.step === sent)?.response
    return step !== undefined && response !== undefined && !isExpected(step, response)
  }
  return isUnexpected(isolates) && (unless === undefined || !isUnexpected(unless))
}

/** Other steps isolate what this one tried, and its response is not an expected one: it proves nothing by itself. */
export const isIsolated = (
  { steps }: Pick<Case, 'steps'>,
  step: Step,
  response: Pick<SealedResponse, 'status'> | undefined,
): boolean =>
  response !== undefined &&
  !isExpected(step, response) &&
  steps.some(({ isolates }) => isolates === step.name)
