/** What a response discloses. */
import type { Json, Seal } from '../model.ts'
import { header } from '../http.ts'
import { operationOf } from '../operations/index.ts'
import { isGrant, ofResponse, showsToken, tokenOf, type Check } from './check.ts'

const noSecretEcho = ofResponse(
  'no-secret-echo',
  () => true,
  function* ({ seals }, { step }) {
    // An operation that issues tokens sends new ones, which repeats nothing; other checks read them.
    const repeated = seals.filter(
      ({ usable, kind }) => usable && (kind === 'secret' || operationOf(step).auth === 'bearer'),
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

const noSecretInClaims: Check = {
  verifies: 'no-secret-in-claims',
  when: (sight) => tokenOf(sight)?.jwt?.claims !== undefined,
  *violations(sight) {
    const { carries = [], header: head = {}, claims = {} } = tokenOf(sight)?.jwt ?? {}
    for (const mark of carries) {
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
