/** Complete responses that do not come from the API: gateways, portals, rate limits, redirects. */
import { response, bytes, reference } from './stages.ts'
import { casesIn } from '../../fixtures/cases/index.ts'
import type { Step } from '../../spec/model.ts'
import type { Situation, Stage } from './model.ts'
import { hostile } from '../support/raw-server.ts'

const environment = { owner: 'environment', code: 3 } as const
const page = '<!doctype html><title>Please sign in</title>'

const isAboutCookies = ({ cookies, isolates }: Step): boolean =>
  cookies === true && isolates === undefined

const gateways = ['502 Bad Gateway', '503 Service Unavailable', '504 Gateway Timeout'].map(
  (status): Situation => ({
    id: `gateway-${status.slice(0, 3)}`,
    title: `always ${status}`,
    simulated: 'every response is an HTML page',
    ...environment,
    message: /was answered 50[234]: a gateway in front of the server cannot reach it/,
    // Limiters answer 503 too; what they limit lifts within seconds.
    ...(status.startsWith('503')
      ? { bound: '15 s of waiting, 5 requests: it may be a limit that lifts', most: 5 }
      : { bound: '2 requests: the first one may be an accident', most: 2 }),
    stage: bytes(response(status, page)),
  }),
)

const limits = (
  [
    ['for-ever', 'always 429', {}],
    ['a-day', 'Retry-After: a day', { 'retry-after': '86400' }],
    ['negative', 'Retry-After: negative', { 'retry-after': '-5' }],
    ['date', 'Retry-After: a date in the past', { 'retry-after': 'Thu, 15 Jan 2026 11:00:00 GMT' }],
    ['garbage', 'Retry-After: garbage', { 'retry-after': 'soon, maybe' }],
  ] as const
).map(([slug, title, headers]): Situation => ({
  id: `limit-${slug}`,
  title,
  simulated: '429 to every request',
  ...environment,
  message: /was answered 429: the rate limit did not lift; wait, or lower FORMFLOW_RATE_LIMIT/,
  bound: '130 s of waiting, 8 requests',
  most: 8,
  stage: bytes(response('429 Too Many Requests', '{}', { ...headers })),
}))

/** A redirect to a server that counts its connections. */
const redirecting = (status: string) => async (): Promise<Stage> => {
  const second = await hostile((socket) => socket.end(response('200 OK', '{}')))
  const first = await hostile((socket) =>
    socket.end(response(status, '', { location: `${second.origin.href}api/token` })),
  )
  return {
    baseUrl: first.origin.href,
    astray: second.connections,
    close: () => [first, second].forEach((server) => server.close()),
  }
}

const redirects = ['301', '302', '307', '308'].map((status): Situation => ({
  id: `redirect-${status}`,
  title: `${status} to another origin`,
  simulated: 'the other origin counts connections: none',
  owner: 'configuration',
  code: 2,
  message: /it redirects to http:\/\/127\.0\.0\.1\/api\/token; set FORMFLOW_BASE_URL to where/,
  bound: '1 request, none to the other origin',
  most: 1,
  ...(status === '307' ? { process: 'also' as const } : {}),
  stage: redirecting(`${status} Elsewhere`),
}))

export const foreignResponses: readonly Situation[] = [
  ...gateways,
  {
    id: 'captive-portal',
    title: 'a captive portal',
    simulated: '200 with an HTML page',
    ...environment,
    message: /with a page instead of JSON: a proxy, a captive portal, or another site/,
    bound: '1 request',
    most: 1,
    stage: bytes(response('200 OK', page)),
  },
  {
    id: 'file-server',
    title: 'a file server',
    simulated: '501 with an HTML page, because it has no POST',
    owner: 'configuration',
    code: 2,
    message: /was answered 501: no token endpoint there; check the path prefix/,
    bound: '1 request',
    most: 1,
    stage: bytes(response('501 Unsupported method', page)),
  },
  ...limits,
  ...redirects,
  {
    id: 'redirect-loop',
    title: 'a redirect to itself',
    simulated: '302 to the same path',
    owner: 'configuration',
    code: 2,
    message: /it redirects to \/api\/token; set FORMFLOW_BASE_URL/,
    bound: '1 request',
    most: 1,
    stage: bytes(response('302 Found', '', { location: '/api/token' })),
  },
  {
    id: 'sets-cookies',
    title: 'a server that sets cookies',
    simulated: 'the reference server with a session cookie; only the steps about cookies return it',
    owner: 'none',
    code: 0,
    message: /^conformant$/,
    bound: 'the plan',
    most: 'plan',
    stage: async () => {
      let returned = 0
      const stage = await reference((answer, _, { headers }) => {
        if (headers['cookie'] !== undefined) returned += 1
        const cookie = 'sid=1; HttpOnly; Secure; SameSite=Strict'
        return { ...answer, headers: { ...answer.headers, 'set-cookie': cookie } }
      })()
      const planned = casesIn('certify').flatMap(({ steps }) => steps.filter(isAboutCookies))
      return { ...stage, astray: () => Math.max(0, returned - planned.length) }
    },
  },
]
