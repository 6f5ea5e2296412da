/** What no answer may be, whatever was asked. */
import { tells } from '../../support/check-results.ts'

tells('no-server-error', [
  { title: 'a success is right', scene: {}, says: [] },
  { title: 'a refusal is right', scene: { status: 499 }, says: [] },
  {
    title: '501 for a method that nobody knows is right',
    scene: { step: { method: 'TRACE' }, status: 501 },
    says: [],
  },
  {
    title: '501 for POST is told',
    scene: { status: 501 },
    says: ['status of request: below 500, is 501'],
  },
  {
    title: '500 is told in every operation',
    scene: { step: { operation: 'protected' }, status: 500 },
    says: ['status of request: below 500, is 500'],
  },
  { title: '503 is told', scene: { status: 503 }, says: ['status of request: below 500, is 503'] },
])

tells('declared-status', [
  ...[200, 400, 401].map((status) => ({
    title: `${status} is declared`,
    scene: { status },
    says: [],
  })),
  {
    title: 'what the contract does not describe may be answered otherwise',
    scene: { step: { declared: false }, status: 415 },
    says: 'nothing to look at',
  },
  { title: 'a 5xx is told elsewhere', scene: { status: 502 }, says: 'nothing to look at' },
  {
    title: 'a 429 is promised by the documentation',
    scene: { status: 429 },
    says: 'nothing to look at',
  },
  ...[201, 302, 403, 404, 422].map((status) => ({
    title: `${status} is told`,
    scene: { status },
    says: [`status of request: 200 or 400 or 401, is ${status}`],
  })),
])
