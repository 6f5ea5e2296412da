/** Where the run is: a moving line on a terminal, a line every ten seconds elsewhere, nothing after the end. */
import { expect, test } from '@playwright/test'
import { casesIn, control } from '../../../fixtures/cases/index.ts'
import { failedLoginsOf, requestsOf } from '../../../fixtures/cases/cost.ts'
import { type Pause, stillClock, reportingPauses } from '../../../fixtures/http/rate-limit.ts'
import { progressOf, type RunProgress, type RunState } from '../../../fixtures/run/progress.ts'
import { createProgress, progressLine, type Progress } from '../../../reports/reporters/progress.ts'
import { gatewayWith, type Setting } from '../../support/gateway.ts'
import { answered } from '../../support/scripted-target.ts'

const NOW = 1_000_000

const seen = (changes: Partial<RunProgress> = {}): RunProgress => ({
  requests: { done: 31, of: 118 },
  failedLogins: { done: 3, of: 16 },
  stopping: false,
  ...changes,
})
const waiting = (ms: number, why = 'Retry-After'): RunProgress =>
  seen({ pause: { until: NOW + ms, why } })

const start = 'case 17/94 - request 31/118 - failed logins 3/16'
const lines: readonly (readonly [what: string, seen: RunProgress | undefined, line: string])[] = [
  ['before the target is there', undefined, 'case 17/94'],
  ['while it sends', seen(), start],
  ['while it waits', waiting(12_000), `${start} - waiting 12 s, Retry-After`],
  ['in the last second of a wait', waiting(1), `${start} - waiting 1 s, Retry-After`],
  ['after a wait', waiting(0), start],
  ['when it is cut short', { ...waiting(9000), stopping: true }, `${start} - stopping`],
  [
    'without an end',
    seen({ requests: { done: 31 } }),
    'case 17/94 - request 31 - failed logins 3/16',
  ],
  [
    'where nothing is guessed',
    seen({ failedLogins: { done: 0, of: 0 } }),
    'case 17/94 - request 31/118',
  ],
]
for (const [what, state, line] of lines)
  test(`${what} the line is "${line}"`, () => {
    expect(progressLine({ cases: 17, reported: 4, total: 94 }, state, NOW)).toBe(line)
  })

interface Watching {
  readonly written: string[]
  readonly progress: Progress
  readonly everyMs: () => number
  /** One tick, so much later. */
  readonly tick: (ms: number) => void
  readonly state: { current: RunProgress }
}

function watching(screen: { isTTY?: boolean; columns?: number }): Watching {
  const written: string[] = []
  const state = { current: seen({ requests: { done: 0, of: 118 } }) }
  let now = NOW
  let every = 0
  let ticked = (): void => undefined
  const progress = createProgress({
    screen: { ...screen, write: (text) => written.push(text) },
    total: 94,
    progress: () => state.current,
    now: () => now,
    ticker: (everyMs, tick) => {
      every = everyMs
      ticked = tick
      return () => {
        ticked = () => undefined
      }
    },
  })
  const tick = (ms: number): void => {
    now += ms
    ticked()
  }
  return { written, progress, state, everyMs: () => every, tick }
}

const CLEAR = '\r\u001b[K'

test('on a terminal one line moves, counts a wait down, and is gone at the end', () => {
  const { written, progress, state, everyMs, tick } = watching({ isTTY: true, columns: 200 })
  expect(everyMs()).toBeLessThan(1000)
  progress.step()
  state.current = waiting(2000)
  tick(0)
  tick(500)
  tick(500)
  tick(1000)
  progress.done()
  // A case may end after the verdict was printed; it must not be shown below it.
  progress.step()
  tick(1000)
  expect(written).toEqual([
    `${CLEAR}case 1/94 - request 0/118 - failed logins 3/16`,
    `${CLEAR}case 1/94 - request 31/118 - failed logins 3/16 - waiting 2 s, Retry-After`,
    `${CLEAR}case 1/94 - request 31/118 - failed logins 3/16 - waiting 1 s, Retry-After`,
    `${CLEAR}case 1/94 - request 31/118 - failed logins 3/16`,
    CLEAR,
  ])
})

test('on a terminal that says it has no columns the whole line is there', () => {
  const { written, progress, state } = watching({ isTTY: true, columns: 0 })
  state.current = seen()
  progress.step()
  expect(written.at(-1)).toContain('case 1/94 - request 31/118 - failed logins 3/16')
})

for (const [columns, line] of [
  [77, `${start} - waiting 12 s, Retry-After`],
  [76, 'case 17/94 - request 31/118 - waiting 12 s, Retry-After'],
  [55, 'case 17/94 - waiting 12 s, Retry-After'],
  [38, 'case 17/94'],
  [5, 'case'],
] as const)
  test(`on a terminal of ${columns} columns the line is "${line}"`, () => {
    const { written, progress, state } = watching({ isTTY: true, columns })
    state.current = waiting(12_000)
    for (let cases = 0; cases < 17; cases += 1) progress.step()
    expect(written.at(-1)).toBe(`${CLEAR}${line}`)
    expect(line.length).toBeLessThan(columns)
  })

test('elsewhere a line is written every ten seconds, without control characters, and none in between', () => {
  const { written, progress, everyMs, tick } = watching({})
  progress.step()
  progress.step()
  expect(everyMs()).toBe(10_000)
  tick(10_000)
  progress.step()
  tick(10_000)
  progress.done()
  progress.step()
  tick(10_000)
  expect(written).toEqual([
    'case 2/94 - request 0/118 - failed logins 3/16\n',
    'case 3/94 - request 0/118 - failed logins 3/16\n',
  ])
})

for (const screen of [{ isTTY: false }, { isTTY: true }])
  test(`when all is sent, the line shows the cases in the reports${screen.isTTY ? '' : ', elsewhere too'}`, () => {
    const { written, progress, tick } = watching(screen)
    progress.reported()
    for (let cases = 0; cases < 94; cases += 1) progress.step()
    progress.reported()
    tick(10_000)
    const line = 'case 94/94 - request 0/118 - failed logins 3/16 - reports 2/94'
    expect(written.at(-1)).toBe(screen.isTTY ? `${CLEAR}${line}` : `${line}\n`)
  })

const planned = casesIn('certify')
const watched = (changes: Partial<RunState>): RunProgress =>
  progressOf({
    planned,
    maxRequests: 1000,
    maxFailedLogins: 1000,
    traffic: { requests: 5, failedLogins: 2 },
    pause: undefined,
    stopping: false,
    ...changes,
  })

test('the end is what the plan adds up to, or the budget where that ends before or is all that is left', () => {
  const sum = requestsOf(planned)
  expect(watched({})).toMatchObject({
    requests: { done: 5, of: sum },
    failedLogins: { done: 2, of: failedLoginsOf(planned) },
  })
  expect(watched({ maxRequests: 40, maxFailedLogins: 3 })).toMatchObject({
    requests: { of: 40 },
    failedLogins: { of: 3 },
  })
  const more = { requests: sum + 1, failedLogins: 0 }
  expect(watched({ traffic: more, maxRequests: sum + 9 }).requests.of).toBe(sum + 9)
  expect(watched({ traffic: more, maxRequests: Infinity }).requests).toEqual({ done: sum + 1 })
})

/** What a gateway waits for, in order. */
async function pauses({ world, ...options }: Setting, ...ids: string[]) {
  const pausesBegun: Pause[] = []
  const still = stillClock(NOW)
  const clock = reportingPauses(still, (pause) => pausesBegun.push(pause))
  const { gateway } = await gatewayWith({
    ...options,
    clock,
    maxTimeS: 600,
    world: { now: still.now, ...world },
  })
  for (const id of ids) await gateway.perform(id)
  return pausesBegun
}

test('a wait is reported before it begins, with what is waited for and until when', async () => {
  const other = 'valid-credentials/pretty-printed'
  expect(await pauses({ perMinute: 1 }, control.id, other)).toEqual([
    { until: NOW + 61_000, why: '1 requests a minute' },
  ])
  const limit = (headers: Readonly<Record<string, string>>) => ({
    instead: (at: number) => (at === 0 ? answered(429, '', headers) : undefined),
  })
  expect(await pauses(limit({ 'retry-after': '7' }), control.id)).toEqual([
    { until: NOW + 7000, why: 'Retry-After' },
  ])
  expect(await pauses(limit({}), control.id)).toEqual([
    { until: NOW + 30_000, why: 'a limit to lift' },
  ])
  const shortLived = { world: { lifetimeS: 2 } }
  const expiry = await pauses(shortLived, control.id, 'expired-tokens/expired')
  expect(expiry.map(({ why }) => why)).toEqual(['a token to expire'])
})
