/** Latency: the distribution of what was measured, in columns that both runs share. */
import { expect, test } from '@playwright/test'
import { latencyChanges } from '../../../reports/diff/latency.ts'
import type { Evidence } from '../../../reports/evidence/evidence.ts'
import { sparkline } from '../../../reports/formats/text/sparkline.ts'
import type { Exchange } from '../../../spec/model.ts'
import { sight } from '../../support/exchange.ts'

/** Evidence of one case whose exchanges took so long. */
function taking(...times: readonly number[]): Evidence {
  const { exchange } = sight()
  const exchanges = times.map((durationMs): Exchange => ({ ...exchange, durationMs }))
  return { performances: new Map([['a/b', { caseId: 'a/b', exchanges }]]) } as unknown as Evidence
}

const hundred = Array.from({ length: 100 }, (_, at) => at + 1)

test('figures are times that were measured, by nearest rank', () => {
  const [change] = latencyChanges(taking(...hundred), taking(7))
  expect(change?.old).toMatchObject({ count: 100, median: 50, p90: 90, p95: 95, max: 100 })
  expect(change?.new).toMatchObject({ count: 1, median: 7, p90: 7, p95: 7, max: 7 })
})

test('every answer is in one column, and the longest in the last', () => {
  for (const [old, now] of [
    [hundred, [0.04, 3, 2000]],
    [[0], [0]],
    [[12.34], [12.36]],
    [[5, 5], [5]],
  ] as const) {
    const [change] = latencyChanges(taking(...old), taking(...now))
    const sum = (all: readonly number[] = []): number => all.reduce((a, b) => a + b, 0)
    expect([sum(change?.old.histogram), sum(change?.new.histogram)]).toEqual([
      old.length,
      now.length,
    ])
    expect(change?.edges).toEqual(change?.edges.toSorted((a, b) => a - b))
  }
})

test('what got no answer has no latency, and an operation of one run alone is not compared', () => {
  const silent = taking(1)
  const { exchange } = sight({ failure: { kind: 'timeout', message: 'none' } })
  const failed = { performances: new Map([['a/b', { caseId: 'a/b', exchanges: [exchange] }]]) }
  expect(latencyChanges(silent, failed as unknown as Evidence)).toEqual([])
})

test('a column that holds anything is taller than one that holds nothing', () => {
  expect(sparkline([0, 1, 500, 1000])).toBe('▁▂▅█')
  expect(sparkline([0, 0])).toBe('▁▁')
})
