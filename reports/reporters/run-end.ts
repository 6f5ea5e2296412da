/** The end of a run, and what its report is made of. */
import type { FullResult } from '@playwright/test/reporter'
import type { Executor } from '../../fixtures/config/ci.ts'
import { hostAndPort } from '../../fixtures/http/proxy-tunnel.ts'
import type { Run } from '../../fixtures/run/run.ts'
import type { Started } from '../../fixtures/run/assemble.ts'
import { clockAheadS } from '../../spec/http.ts'
import type { Case, Exchange, NotPerformed } from '../../spec/model.ts'
import { shownVersions } from '../../spec/lib/software.ts'
import { isPrivate, requirements } from '../../spec/requirements/index.ts'
import type { Facts } from '../certificate/build.ts'
import { suiteVersion } from '../../spec/lib/suite.ts'
import type { EarlierRun } from '../report/changes.ts'
import { conditionsOf } from '../report/conditions.ts'
import type { Material } from '../report/material.ts'
import type { Report } from '../report/report.ts'
import { baseUrlText } from '../../spec/lib/base-url.ts'

export interface RunEnd {
  readonly run: Run
  readonly started: Started
  readonly planned: readonly Case[]
  readonly status: FullResult['status']
  /** Errors of the suite. */
  readonly problems: readonly string[]
  readonly executor: Executor
  /** The run to compare with, once it was read. */
  readonly earlier?: EarlierRun | undefined
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
  {
    run,
    started,
    planned,
    status,
    writeFailure,
    earlier,
    circumstances: { overrides },
  }: Omit<RunEnd, 'executor'>,
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
  const { profile } = settings
  const facts = {
    target: {
      baseUrl: baseUrlText(target.baseUrl),
      embedded: target.embedded,
      protectedPath: target.protectedPath,
      expiredToken: gateway.expiredWay() ?? null,
    },
    profile,
    connection: connectionOf(run, started, clockAheadOf(run)),
    runtime: runtimeOf(run.runtime),
  }
  return {
    suite: suiteVersion(),
    contract,
    ...facts,
    strict: settings.strict,
    requireAll: settings.requireAll,
    conditions: conditionsOf({ ...facts, overrides }),
    startedAt: run.startedAt,
    traffic: { ...gateway.traffic(), durationMs: targetMs(run) },
    requirements,
    ...standardPart(planned, run.results),
    ...(reason ? { stopped: reason } : {}),
    ...(baseline ? { baseline } : {}),
    ...(earlier ? { earlier } : {}),
  }
}

/** Clocks that differ less disturb no lifetime of a token. */
const MINUTES_S = 120

/** By the first response with a date; 0 without one. */
function clockAheadOf({ results }: Run): number {
  const exchanges = [...results.values()].flatMap(({ performance }) => performance.exchanges)
  const [first = 0] = exchanges.flatMap((exchange) => clockAheadS(exchange) ?? [])
  return first
}

/** Without the cases of the user, which have reports of their kind. */
const standardPart = (
  planned: readonly Case[],
  results: Run['results'],
): Pick<Material, 'planned' | 'results'> => ({
  planned: planned.filter(({ id }) => !isPrivate(id)),
  results: new Map([...results].filter(([id]) => !isPrivate(id))),
})

/** Those that the evidence has too. */
const standardExchanges = (results: Run['results']): Exchange[] =>
  [...results].flatMap(([id, { performance }]) => (isPrivate(id) ? [] : performance.exchanges))

/** A target may put anything into its certificate and its headers, also a secret. */
function connectionOf(
  { settings: { proxy, baseUrl }, runtime, results }: Run,
  { peers, gateway, front }: Started,
  aheadS: number,
): NonNullable<Report['connection']> {
  const woken = gateway.woken()
  const shown = shownVersions(standardExchanges(results)).filter(
    (text) => !gateway.containsSecret(text),
  )
  const verified = !runtime.tlsNotVerified
  const found = peers().map(({ authority, ...peer }) =>
    authority === undefined || gateway.containsSecret(authority) ? peer : { ...peer, authority },
  )
  return {
    peers: found,
    ...(proxy ? { proxy: `${proxy.hostname}:${hostAndPort(proxy).port}` } : {}),
    ...(proxy && runtime.proxyFrom ? { proxyFrom: runtime.proxyFrom } : {}),
    ...(baseUrl?.protocol === 'https:' ? { verified } : {}),
    ...front,
    ...(shown.length > 0 ? { shownVersions: shown } : {}),
    ...(woken ? { woken } : {}),
    ...(Math.abs(aheadS) >= MINUTES_S ? { clockAheadS: aheadS } : {}),
  }
}

const runtimeOf = ({
  node,
  options,
  preloads,
  authorities,
}: Run['runtime']): NonNullable<Report['runtime']> => ({ node, options, preloads, authorities })

/** From the first request to the last response: workers that start and reports that are written are no part of it. */
function targetMs({ results, startedAt }: Run): number {
  const all = [...results.values()]
  // The bodies that fuzzing sends are in no result, so their end is not known.
  const isFuzzed = all.some(({ fuzz }) => fuzz !== undefined)
  const exchanges = all.flatMap(({ performance: { exchanges: first, repeated = [] } }) => [
    ...first,
    ...repeated,
  ])
  const begun = exchanges.reduce((least, { sentAt }) => Math.min(least, sentAt), Infinity)
  if (begun === Infinity) return isFuzzed ? Date.now() - startedAt : 0
  const ended = exchanges.reduce(
    (most, { sentAt, durationMs }) => Math.max(most, sentAt + durationMs),
    begun,
  )
  return Math.round((isFuzzed ? Date.now() : ended) - begun)
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
