/** What a response discloses. */
import type { Seal, Step } from '../model.ts'
import { header } from '../http.ts'
import { operationOf } from '../operations/index.ts'
import { isGrant, ofResponse, showsToken, tokenOf, type Check } from './check.ts'

const noSecretEcho = ofResponse(
  'no-secret-echo',
  () => true,
  function* ({ seals }, { step }) {
    const repeated = seals.filter(
      ({ usable, kind }) => usable && (kind === 'secret' || presentsToken(step)),
    )
    for (const { where, mark, length, of, form } of repeated) {
      const encoded = form === 'plain' ? '' : `, ${form}`
      yield {
        where,
        expected: `nothing of ${mark}`,
        actual: `${length} of its ${of} characters${encoded}`,
      }
    }
  },
)

/**
 * An operation that issues tokens sends new ones, which repeats nothing; other checks read them. A server may repeat the
 * query, where no client puts a token; and what TRACE repeats is read by a check of its own.
 */
const presentsToken = (step: Step): boolean =>
  operationOf(step).auth === 'bearer' && step.query === undefined && step.method !== 'TRACE'

/** Other marks are sealed and held against nobody: a cookie, a host, the password of a proxy. */
const SECRETS: readonly string[] = ['‹clientSecret›', '‹secondClientSecret›']

const noSecretInClaims: Check = {
  verifies: 'no-secret-in-claims',
  when: (sight) => tokenOf(sight)?.jwt?.claims !== undefined,
  *violations(sight) {
    const carried = tokenOf(sight)?.jwt?.carries ?? []
    for (const mark of carried.filter((each) => SECRETS.includes(each)))
      yield {
        where: 'body /token',
        expected: `a token without ${mark}`,
        actual: `it contains ${mark}`,
      }
  },
}

const isToken = ({ kind, usable }: Seal): boolean => kind === 'token' && usable

const refusalCarriesNoToken = ofResponse(
  'refusal-carries-no-token',
  ({ status }, { step }) => operationOf(step).issues !== undefined && status >= 300,
  function* ({ seals, status, body }) {
    const sealed = seals.filter(isToken).map((seal) => seal.where)
    const places = new Set(showsToken(body) ? ['body', ...sealed] : sealed)
    for (const where of places)
      yield { where, expected: 'no token', actual: `a token in a response with status ${status}` }
  },
)

const tokenInBodyOnly = ofResponse('token-in-body-only', isGrant, function* ({ seals }) {
  const outside = seals.filter((seal) => isToken(seal) && seal.where !== 'body')
  for (const { where } of outside) yield { where, expected: 'no token', actual: 'a token' }
})

/** Headers that name the server's software. */
const versionHeaders = [
  'x-powered-by',
  'x-aspnet-version',
  'x-aspnetmvc-version',
  'x-generator',
  'x-runtime',
]

const noVersionHeader = ofResponse(
  'no-version-header',
  () => true,
  function* ({ headers }) {
    for (const name of versionHeaders) {
      const value = header(headers, name)
      if (value) yield { where: `header ${name}`, expected: 'absent', actual: value }
    }
    const server = header(headers, 'server')
    if (server && /\d/.test(server))
      yield { where: 'header server', expected: 'no version', actual: server }
  },
)

export const secrecy: readonly Check[] = [
  noSecretEcho,
  noSecretInClaims,
  refusalCarriesNoToken,
  tokenInBodyOnly,
  noVersionHeader,
]
