/** How a login and a call are written. */
import { mediaType, header } from '../../http.ts'
import {
  isLogin,
  loginsIn,
  callsIn,
  ofRequest,
  whereProven,
  type ClientCheck,
} from '../lib/check.ts'
import type { Play } from '../lib/model.ts'

const loginRequest = whereProven({
  verifies: 'client-login-request',
  *violations(sight) {
    if (loginsIn(sight).length > 0 || sight.requests.length === 0) return
    const seen = sight.requests
      .slice(0, 3)
      .map(({ request }) => `${request.method} ${request.target}`)
    yield { where: 'the requests', expected: 'POST /api/token', actual: seen.join(', ') }
  },
})

const loginBody = ofRequest(
  'client-login-body',
  (seen, sight) => isLogin(seen) && sight.case.play.credentials !== 'not ASCII',
  function* ({ arrival: { login } }) {
    if (login?.problem !== undefined)
      yield { where: 'body', expected: 'a JSON object', actual: login.problem }
    else
      for (const [name, state] of Object.entries(login?.members ?? {}))
        if (state !== 'as configured')
          yield { where: `body /${name}`, expected: 'the configured value', actual: state }
  },
)

const loginMembers = ofRequest('client-login-members', isLogin, function* ({ arrival }) {
  const further = arrival.login?.further ?? []
  if (further.length > 0)
    yield { where: 'body', expected: 'three members', actual: `also ${further.join(', ')}` }
})

const loginMediaType = ofRequest('client-login-media-type', isLogin, function* ({ request }) {
  const value = header(request.headers, 'content-type')
  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(value ?? '')?.[1]?.toLowerCase()
  if (mediaType(request.headers) !== 'application/json' || (charset ?? 'utf-8') !== 'utf-8')
    yield { where: 'header content-type', expected: 'application/json', actual: value ?? 'absent' }
})

const anyCharacter = whereProven({
  verifies: 'client-credentials-any-character',
  when: (sight) => loginsIn(sight).length > 0,
  *violations(sight) {
    const [first] = loginsIn(sight)
    const { problem, members = {} } = first?.arrival.login ?? {}
    const wrong = Object.entries(members).filter(([, state]) => state !== 'as configured')
    if (problem !== undefined || wrong.length > 0)
      yield {
        where: 'body',
        expected: 'the configured values',
        actual: problem ?? wrong.map(([name, state]) => `${name}: ${state}`).join(', '),
      }
  },
})

const tokenByHeader = whereProven({
  verifies: 'client-token-by-header',
  when: (sight) => callsIn(sight).length > 0,
  *violations(sight) {
    const calls = callsIn(sight)
    const presented = new Set(calls.map(({ arrival }) => arrival.call?.presented))
    // A first call without a token, to be asked for one, is allowed.
    const none = !presented.has('issued') && !presented.has('other text')
    const wrong = calls.find(
      ({ arrival }) =>
        arrival.call?.presented === 'another scheme' ||
        (none && arrival.call?.presented === 'nothing'),
    )
    if (wrong)
      yield {
        where: 'header authorization',
        expected: 'Bearer and the token',
        actual: wrong.arrival.call?.presented ?? 'nothing',
        step: wrong.step,
      }
  },
})

const tokenAsIssued = whereProven({
  verifies: 'client-token-as-issued',
  when: (sight) => callsIn(sight).length > 0,
  *violations(sight) {
    const changed = callsIn(sight).find(({ arrival }) => arrival.call?.presented === 'other text')
    if (changed)
      yield {
        where: 'header authorization',
        expected: 'a token that was issued, unchanged',
        actual: 'another text',
        step: changed.step,
      }
  },
})

const baseOf = ({ base }: Play): string => base.replace(/\/+$/, '')

const baseUrl = whereProven({
  verifies: 'client-base-url',
  when: ({ requests }) => requests.length > 0,
  *violations({ requests, case: { play } }) {
    // A request below the base URL that is no operation of this contract is the client's affair.
    const astray = requests.find(
      ({ arrival, request }) =>
        arrival.place === 'astray' ||
        (arrival.place === 'elsewhere' && !request.target.startsWith(`${baseOf(play)}/`)),
    )
    if (astray)
      yield {
        where: 'the path',
        expected: `below ${play.base}`,
        actual: astray.request.target,
        step: astray.step,
      }
  },
})

export const requestChecks: readonly ClientCheck[] = [
  loginRequest,
  loginBody,
  loginMembers,
  loginMediaType,
  anyCharacter,
  tokenByHeader,
  tokenAsIssued,
  baseUrl,
]
