/** The sliding window in which requests are counted. */
import { expect, test } from '@playwright/test'
import { createPace, retryAfterMs, stillClock } from '../../../fixtures/http/rate-limit.ts'

/** When many turns came, if the caller itself took some time now and then. */
async function turns(perMinute: number, count: number, pause: (turn: number) => number) {
  const clock = stillClock(0)
  const pace = createPace(perMinute, clock)
  const times: number[] = []
  for (let turn = 0; turn < count; turn += 1) {
    await pace.turn(1)
    times.push(clock.now())
    await clock.sleep(pause(turn))
  }
  return times
}

const callers: Readonly<Record<string, (turn: number) => number>> = {
  'in a hurry': () => 0,
  'with a steady hand': () => 700,
  'in bursts': (turn) => (turn % 7 === 0 ? 20_000 : 1),
  'after a long pause': (turn) => (turn === 5 ? 600_000 : 0),
}

for (const [who, pause] of Object.entries(callers))
  test(`a caller ${who} never gets more than the limit in any sixty seconds`, async () => {
    for (const perMinute of [1, 2, 10, 60]) {
      const times = await turns(perMinute, 200, pause)
      const most = Math.max(
        ...times.map((start) => times.filter((at) => at >= start && at <= start + 60_000).length),
      )
      expect(most).toBeLessThanOrEqual(perMinute)
    }
  })

test('the whole limit may be used at once, and then one waits no longer than needed', async () => {
  expect(await turns(3, 7, () => 0)).toEqual([0, 0, 0, 61_000, 61_000, 61_000, 122_000])
})

test('spread, the places come one after the other, and those who go together wait together', async () => {
  const clock = stillClock(0)
  const pace = createPace(61, clock)
  const times: number[] = []
  for (const places of [1, 1, 1, 3, 1]) {
    await pace.turn(places)
    times.push(clock.now())
    if (times.length === 2) pace.spread()
  }
  expect(times).toEqual([0, 0, 1000, 4000, 5000])
  const unpaced = createPace(0, clock)
  unpaced.spread()
  await unpaced.turn(1)
  await unpaced.turn(1)
  expect(clock.now()).toBe(5000)
})

test('without a limit no request waits', async () => {
  expect(new Set(await turns(0, 500, () => 0))).toEqual(new Set([0]))
})

const NOW = Date.UTC(2026, 0, 15, 12)

const waits = [
  ['7', 7000],
  [' 0 ', 0],
  ['120', 120_000],
  ['Thu, 15 Jan 2026 12:00:09 GMT', 9000],
  ['Thursday, 15-Jan-26 12:00:09 GMT', 9000],
  ['Thu, 15 Jan 2026 11:00:00 GMT', 0],
  [undefined, undefined],
  ['', undefined],
  ['-5', undefined],
  ['1.5', undefined],
  ['soon', undefined],
  ['later 5', undefined],
  ['Thursday', undefined],
  ['2026-01-15T12:00:09Z', undefined],
] as const

for (const [value, wait] of waits)
  test(`Retry-After ${JSON.stringify(value)} asks for ${wait === undefined ? 'nothing' : `${wait / 1000} seconds`}`, () => {
    expect(retryAfterMs(value, NOW)).toBe(wait)
  })
