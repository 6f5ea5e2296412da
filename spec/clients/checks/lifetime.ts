/** How long a token is used, when a new one is got, and how callers share it. */
import type { Violation } from '../../model.ts'
import {
  callsIn,
  ending,
  loginsIn,
  succeeds,
  successViolations,
  whereProven,
} from '../lib/check.ts'
import type { ClientCheck } from '../lib/check.ts'
import type { ClientSight, Seen } from '../lib/model.ts'

/** A request was perhaps sent before the expiry and arrived after it. */
const ON_THE_WAY_MS = 800

/** One to see whether the credentials work, and one for the calls. */
const ENOUGH = 2

const oneLogin = (verifies: string): ClientCheck =>
  whereProven({
    verifies,
    when: (sight) => callsIn(sight).length > 1,
    *violations(sight) {
      const logins = loginsIn(sight).length
      if (logins > ENOUGH)
        yield {
          where: 'the logins',
          expected: `one for ${sight.case.play.calls} calls`,
          actual: String(logins),
        }
    },
  })

const renewsInTime = whereProven({
  verifies: 'client-renews-in-time',
  when: (sight) => callsIn(sight).some(({ arrival }) => arrival.call?.expiredForMs !== undefined),
  *violations(sight) {
    for (const { arrival, step } of callsIn(sight)) {
      const late = arrival.call?.expiredForMs ?? 0
      if (late > ON_THE_WAY_MS)
        yield {
          where: 'the token of the call',
          expected: 'one that has not expired',
          actual: `expired ${(late / 1000).toFixed(1)} s before`,
          step,
        }
    }
  },
})

/** A request that came while an earlier one was under way. */
const overlapping = (requests: readonly Seen[]): Seen | undefined =>
  requests.find(({ arrival: { beganMs } }, at) =>
    requests
      .slice(0, at)
      .some(({ arrival }) => arrival.beganMs <= beganMs && beganMs < arrival.endedMs),
  )

const atTheSameTime = ({ requests }: ClientSight): boolean => overlapping(requests) !== undefined

const NOT_PARALLEL = 'the calls did not come at the same time'

const loginsShared = whereProven({
  verifies: 'client-logins-shared',
  when: atTheSameTime,
  notAbout: NOT_PARALLEL,
  *violations(sight): Iterable<Violation> {
    const second = overlapping(loginsIn(sight))
    if (second)
      yield {
        where: 'the logins',
        expected: 'no login while another one is under way',
        actual: `${loginsIn(sight).length} logins for ${sight.case.play.calls} calls`,
        step: second.step,
      }
  },
})

const loginsBounded = whereProven({
  verifies: 'client-logins-bounded',
  *violations(sight) {
    const most = sight.case.play.calls + 1
    const logins = loginsIn(sight).length
    if (logins > most)
      yield { where: 'the logins', expected: `at most ${most}`, actual: String(logins) }
  },
})

const connectionReused = whereProven({
  verifies: 'client-connection-reused',
  when: ({ requests }) => requests.length > 2,
  *violations({ requests }) {
    const connections = new Set(requests.map(({ arrival }) => arrival.connection)).size
    if (connections === requests.length)
      yield {
        where: 'the connections',
        expected: `fewer than ${requests.length} for as many requests`,
        actual: String(connections),
      }
  },
})

export const lifetimeChecks: readonly ClientCheck[] = [
  oneLogin('client-token-reused'),
  oneLogin('client-goes-by-expires-in'),
  succeeds('client-survives-expiry'),
  renewsInTime,
  loginsBounded,
  loginsShared,
  succeeds('client-parallel-succeeds', { when: atTheSameTime, notAbout: NOT_PARALLEL }),
  connectionReused,
  whereProven({
    verifies: 'client-call-succeeds',
    *violations(sight) {
      // A single call with usual answers has to end, whatever the limit is.
      if (sight.program.endedFor === 'time')
        yield { where: 'the program', expected: 'success', actual: ending(sight) }
      yield* successViolations(sight)
    },
  }),
]
