/** The runs of docs/baseline.md: a known failure is found, listed, fixed, and expired. */
import { baselineOf, inForce } from '../../fixtures/baseline/read.ts'
import { casesIn } from '../../fixtures/cases/index.ts'
import { certifyInMemory, faultless } from '../../fixtures/run/in-memory.ts'
import { stillClock } from '../../fixtures/http/rate-limit.ts'
import { variationNamed } from '../../fixtures/run/variation.ts'
import type { Variation } from '../../fixtures/server/variation.ts'
import type { BaselineLife } from './pages/baseline.ts'
import { newBaseline, type EntryDefaults } from '../../reports/report/new-baseline.ts'
import { newBaselineNotes, newBaselineText } from '../../reports/formats/commands/new-baseline.ts'
import { buildReport } from '../../reports/report/build.ts'
import type { Report } from '../../reports/report/report.ts'
import { loadContract } from '../../spec/contract/index.ts'
import { requirements } from '../../spec/requirements/index.ts'
import { resultsOf } from '../support/run-results.ts'

const FAULT = 'truncated-json-completed'
const LAST_DAY = '2026-03-31'
const noon = (month: number, day: number): number => Date.UTC(2026, month - 1, day, 12)

/** With a reason and an owner. */
const filled: EntryDefaults = {
  reason: 'FF-412: the gateway completes bodies that were cut; its next version does not',
  owner: 'Platform team',
  expires: LAST_DAY,
}

export async function lifeOfABaseline(): Promise<BaselineLife> {
  const fault = await variationNamed(FAULT)
  const found = await run(fault, noon(1, 15))
  const ready = newBaseline(found, { expires: LAST_DAY })
  const file = newBaselineText(newBaseline(found, filled))
  return {
    found,
    ready: newBaselineText(ready),
    notes: newBaselineNotes(ready, found),
    file,
    known: await run(fault, noon(1, 16), file),
    stale: await run(faultless, noon(3, 1), file),
    expired: await run(fault, noon(4, 1), file),
  }
}

/** The default profile at its pace, with a clock that starts on that day. */
async function run(variation: Variation, startedAt: number, baseline?: string): Promise<Report> {
  const clock = stillClock(startedAt)
  const planned = casesIn('certify')
  const { findings, performances, requests, failedLogins, expiredWay } = await certifyInMemory(
    variation,
    { planned, perMinute: 60, clock },
  )
  const durationMs = clock.now() - startedAt
  const ids = planned.map(({ id }) => id)
  const read =
    baseline === undefined ? undefined : baselineOf('baseline.json', Buffer.from(baseline))
  return buildReport({
    suite: { name: 'formflow-token-conformance', version: '0.1.0' },
    contract: loadContract(),
    target: {
      baseUrl: 'https://staging.example.com',
      embedded: false,
      protectedPath: '/api/template?page=1&perPage=1',
      expiredToken: expiredWay ?? null,
    },
    profile: 'certify',
    strict: false,
    startedAt,
    traffic: { requests, failedLogins, durationMs, waitedMs: 0 },
    requirements,
    planned,
    results: resultsOf(performances, findings),
    ...(read ? { baseline: inForce(read, startedAt, ids) } : {}),
  })
}
