/** How long a run took: the time of the target, without workers that start and reports that are written. */
import { expect, test } from '@playwright/test'
import { materialOf } from '../../../reports/reporters/run-end.ts'
import { endOfRun } from '../../support/run-end.ts'
import { present } from '../../support/exchange.ts'

test('the duration is that from the first request to the last response', async ({}, info) => {
  const end = await endOfRun(info)
  const [id, result] = present([...end.run.results][0])
  const first = present(result.performance.exchanges[0])
  const later = { ...first, sentAt: first.sentAt + 3000, durationMs: 250 }
  const performance = { ...result.performance, exchanges: [first, later] }
  const run = { ...end.run, startedAt: 0, results: new Map([[id, { ...result, performance }]]) }
  expect(materialOf({ ...end, run }, []).traffic.durationMs).toBe(3250)
  const nothing = { ...end, run: { ...run, results: new Map() } }
  expect(materialOf(nothing, []).traffic.durationMs).toBe(0)
})
