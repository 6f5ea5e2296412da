/** What a verdict rests on besides the server: whoever ran the suite supplied it, and a reader should know. */
import type { Report } from './report.ts'

/** What a report needs for its conditions; the parts that older reports do not have may be absent. */
export type Conditioned = Pick<Report, 'target' | 'connection' | 'runtime'>

/** Why no certificate of a server counts in a run. */
export const NOT_VERIFIED =
  'the certificate of the server was not verified (NODE_TLS_REJECT_UNAUTHORIZED=0): anyone could have answered'

/** Way to an expired token that the suite cannot vouch for -> where the token came from. */
const SUPPLIED: Readonly<Record<string, string>> = {
  configured: 'FORMFLOW_EXPIRED_TOKEN',
  stored: 'FORMFLOW_TOKEN_STORE',
}

/** @returns sentences without a full stop; none: nothing was supplied or changed */
export function conditionsOf({ target, connection, runtime }: Conditioned): string[] {
  const token = SUPPLIED[target.expiredToken ?? '']
  const { proxy, proxyFrom, verified = true } = connection ?? {}
  const { preloads = [], authorities = [] } = runtime ?? {}
  return [
    ...(verified ? [] : [NOT_VERIFIED]),
    ...(token === undefined
      ? []
      : [`the expired token was supplied by whoever ran the suite (${token})`]),
    ...(proxy === undefined
      ? []
      : [
          `all requests went through the proxy ${proxy}${proxyFrom === undefined ? '' : `, which ${proxyFrom} names`}`,
        ]),
    ...(authorities.length > 0
      ? [`further authorities of certificates were trusted (${authorities.join(', ')})`]
      : []),
    ...(preloads.length > 0
      ? [`other code was loaded before the suite (${preloads.join(', ')})`]
      : []),
  ]
}
