/** Credentials are sent over TLS or on loopback. */
import { checkFinds } from '../../support/check-results.ts'

checkFinds('https-only', [
  { title: 'HTTPS is right', scene: {}, finds: [] },
  {
    title: 'loopback is not applicable',
    scene: { scheme: 'http on loopback' },
    finds: 'not applicable',
  },
  {
    title: 'plain HTTP is a violation with every response',
    scene: { scheme: 'http', status: 401 },
    finds: ['base URL: https, is http'],
  },
  {
    title: 'without a response it is not applicable',
    scene: { scheme: 'http', failure: { kind: 'refused', message: 'ECONNREFUSED' } },
    finds: 'not applicable',
  },
])
