/** What the report of a client is made of. */
import type { Result } from '../../fixtures/run/result.ts'
import type { ClientRun } from '../../fixtures/client/run.ts'
import { clientCasesIn } from '../../fixtures/client/cases/index.ts'
import type { Contract } from '../../spec/contract/index.ts'
import type { ClientCase } from '../../spec/clients/lib/model.ts'
import { suiteVersion } from '../../spec/lib/suite.ts'
import type { NotPerformed, Profile } from '../../spec/model.ts'
import { clientRequirements } from '../../spec/requirements/index.ts'
import type { Baseline } from '../../spec/verdict/baseline.ts'
import { conditionsOf } from '../report/conditions.ts'
import type { Material } from '../report/material.ts'
import type { Report } from '../report/report.ts'

export interface ClientEnd {
  readonly run: ClientRun
  readonly cases: readonly ClientCase[]
  readonly contract: Contract
  /** Its name, or the command that starts it. */
  readonly program: string
  readonly driven: 'started' | 'listening'
  readonly protectedPath: string
  readonly profile: Profile
  readonly strict: boolean
  readonly requireAll: boolean
  readonly runtime: NonNullable<Report['runtime']>
  /** Epoch milliseconds. */
  readonly startedAt: number
  readonly baseline?: Baseline
}

/** @param stopped why the run proves nothing, unless the run has a reason */
export function clientMaterial(end: ClientEnd, stopped?: NotPerformed): Material {
  const { run, cases, contract, program, driven, profile, runtime, baseline } = end
  const results = new Map<string, Result>(run.results)
  const exchanges = [...results.values()].flatMap(({ performance }) => performance.exchanges)
  const target: Report['target'] = {
    // The examiner has another port in each case.
    baseUrl: 'http://127.0.0.1',
    embedded: false,
    protectedPath: end.protectedPath,
    expiredToken: null,
    program,
    driven,
  }
  const began = exchanges.reduce((least, { sentAt }) => Math.min(least, sentAt), Infinity)
  const ended = exchanges.reduce(
    (most, { sentAt, durationMs }) => Math.max(most, sentAt + durationMs),
    began,
  )
  const why = stopped ?? run.stopped
  return {
    suite: suiteVersion(),
    side: 'client',
    casesIn: clientCasesIn,
    contract,
    target,
    profile,
    strict: end.strict,
    requireAll: end.requireAll,
    conditions: conditionsOf({ target, profile, runtime, overrides: [] }),
    startedAt: end.startedAt,
    traffic: {
      requests: exchanges.length,
      failedLogins: exchanges.filter(
        ({ arrival, response }) => arrival?.place === 'login' && response?.status === 401,
      ).length,
      durationMs: began === Infinity ? 0 : Math.round(ended - began),
      waitedMs: 0,
    },
    runtime,
    requirements: clientRequirements,
    planned: cases,
    results,
    ...(baseline ? { baseline } : {}),
    ...(why ? { stopped: why } : {}),
  }
}
