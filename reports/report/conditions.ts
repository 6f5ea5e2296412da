/**
 * Under which conditions a verdict holds: what it rests on besides the server, and settings with which a run tests
 * something else, or less, than others of its profile do. The list is made once, for the report; a certificate holds
 * what it is made of, so it can be made again from there.
 */
import { readSettings } from '../../fixtures/config/index.ts'
import type { Override } from '../../fixtures/config/overrides.ts'
import { limitsOf } from '../../fixtures/run/limits.ts'
import type { Report } from './report.ts'

/** The parts that older reports do not have may be absent. */
export interface Conditioned extends Pick<Report, 'target' | 'connection' | 'runtime' | 'profile'> {
  readonly overrides: readonly Override[]
}

/** Why no certificate of a server counts in a run. */
export const NOT_VERIFIED =
  'the certificate of the server was not verified (NODE_TLS_REJECT_UNAUTHORIZED=0): anyone could have answered'

/** Way to an expired token that the suite cannot vouch for -> where the token came from. */
const SUPPLIED: Readonly<Record<string, string>> = {
  configured: 'FORMFLOW_EXPIRED_TOKEN',
  stored: 'FORMFLOW_TOKEN_STORE',
}

/** Hardly a client waits longer for a token. */
const PATIENCE_MS = 30_000

/** @returns one text without a full stop for each condition; none: the run is like any other of its profile */
export const conditionsOf = (facts: Conditioned): string[] => [
  ...ofCircumstances(facts),
  ...ofSettings(facts),
]

function ofCircumstances({ target, connection, runtime }: Conditioned): string[] {
  const token = SUPPLIED[target.expiredToken ?? '']
  const { proxy, proxyFrom, verified = true } = connection ?? {}
  const { preloads = [], authorities = [] } = runtime ?? {}
  const named = proxyFrom === undefined ? '' : `, which ${proxyFrom} names`
  return applying([
    [!verified, NOT_VERIFIED],
    [token !== undefined, `the expired token was supplied by whoever ran the suite (${token})`],
    [proxy !== undefined, `all requests went through the proxy ${proxy}${named}`],
    [
      authorities.length > 0 && target.baseUrl.startsWith('https:'),
      `further authorities of certificates were trusted (${authorities.join(', ')})`,
    ],
    [preloads.length > 0, `other code was loaded before the suite (${preloads.join(', ')})`],
  ])
}

function ofSettings({ overrides, profile }: Conditioned): string[] {
  const set = new Map(overrides.map(({ name, value }) => [name, value]))
  const numberOf = (name: string): number => Number(set.get(name) ?? NaN)
  const usual = limitsOf(readSettings({ FORMFLOW_PROFILE: profile }), false)
  const timeoutMs = numberOf('FORMFLOW_TIMEOUT_MS')
  const maxTimeS = set.get('FORMFLOW_MAX_TIME_S')
  const maxRequests = numberOf('FORMFLOW_MAX_REQUESTS')
  const maxFailedLogins = numberOf('FORMFLOW_MAX_FAILED_LOGINS')
  const path = set.get('FORMFLOW_PROTECTED_PATH')
  const spec = set.get('FORMFLOW_SPEC')
  return applying([
    [
      path !== undefined,
      `the protected operation is GET ${path} (FORMFLOW_PROTECTED_PATH), not the documented one`,
    ],
    [
      timeoutMs > PATIENCE_MS,
      `a response may take ${timeoutMs / 1000} s (FORMFLOW_TIMEOUT_MS), longer than clients wait`,
    ],
    [maxTimeS !== undefined, `nothing is sent after ${maxTimeS} s (FORMFLOW_MAX_TIME_S)`],
    [maxRequests < usual.maxRequests, `at most ${maxRequests} requests (FORMFLOW_MAX_REQUESTS)`],
    [
      maxFailedLogins < usual.maxFailedLogins,
      `at most ${maxFailedLogins} failed logins (FORMFLOW_MAX_FAILED_LOGINS), not ${usual.maxFailedLogins}`,
    ],
    [
      spec !== undefined,
      `the OpenAPI document is ${spec} (FORMFLOW_SPEC), not the one of the suite`,
    ],
  ])
}

const applying = (all: readonly (readonly [applies: boolean, text: string])[]): string[] =>
  all.flatMap(([applies, text]) => (applies ? [text] : []))
