/** The challenge of a 401. */
import { checkFinds } from '../../support/check-results.ts'

checkFinds('challenge-on-401', [
  {
    title: 'a 401 with a challenge is right',
    scene: { status: 401, headers: { 'www-authenticate': 'Bearer realm="formflow"' } },
    finds: [],
  },
  {
    title: 'a response with another status needs no challenge',
    scene: { status: 403 },
    finds: 'not applicable',
  },
  {
    title: 'a 401 without a challenge is a violation',
    scene: { status: 401 },
    finds: ['header www-authenticate: a challenge, is absent'],
  },
  {
    title: 'a 401 of the protected operation without a challenge is a violation too',
    scene: { status: 401, step: { operation: 'protected', method: 'GET' } },
    finds: ['header www-authenticate: a challenge, is absent'],
  },
])
