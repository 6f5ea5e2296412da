/** Right answers in all their forms, broken ones, refusals, limits and failures. */
import { header } from '../../http.ts'
import type { Violation } from '../../model.ts'
import {
  callsIn,
  ending,
  loginsIn,
  served,
  succeeds,
  unknownEnd,
  whereProven,
  type ClientCheck,
} from '../lib/check.ts'
import type { ClientSight, Seen } from '../lib/model.ts'

const failureReported = whereProven({
  verifies: 'client-failure-reported',
  *violations(sight) {
    // A call that failed may have been sent again, with success.
    if (sight.program.result === 'succeeded' && served(sight) < sight.case.play.calls)
      yield { where: 'the program', expected: 'an error', actual: ending(sight) }
  },
  open: unknownEnd,
})

/** The client ends with an error, and sends no call. */
const isError = (verifies: string): ClientCheck =>
  whereProven({
    verifies,
    when: (sight) => loginsIn(sight).length > 0,
    *violations(sight) {
      const [call] = callsIn(sight)
      if (call)
        yield { where: 'the calls', expected: 'none', actual: 'a call was sent', step: call.step }
      else if (sight.program.result === 'succeeded')
        yield { where: 'the program', expected: 'an error', actual: ending(sight) }
    },
    open: unknownEnd,
  })

/** @param count what is counted; more than `most` of them are a violation */
const atMost = (
  verifies: string,
  what: string,
  most: number,
  count: (sight: ClientSight) => number,
): ClientCheck =>
  whereProven({
    verifies,
    when: (sight) => loginsIn(sight).length > 0,
    *violations(sight): Iterable<Violation> {
      if (count(sight) > most)
        yield { where: what, expected: `at most ${most}`, actual: String(count(sight)) }
    },
    open: (sight) => (sight.program.endedFor === 'time' ? unknownEnd(sight) : undefined),
  })

/** Clocks and timers are not exact. */
const EARLY_MS = 250

const endOf = ({ sentAt, durationMs }: Seen): number => sentAt + durationMs

/** When the next request may be sent, in epoch milliseconds; `undefined` for a response that is no limit. */
function allowedFrom(seen: Seen): number | undefined {
  const value = seen.response?.status === 429 && header(seen.response.headers, 'retry-after')
  if (!value) return undefined
  return /^\d+$/.test(value) ? endOf(seen) + Number(value) * 1000 : Date.parse(value)
}

const waitsRetryAfter = whereProven({
  verifies: 'client-waits-retry-after',
  when: ({ requests }) => requests.some((seen) => allowedFrom(seen) !== undefined),
  *violations({ requests }) {
    for (const [at, limited] of requests.entries()) {
      const from = allowedFrom(limited) ?? 0
      const early = requests
        .slice(at + 1)
        .find(
          (next) =>
            next.arrival.place === limited.arrival.place &&
            next.sentAt >= endOf(limited) &&
            next.sentAt < from - EARLY_MS,
        )
      if (early)
        yield {
          where: 'the next request',
          expected: 'after the time of Retry-After',
          actual: `${((from - early.sentAt) / 1000).toFixed(1)} s too early`,
          step: early.step,
        }
    }
  },
})

/** A retry that comes sooner has not waited. */
const PAUSE_MS = 50

/** A request that came at once after one that had failed. */
const hastyIn = (requests: readonly Seen[]): Seen | undefined =>
  requests.find((next, at) => {
    const before = requests[at - 1]
    const hasFailed = before !== undefined && before.response?.status !== 200
    return hasFailed && next.sentAt - endOf(before) < PAUSE_MS
  })

const retriesPause = whereProven({
  verifies: 'client-retries-pause',
  when: (sight) => Math.max(loginsIn(sight).length, callsIn(sight).length) > 1,
  notAbout: 'the client did not try again',
  *violations(sight) {
    const hasty = hastyIn(loginsIn(sight)) ?? hastyIn(callsIn(sight))
    if (hasty)
      yield {
        where: `the next ${hasty.arrival.place}`,
        expected: `a pause of at least ${PAUSE_MS} ms`,
        actual: 'none',
        step: hasty.step,
      }
  },
})

const wasCompressed = ({ requests }: ClientSight): boolean =>
  requests.some(
    ({ response }) => response && header(response.headers, 'content-encoding') === 'gzip',
  )

export const answerChecks: readonly ClientCheck[] = [
  ...[
    'client-expires-in-number',
    'client-long-token',
    'client-encrypted-token',
    'client-opaque-token',
    'client-token-type-any-case',
    'client-unknown-members-ignored',
    'client-json-any-form',
    'client-reads-chunks',
    'client-slow-answer',
    'client-recovers-from-429',
    'client-renews-after-401',
    'client-retries-failures',
  ].map((id) => succeeds(id)),
  succeeds('client-reads-gzip', {
    when: wasCompressed,
    notAbout: 'the client does not say that it accepts gzip',
  }),
  isError('client-broken-success-is-error'),
  isError('client-token-type-understood'),
  failureReported,
  waitsRetryAfter,
  retriesPause,
  atMost('client-refused-login-not-repeated', 'the logins', 2, (sight) => loginsIn(sight).length),
  atMost('client-retries-bounded', 'the logins, or the calls', 10, (sight) =>
    Math.max(loginsIn(sight).length, callsIn(sight).length),
  ),
  atMost('client-unauthorized-no-storm', 'the logins, or the calls', 3, (sight) =>
    Math.max(loginsIn(sight).length, callsIn(sight).length),
  ),
]
