/** Findings of the suite on Express, with their causes. */
import { exactScheme, noCacheControl, noChallenge, notFoundForMethods } from '../shared/causes.ts'
import type { Breaks, Framework } from '../shared/model.ts'

const everywhere = {
  'no-challenge': {
    'challenge-on-401': [
      'protected-operation/fresh',
      'protected-operation/not-issued',
      'protected-operation/garbage-in-three',
      'protected-operation/tampered-signature',
      'protected-operation/forged',
      'protected-operation/changed-header',
      'protected-operation/scheme-alone',
      'protected-operation/unsigned-other-case',
      'expired-tokens/expired',
      'authorization-bypass/other-methods',
      'authorization-bypass/other-spellings',
      'authorization-bypass/upper-case',
      'authorization-bypass/request-headers',
      'forged-tokens/key-of-the-attacker',
      'stability/parallel',
      'blank-values/*',
      'invalid-credentials/*',
      'malformed-bodies/invalid-utf-8',
      'malformed-bodies/lone-surrogate',
      'malformed-bodies/lone-surrogate-in-client-id',
      'malformed-bodies/duplicate-member',
    ],
  },
  'not-found-for-methods': {
    'other-methods-405': ['methods/get', 'methods/put'],
  },
  'exact-scheme': { 'scheme-case-insensitive': ['protected-operation/fresh'] },
  'no-cache-control': {
    'token-no-store': [
      'valid-credentials/*',
      'untrusted-input/beside-the-body',
      'protected-operation/fresh',
      'stability/parallel',
      'malformed-bodies/deep-nesting',
      'malformed-bodies/duplicate-member',
      'media-types/gzip',
      'failed-logins',
    ],
  },
} satisfies Record<string, Breaks>

export const express: Framework = {
  id: 'express',
  title: 'Express',
  packages: ['express'],
  about:
    'Two handlers after `express.json()`; members are checked with `typeof`, and there is no error handler.',
  runs: [
    {
      id: 'express',
      title: 'Express without `NODE_ENV`',
      start: async (application) => (await import('./server.ts')).express5(application),
      found: {
        ...everywhere,
        'development-errors': {
          'no-secret-fragment': ['malformed-bodies/single-quoted-secret'],
          'no-stack-trace': [
            'malformed-bodies/truncated',
            'malformed-bodies/comment',
            'malformed-bodies/single-quoted-secret',
            'malformed-bodies/trailing-text',
            'malformed-bodies/raw-control-character',
            'malformed-bodies/null',
            'malformed-bodies/encoded-twice',
            'malformed-bodies/oversize',
          ],
        },
      },
    },
    {
      id: 'express-in-production',
      title: 'Express with `NODE_ENV=production`',
      start: async (application) => (await import('./server.ts')).express5InProduction(application),
      found: everywhere,
    },
  ],
  causes: [
    {
      id: 'development-errors',
      title: 'Error responses contain the stack',
      because:
        'Without an error handler Express sends the error response itself. Unless `NODE_ENV` is `production`, it contains the stack: paths of the server, and the message of the JSON parser with nine characters of the secret, HTML-escaped.',
    },
    notFoundForMethods,
    noChallenge,
    noCacheControl,
    exactScheme,
  ],
  fixed: {
    id: 'express-fixed',
    title: 'Express with the fixes below',
    start: async (application) => (await import('./fixed.ts')).fixedExpress(application),
    file: 'tests/frameworks/express/fixed.ts',
    found: {},
  },
}
