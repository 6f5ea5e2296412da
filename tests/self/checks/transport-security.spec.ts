/** Credentials go over TLS, or stay on this machine. */
import { tells } from '../../support/check-results.ts'

tells('https-only', [
  { title: 'HTTPS is right', scene: {}, says: [] },
  {
    title: 'on loopback nobody listens in, so there is nothing to look at',
    scene: { scheme: 'http on loopback' },
    says: 'nothing to look at',
  },
  {
    title: 'plain HTTP is told, whatever the answer',
    scene: { scheme: 'http', status: 401 },
    says: ['base URL: https, is http'],
  },
  {
    title: 'without an answer there is nothing to look at',
    scene: { scheme: 'http', failure: { kind: 'refused', message: 'ECONNREFUSED' } },
    says: 'nothing to look at',
  },
])
