/** Servers that work until something happens in the middle of the run. */
import { isGuess } from '../../fixtures/cases/cost.ts'
import { casesIn, control } from '../../fixtures/cases/index.ts'
import type { Answer } from '../../fixtures/server/behaviour.ts'
import { changeClaims } from '../../fixtures/server/variation.ts'
import { hostile } from '../support/raw-server.ts'
import { reference, response } from './stages.ts'
import type { Situation, Stage } from './model.ts'

const environment = { owner: 'environment', code: 3, most: 12 } as const

/** The repeated requests leave too few for the last cases. */
const budgetUsedUp = {
  owner: 'environment',
  code: 3,
  message: /^the budget of 12 requests is used up/,
} as const

const refusal = (status: number): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ statusCode: status, message: 'no' }),
})

const guesses = [
  control,
  ...casesIn('certify')
    .filter((testCase) => isGuess(testCase) && testCase.id.startsWith('invalid-credentials/'))
    .slice(0, 6),
]

const page: Answer = {
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<!doctype html><title>Please sign in</title>',
}

/** After a number of failed logins every login is refused. */
const locking =
  (status: number, most = 3) =>
  async (): Promise<Stage> => {
    let wrong = 0
    const stage = await reference((answer, _, { path, body }) => {
      if (path !== '/api/token') return answer
      if (wrong >= most) return refusal(status)
      if (answer.status === 401 && body.includes(stage.credentials?.clientId ?? '')) wrong += 1
      return answer
    })()
    return stage
  }

const lockouts = [401, 403, 423, 429].map((status): Situation => ({
  id: `lockout-${status}`,
  title: `the client is locked out by failed logins (${status})`,
  simulated: 'after three 401 every login is refused',
  ...environment,
  // A 429 is sent again, with growing pauses.
  most: status === 429 ? 26 : 12,
  message: new RegExp(
    `after invalid-credentials/[a-z-]+ the control, which had worked before, was answered ${status}: the client seems to be locked out after 4 wrong logins; wait .* FORMFLOW_MAX_FAILED_LOGINS=2;`,
  ),
  bound: 'no more failed logins; the control twice',
  planned: guesses,
  stage: locking(status),
}))

export const midRunChanges: readonly Situation[] = [
  {
    id: 'dies',
    title: 'the server dies in the middle',
    simulated: 'resets from the fifth request on',
    ...environment,
    message:
      /the control, which had worked before, was not answered \(reset\): the server seems to/,
    bound: '2 more controls',
    stage: reference((answer, request) => (request < 5 ? answer : 'reset')),
  },
  {
    id: 'restarts',
    title: 'the server restarts in the middle',
    simulated: 'resets for two requests, then works again',
    owner: 'none',
    code: 0,
    most: 'plan',
    message: /sometimes fails/,
    bound: 'the plan, the case repeated, and controls',
    smoke: budgetUsedUp,
    stage: reference((answer, request) => (request === 5 || request === 6 ? 'reset' : answer)),
  },
  {
    id: 'goes-to-maintenance',
    title: 'a gateway loses the server in the middle',
    simulated: '503 with an HTML page from the fifth request on',
    ...environment,
    message: /was answered 503: a gateway in front of the server misses it/,
    bound: '15 s of waiting, 4 requests again, 1 more control',
    stage: reference((answer, request) =>
      request < 5
        ? answer
        : { status: 503, headers: { 'content-type': 'text/html' }, body: '<h1>Soon back</h1>' },
    ),
  },
  {
    id: 'hangs-later',
    title: 'the server stops responding in the middle',
    simulated: 'no response from the fifth request on',
    ...environment,
    timeoutMs: 300,
    message: /was not answered \(timeout\): the server seems to be down/,
    bound: '2 more controls, with their deadlines',
    stage: reference((answer, request) => (request < 5 ? answer : 'hang')),
  },
  {
    id: 'redirects-later',
    title: 'a redirect in the middle',
    simulated: '307 to another origin, which counts connections: none',
    ...environment,
    message: /was answered 307: something else answers in its place, as in maintenance/,
    bound: '1 more control; no request follows the redirect',
    stage: async () => {
      const elsewhere = await hostile((socket) => socket.end(response('200 OK', '{}')))
      const location = `${elsewhere.origin.href}api/token`
      const stage = await reference((answer, request) =>
        request < 4 ? answer : { status: 307, headers: { location }, body: '' },
      )()
      return {
        ...stage,
        astray: elsewhere.connections,
        close: async () => {
          elsewhere.close()
          await stage.close()
        },
      }
    },
  },
  {
    id: 'portal-later',
    title: 'a portal in the middle',
    simulated: '200 with an HTML page to every request from the fourth on',
    ...environment,
    message: /was answered 200: something else answers in its place, as in maintenance/,
    bound: '1 more control',
    stage: reference((answer, request) => (request < 4 ? answer : page)),
  },
  {
    id: 'portal-once',
    title: 'a portal for one request',
    simulated: '200 with an HTML page to one request',
    owner: 'none',
    code: 0,
    most: 'plan',
    message:
      /was answered 200 with a page, then [24]00: the server, or a proxy in front of it, sometimes fails/,
    bound: 'the plan, the case repeated, and a control',
    smoke: budgetUsedUp,
    stage: reference((answer, request) => (request === 6 ? page : answer)),
  },
  {
    id: 'limit-later',
    title: 'a rate limit that never resets, in the middle',
    simulated: '429 to every request from the fourth on',
    ...environment,
    most: 'plan',
    message: /a rate limit that did not lift|the rate limit did not lift/,
    bound: 'the plan',
    stage: reference((answer, request) => (request < 4 ? answer : refusal(429))),
  },
  {
    id: 'lockout-at-once',
    title: 'the client is locked out by the first failed login',
    simulated: 'after one 401 to the clientId every login is refused',
    ...environment,
    most: 'plan',
    message: /locked out after [12] wrong logins? \(a policy locks after three or more: .*\); wait/,
    bound: 'no more failed logins; the control twice',
    stage: locking(401, 1),
  },
  {
    id: 'tokens-of-others',
    title: 'tokens of another client',
    simulated: 'valid tokens for somebody else: the contract says nothing about these claims',
    owner: 'none',
    code: 0,
    most: 'plan',
    message: /^conformant$/,
    bound: 'the plan',
    stage: reference(
      undefined,
      changeClaims((claims) => ({ ...claims, sub: 'somebody-else', organizationId: 'another' })),
    ),
  },
  ...lockouts,
]
