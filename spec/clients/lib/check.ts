/** What a check of a client is, and what many of them read. */
import type { Violation } from '../../model.ts'
import type { ClientSight, Seen } from './model.ts'

/** A pure function of what was seen in a case. It never sends, never formats, never knows a level. */
export interface ClientCheck {
  readonly verifies: string
  /** The check applies to what was seen. */
  readonly when: (sight: ClientSight) => boolean
  readonly violations: (sight: ClientSight) => Iterable<Violation>
  /** Why nothing is decided although nothing is violated. */
  readonly open?: (sight: ClientSight) => string | undefined
  /** Why the requirement is not about this client, where a case proves it and `when` is false. */
  readonly notAbout?: string
}

/** A check that applies only in cases that prove its requirement. */
export const whereProven = (
  check: Omit<ClientCheck, 'when'> & Partial<ClientCheck>,
): ClientCheck => ({
  ...check,
  when: (sight) =>
    sight.case.steps.some(({ proves }) => proves.includes(check.verifies)) &&
    (check.when?.(sight) ?? true),
})

/** A check of each request alone. */
export const ofRequest = (
  verifies: string,
  when: (request: Seen, sight: ClientSight) => boolean,
  violations: (request: Seen, sight: ClientSight) => Iterable<Violation>,
): ClientCheck => ({
  verifies,
  when: (sight) => sight.requests.some((request) => when(request, sight)),
  *violations(sight) {
    for (const request of sight.requests)
      if (when(request, sight))
        for (const violation of violations(request, sight))
          yield { step: request.step, ...violation }
  },
})

/** Logins that the API understands as such: of the right method at the right path. */
export const isLogin = ({ arrival, request }: Seen): boolean =>
  arrival.place === 'login' && !arrival.otherOrigin && request.method === 'POST'

export const isCall = ({ arrival }: Seen): boolean =>
  arrival.place === 'call' && !arrival.otherOrigin

export const loginsIn = ({ requests }: ClientSight): Seen[] => requests.filter(isLogin)
export const callsIn = ({ requests }: ClientSight): Seen[] => requests.filter(isCall)

export const ending = ({ program }: ClientSight): string => {
  const { result, exitCode, endedFor, output } = program
  const lines = output.trim().split('\n')
  // The last line may be the version of an interpreter.
  const last =
    lines.findLast((line) => /error|exception|fail|status|refused/i.test(line)) ??
    lines.at(-1) ??
    ''
  const end =
    endedFor === 'time'
      ? 'it did not end in time'
      : endedFor === 'output'
        ? 'it printed too much and was ended'
        : exitCode === undefined
          ? result
          : `exit code ${exitCode}`
  return last === '' ? end : `${end}: ${last.slice(0, 160)}`
}

/** Calls that were answered with a success. */
export const served = (sight: ClientSight): number =>
  callsIn(sight).filter(({ response }) => response?.status === 200).length

/** The calls of the case succeed, all of them, and the program says so. */
export function* successViolations(sight: ClientSight): Iterable<Violation> {
  const { calls } = sight.case.play
  if (sight.program.result === 'failed')
    yield {
      where: 'the program',
      expected: `success after ${calls} ${calls === 1 ? 'call' : 'calls'}`,
      actual: ending(sight),
    }
  else if (sight.program.result === 'succeeded' && served(sight) < calls)
    yield {
      where: 'the calls',
      expected: `${calls} answered with 200`,
      actual: `${served(sight)}, and ${ending(sight)}`,
    }
}

/** A requirement that is satisfied when the calls of its cases succeed. */
export const succeeds = (
  verifies: string,
  more: Partial<Pick<ClientCheck, 'when' | 'open' | 'notAbout'>> = {},
): ClientCheck =>
  whereProven({ verifies, violations: successViolations, open: unknownEnd, ...more })

/** Why the end of a program that had to fail is not known. */
export const unknownEnd = ({ program }: ClientSight): string | undefined =>
  program.endedFor === undefined && program.result !== 'unknown'
    ? undefined
    : 'the program did not end by itself in the time of the case (--limit sets more)'
