/** What a response discloses. */
import type { Json, Seal, SealedRequest, SealedResponse, Step, Violation } from '../model.ts'
import { header, jsonObject, readJson } from '../http.ts'
import { hasVersion, SOFTWARE_HEADERS } from '../lib/software.ts'
import { issuing, operationOf } from '../operations/index.ts'
import { grantedPlaces, isToken, nameIn, presentedIn } from './lib/seen-tokens.ts'
import { isGrant, ofResponse, showsToken, tokenOf, type Check, type Sight } from './lib/check.ts'

/** Of a hash of the secret: the vault learns it beside the secret itself. */
const isHash = ({ mark }: Pick<Seal, 'mark'>): boolean => / of clientSecret(:|›)/.test(mark)

/** Parts of the secret that a response repeats, other than what the suite itself put elsewhere. */
const secretsIn = ({ seals }: SealedResponse, sight: Sight): readonly Seal[] =>
  sentElsewhere(sight)
    ? []
    : seals.filter((seal) => seal.usable && seal.kind === 'secret' && !isHash(seal))

/** The case put the secret into a member that anyone may read, such as clientId. */
function sentElsewhere({ exchange: { request } }: Sight): boolean {
  const sent = (request.body && jsonObject(request.body)) ?? {}
  const open = issuing.body?.filter((name) => name !== 'clientSecret') ?? []
  return open.some((name) => JSON.stringify(sent[name] ?? null).includes('‹clientSecret'))
}

/**
 * A parser quotes a few characters where it stumbled; that is advice. Half of the secret is the secret, and a body that
 * was JSON made no parser stumble.
 */
const isFragment = ({ length, of }: Seal, { exchange: { request } }: Sight): boolean =>
  length * 2 < of && isNoJson(request)

const isNoJson = ({ body }: SealedRequest): boolean =>
  body !== undefined && !body.shortened && 'problem' in readJson(body)

const echo = ({ where, mark, length, of, form }: Seal): Violation => ({
  where,
  expected: `nothing of ${mark}`,
  actual: `${length} of its ${of} characters${form === 'plain' ? '' : `, ${form}`}`,
})

const noSecretEcho = ofResponse(
  'no-secret-echo',
  () => true,
  function* (response, sight) {
    for (const seal of secretsIn(response, sight)) if (!isFragment(seal, sight)) yield echo(seal)
    // An operation that issues tokens sends new ones, which repeats nothing; other checks read them.
    if (!presentsToken(sight.step)) return
    const presented = presentedIn(sight)
    for (const seal of response.seals.filter(isToken))
      if (presented.has(nameIn(seal.mark))) yield echo(seal)
  },
)

const noSecretFragment = ofResponse(
  'no-secret-fragment',
  (_, { exchange: { request } }) => isNoJson(request),
  function* (response, sight) {
    for (const seal of secretsIn(response, sight)) if (isFragment(seal, sight)) yield echo(seal)
  },
)

/**
 * An operation that issues tokens sends new ones, which repeats nothing; other checks read them. A server may repeat the
 * query, where no client puts a token; and another check reads what TRACE repeats.
 */
const presentsToken = (step: Step): boolean =>
  operationOf(step).auth === 'bearer' && step.query === undefined && step.method !== 'TRACE'

/** Other marks are sealed and held against nobody: a cookie, a host, the password of a proxy. */
const SECRETS: readonly string[] = ['‹clientSecret›', '‹secondClientSecret›']

const noSecretInClaims: Check = {
  verifies: 'no-secret-in-claims',
  when: (sight) => tokenOf(sight)?.jwt?.claims !== undefined,
  *violations(sight) {
    const { carries = [], header: head = {}, claims = {} } = tokenOf(sight)?.jwt ?? {}
    for (const mark of carries.filter((name) => SECRETS.includes(name))) {
      const places = [...placesOf(mark, 'header', head), ...placesOf(mark, 'claim', claims)]
      const somewhere = { where: 'body /token', actual: `it contains ${mark}` }
      for (const { where, actual } of places.length > 0 ? places : [somewhere])
        yield { where, expected: `nothing of ${mark}`, actual }
    }
  },
}

/** `‹clientSecret›`, or of a part `‹clientSecret: 12 of 32›`. */
const SHARE = /^: (\d{1,9}) of (\d{1,9})›/

/** Each member of a part of the token that holds the secret or a part of it, with how much of it. */
function placesOf(mark: string, part: string, members: { readonly [name: string]: Json }) {
  const start = mark.slice(0, -1)
  return Object.entries(members).flatMap(([name, value]) => {
    const text = JSON.stringify([name, value])
    const at = text.indexOf(start)
    if (at < 0) return []
    const [, length, of] = SHARE.exec(text.slice(at + start.length)) ?? []
    const actual = length === undefined ? 'all of it' : `${length} of its ${of} characters`
    return [{ where: `token ${part} ${name}`, actual }]
  })
}

const noSecretHash = ofResponse(
  'no-secret-hash',
  () => true,
  function* ({ seals }, sight) {
    for (const seal of seals)
      // The beginning of a hash is a name for it, and nobody finds a secret by that.
      if (isHash(seal) && seal.length * 2 >= seal.of) yield echo(seal)
    for (const mark of tokenOf(sight)?.jwt?.carries ?? [])
      if (isHash({ mark }))
        yield {
          where: 'body /token',
          expected: `a token without ${mark}`,
          actual: 'it contains it',
        }
  },
)

const noInternalCredentials = ofResponse(
  'no-internal-credentials',
  () => true,
  function* ({ discloses = [] }, sight) {
    for (const { where, what } of discloses) yield { where, expected: 'none', actual: what }
    for (const actual of tokenOf(sight)?.jwt?.discloses ?? [])
      yield { where: 'token claims', expected: 'none', actual }
  },
)

const refusalCarriesNoToken: Check = {
  ...ofResponse(
    'refusal-carries-no-token',
    ({ status, intermediary }, { step }) =>
      operationOf(step).issues !== undefined && (status >= 300 || intermediary !== undefined),
    function* (response, sight) {
      const { status, body } = response
      const found = grantedPlaces(response, sight)
      for (const where of new Set(showsToken(body) ? ['body', ...found] : found))
        yield { where, expected: 'no token', actual: `a token in a response with status ${status}` }
    },
  ),
  ofAnySender: true,
}

const tokenInBodyOnly = ofResponse('token-in-body-only', isGrant, function* (response, sight) {
  for (const where of grantedPlaces(response, sight))
    if (where !== 'body') yield { where, expected: 'no token', actual: 'a token' }
})

const noVersionHeader = ofResponse(
  'no-version-header',
  () => true,
  function* ({ headers }) {
    for (const name of SOFTWARE_HEADERS) {
      const value = header(headers, name)
      if (value && hasVersion(value))
        yield { where: `header ${name}`, expected: 'no version', actual: value }
    }
  },
)

export const secrecy: readonly Check[] = [
  noSecretEcho,
  noSecretFragment,
  noSecretInClaims,
  noSecretHash,
  noInternalCredentials,
  refusalCarriesNoToken,
  tokenInBodyOnly,
  noVersionHeader,
]
