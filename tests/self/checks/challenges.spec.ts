/** The challenge of a refused bearer token. */
import { tells } from '../../support/check-results.ts'

tells('challenge-on-401', [
  {
    title: 'a 401 with a challenge is right',
    scene: { status: 401, headers: { 'www-authenticate': 'Bearer realm="formflow"' } },
    says: [],
  },
  {
    title: 'an answer that is no 401 needs no challenge',
    scene: { status: 403 },
    says: 'nothing to look at',
  },
  {
    title: 'a 401 without a challenge is told',
    scene: { status: 401 },
    says: ['header www-authenticate: a challenge, is absent'],
  },
  {
    title: 'a 401 of the protected operation without a challenge is told as well',
    scene: { status: 401, step: { operation: 'protected', method: 'GET' } },
    says: ['header www-authenticate: a challenge, is absent'],
  },
])
