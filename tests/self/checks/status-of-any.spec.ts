/** Status codes that are wrong for every request. */
import { checkFinds } from '../../support/check-results.ts'

checkFinds('no-server-error', [
  { title: 'a success is right', scene: {}, finds: [] },
  { title: 'a refusal is right', scene: { status: 499 }, finds: [] },
  {
    title: '501 for an unknown method is right',
    scene: { step: { method: 'TRACE' }, status: 501 },
    finds: [],
  },
  {
    title: '501 for POST is a violation',
    scene: { status: 501 },
    finds: ['status of request: below 500, is 501'],
  },
  {
    title: '500 is a violation in every operation',
    scene: { step: { operation: 'protected' }, status: 500 },
    finds: ['status of request: below 500, is 500'],
  },
  {
    title: '503 is a violation',
    scene: { status: 503 },
    finds: ['status of request: below 500, is 503'],
  },
])

checkFinds('declared-status', [
  ...[200, 400, 401].map((status) => ({
    title: `${status} is declared`,
    scene: { status },
    finds: [],
  })),
  {
    title: 'a request that the contract does not describe is not applicable',
    scene: { step: { declared: false }, status: 415 },
    finds: 'not applicable',
  },
  {
    title: 'a 5xx is a violation of another requirement',
    scene: { status: 502 },
    finds: 'not applicable',
  },
  {
    title: 'a 429 is not applicable: the documentation promises it',
    scene: { status: 429 },
    finds: 'not applicable',
  },
  ...[201, 302, 403, 404, 422].map((status) => ({
    title: `${status} is a violation`,
    scene: { status },
    finds: [`status of request: 200 or 400 or 401, is ${status}`],
  })),
])
