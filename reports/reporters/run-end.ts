/** The end of a run, and what its report is made of. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FullResult } from '@playwright/test/reporter'
import type { Executor } from '../../fixtures/config/ci.ts'
import { conditionsOf } from '../../fixtures/run/conditions.ts'
import type { Run } from '../../fixtures/run/run.ts'
import type { Started } from '../../fixtures/run/assemble.ts'
import type { Case, NotPerformed } from '../../spec/model.ts'
import { requirements } from '../../spec/requirements/index.ts'
import type { Facts } from '../certificate/build.ts'
import type { Report } from '../report/report.ts'
import type { Material } from '../report/material.ts'
import { baseUrlText } from '../../spec/lib/base-url.ts'

export interface RunEnd {
  readonly run: Run
  readonly started: Started
  readonly planned: readonly Case[]
  readonly status: FullResult['status']
  /** Errors of the suite. */
  readonly problems: readonly string[]
  readonly executor: Executor
  /** The system's code for a report of another reporter that could not be written. */
  readonly writeFailure?: string | undefined
  /** What a certificate says of the run besides its report. */
  readonly circumstances: Pick<Facts, 'overrides'> & {
    /** How many cases the profile has; a run may have selected fewer. */
    readonly cases: number
  }
}

/**
 * @param problems errors of the suite; the first one is the reason in the report
 * @param stopped why the run is undetermined, unless the suite or the gateway has a reason
 */
export function materialOf(
  { run, started, planned, status, writeFailure }: RunEnd,
  problems: readonly string[],
  stopped?: NotPerformed,
): Material {
  const { settings } = run
  const { gateway, target, contract } = started
  const baseline = run.baseline()
  const reason =
    suiteProblem(problems) ??
    gateway.stopped() ??
    stopped ??
    unwritable(writeFailure) ??
    stoppedByRunner(status)
  return {
    suite: suiteVersion(),
    contract,
    target: {
      baseUrl: baseUrlText(target.baseUrl),
      embedded: target.embedded,
      protectedPath: target.protectedPath,
      expiredToken: gateway.expiredWay() ?? null,
    },
    profile: settings.profile,
    strict: settings.strict,
    requireAll: settings.requireAll,
    conditions: conditionsOf(settings),
    startedAt: run.startedAt,
    traffic: { ...gateway.traffic(), durationMs: Date.now() - run.startedAt },
    requirements,
    planned,
    results: run.results,
    ...(reason ? { stopped: reason } : {}),
    ...(baseline ? { baseline } : {}),
  }
}

const suiteProblem = ([problem]: readonly string[]): NotPerformed | undefined =>
  problem === undefined ? undefined : { owner: 'suite', reason: problem }

const unwritable = (code: string | undefined): NotPerformed | undefined =>
  code === undefined
    ? undefined
    : {
        owner: 'environment',
        reason: `the reports cannot be written (${code}); the folder is incomplete`,
      }

function stoppedByRunner(status: FullResult['status']): NotPerformed | undefined {
  if (status === 'interrupted') return { owner: 'environment', reason: 'the run was interrupted' }
  if (status === 'timedout')
    return { owner: 'environment', reason: 'the run took longer than it may' }
  return undefined
}

function suiteVersion(): Report['suite'] {
  const file = join(import.meta.dirname, '..', '..', 'package.json')
  const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as Report['suite']
  return { name, version }
}
