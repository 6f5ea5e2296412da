/** Findings of the suite on Hono, with their causes. */
import { noCacheControl, noChallenge, notFoundForMethods } from '../shared/causes.ts'
import type { Breaks, Framework } from '../shared/model.ts'

const everywhere = {
  'no-challenge': {
    'challenge-on-401': [
      'blank-values/*',
      'invalid-credentials/*',
      'stability/parallel',
      'malformed-bodies/invalid-utf-8',
      'malformed-bodies/lone-surrogate',
      'malformed-bodies/lone-surrogate-in-client-id',
      'malformed-bodies/duplicate-member',
    ],
  },
  'not-found-for-methods': {
    'other-methods-405': ['methods/get', 'methods/put'],
  },
} satisfies Record<string, Breaks>

const issuing = [
  'valid-credentials/*',
  'untrusted-input/beside-the-body',
  'protected-operation/fresh',
  'stability/parallel',
  'malformed-bodies/deep-nesting',
  'malformed-bodies/oversize',
  'malformed-bodies/duplicate-member',
  'failed-logins',
]

const malformed = [
  'malformed-bodies/truncated',
  'malformed-bodies/comment',
  'malformed-bodies/single-quoted-secret',
  'malformed-bodies/trailing-text',
  'malformed-bodies/raw-control-character',
]

export const hono: Framework = {
  id: 'hono',
  title: 'Hono',
  packages: ['hono', '@hono/node-server'],
  about:
    'Hono on its Node server, with its middleware `bearerAuth` for the protected operation. It answers another scheme than Bearer with 400, which RFC 6750 3.1 allows; the suite accepts that with a remark.',
  runs: [
    {
      id: 'hono',
      title: "Hono with its `validator('json', ...)`",
      start: async (application) => (await import('./server.ts')).honoValidated(application),
      found: { ...everywhere, 'no-cache-control': { 'token-no-store': issuing } },
    },
    {
      id: 'hono-unvalidated',
      title: 'Hono with `await context.req.json()`',
      start: async (application) => (await import('./server.ts')).honoUnvalidated(application),
      found: {
        ...everywhere,
        'json-throws': {
          'malformed-json-refused': ['malformed-bodies/truncated'],
          'json-extensions-refused': malformed.slice(1),
          'body-required': ['malformed-bodies/empty', 'untrusted-input/query-in-place-of-the-body'],
          'no-server-error': [
            ...malformed,
            'malformed-bodies/empty',
            'untrusted-input/query-in-place-of-the-body',
            'media-types/gzip',
            'media-types/form',
          ],
          'media-type-refused': [
            'media-types/text',
            'media-types/form',
            'protected-operation/fresh',
          ],
        },
        'no-cache-control': {
          'token-no-store': [...issuing, 'media-types/text'],
        },
      },
    },
  ],
  causes: [
    {
      id: 'json-throws',
      title: 'A body that is not JSON is answered 500',
      because:
        '`context.req.json()` parses a body of any media type. Its `SyntaxError` is not an `HTTPException`, so Hono answers 500. JSON with the media type `text/plain` gets a token. The validator checks the media type and answers 400.',
    },
    notFoundForMethods,
    { ...noChallenge, because: `${noChallenge.because} \`bearerAuth\` sends it.` },
    noCacheControl,
  ],
  fixed: {
    id: 'hono-fixed',
    title: 'Hono with the fixes below',
    start: async (application) => (await import('./fixed.ts')).fixedHono(application),
    file: 'tests/frameworks/hono/fixed.ts',
    found: {},
  },
}
