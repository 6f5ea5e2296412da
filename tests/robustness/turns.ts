/** Servers that work, until something happens in the middle of the run. */
import { isGuess } from '../../fixtures/cases/cost.ts'
import { casesIn, control } from '../../fixtures/cases/index.ts'
import type { Answer } from '../../fixtures/server/behaviour.ts'
import { reclaiming } from '../../fixtures/server/variation.ts'
import { hostile } from '../self/hostile.ts'
import { reference, response } from './stages.ts'
import type { Situation, Stage } from './model.ts'

const environment = { owner: 'environment', code: 3, most: 12 } as const

const refusal = (status: number): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ statusCode: status, message: 'no' }),
})

const guesses = [
  control,
  ...casesIn('certify')
    .filter((each) => isGuess(each) && each.id.startsWith('invalid-credentials/'))
    .slice(0, 6),
]

/** After three wrong logins nobody gets in. */
const locking = (status: number) => async (): Promise<Stage> => {
  let wrong = 0
  return reference((answer) => {
    if (wrong >= 3) return refusal(status)
    if (answer.status === 401) wrong += 1
    return answer
  })()
}

const lockouts = [401, 403, 423, 429].map((status): Situation => ({
  id: `lockout-${status}`,
  title: `the client is locked out by wrong logins (${status})`,
  simulated: 'after three 401 every login is refused',
  ...environment,
  // Who says 429 is asked again, more slowly each time.
  most: status === 429 ? 24 : 12,
  message: new RegExp(
    `after invalid-credentials/[a-z-]+ the control, which had worked before, was answered ${status}: the client seems to be locked out after 4 wrong logins; wait .* FORMFLOW_MAX_FAILED_LOGINS below 4`,
  ),
  bound: 'no guess after it; the control twice',
  planned: guesses,
  ...(status === 423 ? { process: 'also' as const } : {}),
  stage: locking(status),
}))

export const ofTurns: readonly Situation[] = [
  {
    id: 'dies',
    title: 'the server dies in the middle',
    simulated: 'resets from the fifth request on',
    ...environment,
    message:
      /the control, which had worked before, was not answered \(reset\): the server seems to/,
    bound: '2 controls after it',
    process: 'also',
    stage: reference((answer, request) => (request < 5 ? answer : 'reset')),
  },
  {
    id: 'restarts',
    title: 'the server restarts in the middle',
    simulated: 'resets for two requests, then answers again',
    owner: 'none',
    code: 0,
    most: 20,
    message: /now and then/,
    bound: 'the plan, the case again, and controls',
    planned: casesIn('certify').slice(0, 12),
    stage: reference((answer, request) => (request === 5 || request === 6 ? 'reset' : answer)),
  },
  {
    id: 'goes-to-maintenance',
    title: 'a gateway loses the server in the middle',
    simulated: '503 and a page of HTML from the fifth request on',
    ...environment,
    message: /was answered 503: the server seems to be down/,
    bound: '2 controls after it',
    stage: reference((answer, request) =>
      request < 5
        ? answer
        : { status: 503, headers: { 'content-type': 'text/html' }, body: '<h1>Soon back</h1>' },
    ),
  },
  {
    id: 'redirects-later',
    title: 'a redirect in the middle',
    simulated: '307 to another origin, which counts who comes: nobody',
    owner: 'target',
    code: 1,
    most: 24,
    message: /observed 307/,
    bound: 'the plan; nothing follows the redirect',
    stage: async () => {
      const other = await hostile((socket) => socket.end(response('200 OK', '{}')))
      const location = `${other.origin.href}api/token`
      const stage = await reference((answer, request) =>
        request < 4 ? answer : { status: 307, headers: { location }, body: '' },
      )()
      return {
        ...stage,
        astray: other.connections,
        close: async () => {
          other.close()
          await stage.close()
        },
      }
    },
  },
  {
    id: 'tokens-of-others',
    title: 'tokens of another client',
    simulated: 'granted and signed, but to somebody else: no claim about that is promised',
    owner: 'none',
    code: 0,
    most: 16,
    message: /^conformant$/,
    bound: 'the plan of 12 requests',
    stage: reference(
      undefined,
      reclaiming((claims) => ({ ...claims, sub: 'somebody-else', organizationId: 'another' })),
    ),
  },
  ...lockouts,
]
