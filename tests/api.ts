/** What the package exports: a whole certification in the process of the caller, whose result is the report. */
import { checkTarget } from '../fixtures/config/embedded-by-mistake.ts'
import {
  ConfigurationError,
  readRunInput,
  sources,
  type Environment,
} from '../fixtures/config/index.ts'
import { overridesOf } from '../fixtures/config/overrides.ts'
import { variableTable } from '../fixtures/config/variables.ts'
import { casesOfRun } from '../fixtures/fuzz/chapter.ts'
import { labels } from '../fixtures/labels.ts'
import { createRun, type Run } from '../fixtures/run/run.ts'
import { buildReport } from '../reports/report/build.ts'
import type { Report } from '../reports/report/report.ts'
import { checkInputs } from '../reports/reporters/prepare.ts'
import { materialOf } from '../reports/reporters/run-end.ts'
import { ContractError } from '../spec/contract/index.ts'
import { didYouMean, nearest } from '../spec/lib/suggest.ts'
import type { Case, Profile } from '../spec/model.ts'

export { ConfigurationError, ContractError }
export type { Report }
export type { ReportedCase, ReportedRequirement } from '../reports/report/report.ts'

/** The variables of docs/configuration.md that decide what is tested, under the names of JavaScript. */
export interface CertifyOptions {
  /** The API to certify, with its path prefix; absent: the embedded reference server. */
  readonly baseUrl?: string | URL
  /** Required with a base URL, like the next two. */
  readonly clientId?: string
  /** At least 8 characters. */
  readonly clientSecret?: string
  readonly organizationId?: string
  /** Another client of the same API, which may not use the organization of the first. */
  readonly secondClientId?: string
  readonly secondClientSecret?: string
  readonly secondOrganizationId?: string
  /** A GET that needs a token, such as `/api/template`. */
  readonly protectedPath?: string
  /** A token of this API that expired more than five minutes ago. */
  readonly expiredToken?: string
  /** The public keys of the API. */
  readonly jwksUrl?: string | URL
  /** Seconds to wait for a short-lived token to expire; default: 5. */
  readonly maxWaitS?: number
  /** Default: `certify`. */
  readonly profile?: Profile
  /** Requests in any minute, 0: unpaced; default: 60, on loopback 0. */
  readonly rateLimit?: number
  readonly maxRequests?: number
  readonly maxFailedLogins?: number
  /** Seconds; then nothing more is sent. */
  readonly maxTimeS?: number
  /** Milliseconds for a request and its whole response; default: 10000. */
  readonly timeoutMs?: number
  /** Also to a host that looks like production. */
  readonly allowIntrusive?: boolean
  /** A proxy for any target. */
  readonly proxy?: string | URL
  /** A violated SHOULD fails the run. */
  readonly strict?: boolean
  /** A MUST that was not tested fails the run. */
  readonly requireAll?: boolean
  /** A file of known failures. */
  readonly baseline?: string
  /** A file with another version of the OpenAPI document. */
  readonly spec?: string
  /** A fault or a freedom of the embedded server, by its id. */
  readonly variation?: string
  /** Only these cases, and the cases of these requirements, by their ids. */
  readonly only?: readonly string[]
  /** Ends the run after the current case; its report says that it was interrupted. */
  readonly signal?: AbortSignal
}

/** The options that are variables; the others decide about this call alone. */
const names = [
  'baseUrl',
  'clientId',
  'clientSecret',
  'organizationId',
  'secondClientId',
  'secondClientSecret',
  'secondOrganizationId',
  'protectedPath',
  'expiredToken',
  'jwksUrl',
  'maxWaitS',
  'profile',
  'rateLimit',
  'maxRequests',
  'maxFailedLogins',
  'maxTimeS',
  'timeoutMs',
  'allowIntrusive',
  'proxy',
  'strict',
  'requireAll',
  'baseline',
  'spec',
  'variation',
] as const satisfies readonly (keyof typeof variableTable & keyof CertifyOptions)[]
const apart = ['only', 'signal'] as const satisfies readonly (keyof CertifyOptions)[]

const optionOf = new Map<string, string>(names.map((name) => [variableTable[name].name, name]))

/**
 * Certifies a target, in this process and without writing a file. Reads no `FORMFLOW_` variable and no `.env`.
 * @returns the value of report.json, also when the target is not conformant; `exit` has the exit code of the command
 * @throws ConfigurationError for options that cannot be used, ContractError for a document that cannot be used
 */
export async function certify(options: CertifyOptions = {}): Promise<Report> {
  const run = await inWordsOfOptions(() => runWith(options))
  const stop = (): void => run.stop()
  options.signal?.addEventListener('abort', stop)
  try {
    const planned = selected(casesOfRun(run.settings), options.only)
    if (options.signal?.aborted) run.stop()
    return await reportOf(run, planned, options.signal)
  } finally {
    options.signal?.removeEventListener('abort', stop)
    await run.close()
  }
}

async function runWith(options: CertifyOptions): Promise<Run> {
  const env = { ...proxiesOf(sources().real), ...variablesOf(options) }
  checkTarget(env, () => {})
  const input = readRunInput(env)
  await checkInputs(input.settings)
  return createRun(input)
}

/** Other programs set these for all that a process sends. */
const proxiesOf = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([name]) => /^(no|https?)_proxy$/i.test(name)))

function variablesOf(options: CertifyOptions): Environment {
  const known: readonly string[] = [...names, ...apart]
  const unknown = Object.keys(options).find((name) => !known.includes(name))
  if (unknown !== undefined)
    throw new ConfigurationError(
      `certify has no option ${unknown}${didYouMean(nearest(unknown, known, 1))}`,
    )
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = options[name]
      return value === undefined ? [] : [[variableTable[name].name, textOf(value)]]
    }),
  )
}

const textOf = (value: string | number | boolean | URL): string =>
  typeof value === 'boolean' ? (value ? '1' : '0') : String(value)

/** Messages name options in place of variables. */
async function inWordsOfOptions<Result>(attempt: () => Promise<Result>): Promise<Result> {
  try {
    return await attempt()
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    throw new ConfigurationError(
      error.message.replaceAll(/FORMFLOW_[A-Z_]*[A-Z]/g, (name) => optionOf.get(name) ?? name),
    )
  }
}

/** @throws ConfigurationError for an id that selects nothing */
function selected(all: readonly Case[], only: readonly string[] | undefined): readonly Case[] {
  if (!only) return all
  const tagged = all.map((testCase) => ({ testCase, tags: labels(testCase).tag }))
  const missing = only.find((id) => !tagged.some(({ tags }) => tags.includes(`@${id}`)))
  if (missing !== undefined)
    throw new ConfigurationError(`only: no case of this run has or tests "${missing}"`)
  return tagged
    .filter(({ tags }) => only.some((id) => tags.includes(`@${id}`)))
    .map(({ testCase }) => testCase)
}

async function reportOf(
  run: Run,
  planned: readonly Case[],
  signal: AbortSignal | undefined,
): Promise<Report> {
  const started = await run.started()
  await run.perform(planned)
  const problems = await problemsOf(run, planned)
  const material = materialOf(
    {
      run,
      started,
      planned,
      status: signal?.aborted ? 'interrupted' : 'passed',
      problems,
      circumstances: {
        overrides: overridesOf(run.settings),
        cases: casesOfRun(run.settings).length,
      },
    },
    problems,
  )
  const report = buildReport(material)
  // As the files of a run are searched before anyone reads them.
  if (started.gateway.containsSecret(JSON.stringify(report)))
    throw new Error('a secret was found in the report, which is therefore withheld')
  return report
}

/** Errors of the suite, as the tests of a run would report them. */
async function problemsOf(run: Run, planned: readonly Case[]): Promise<string[]> {
  const missing = run.isStopped() ? [] : planned.filter(({ id }) => !run.results.has(id))
  const outcomes = await Promise.allSettled(missing.map(({ id }) => run.resultsFrom(id)))
  return outcomes.flatMap((outcome, at) =>
    outcome.status === 'fulfilled'
      ? []
      : [`${missing[at]?.id}: ${(outcome.reason as Error).message}`],
  )
}
