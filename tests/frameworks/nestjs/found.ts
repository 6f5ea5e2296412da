/** Findings of the suite on NestJS, by cause. */
import type { Breaks } from '../shared/model.ts'

/** Cases that are answered 401, with and without validation. */
const unauthorized = [
  'protected-operation/not-issued',
  'protected-operation/tampered-signature',
  'protected-operation/forged',
  'expired-tokens/*',
  'stability/parallel',
  'invalid-credentials/*',
  'malformed-bodies/invalid-utf-8',
  'malformed-bodies/lone-surrogate',
]

export const everywhere = {
  'not-found-for-methods': {
    'other-methods-405': ['methods/get', 'methods/put', 'methods/patch', 'methods/delete'],
  },
  'parser-message': { 'no-secret-echo': ['malformed-bodies/single-quoted-secret'] },
  'powered-by': { 'no-version-header': ['*'] },
  'form-parser': { 'media-type-refused': ['media-types/form'] },
  'last-wins': { 'duplicate-members-refused': ['malformed-bodies/duplicate-member'] },
} satisfies Record<string, Breaks>

/** Cases with a token; a correct login follows every failed one. */
const issuing = [
  'valid-credentials/*',
  'media-types/form',
  'protected-operation/fresh',
  'stability/parallel',
  'malformed-bodies/byte-order-mark',
  'failed-logins',
]

export const validated = {
  'no-challenge': { 'challenge-on-401': [...unauthorized, 'blank-values/organization-id-blank'] },
  'no-cache-control': { 'token-no-store': issuing },
  'recursive-transformer': { 'no-server-error': ['malformed-bodies/deep-nesting'] },
} satisfies Record<string, Breaks>

/** Cases without any of the three members. */
const withoutMembers = ['missing-credentials/other-names', 'missing-credentials/other-letter-case']

export const created = {
  'success-status': [
    'valid-credentials/control',
    'valid-credentials/pretty-printed',
    'valid-credentials/reordered',
    'valid-credentials/unicode-escapes',
    'valid-credentials/charset-parameter',
    'valid-credentials/media-type-case',
    'valid-credentials/without-accept',
    'failed-logins',
  ],
  'declared-status': [
    'valid-credentials/*',
    'protected-operation/fresh',
    'stability/parallel',
    'failed-logins',
  ],
} satisfies Breaks

export const unvalidated = {
  'no-challenge': {
    'challenge-on-401': [
      ...unauthorized,
      'missing-credentials/*',
      'wrong-types/*',
      'blank-values/*',
      'malformed-bodies/empty',
      'malformed-bodies/array',
      'malformed-bodies/proto-supplies-secret',
      'malformed-bodies/constructor-supplies-organization',
    ],
  },
  'no-validation': {
    'body-required': ['malformed-bodies/empty'],
    'body-is-an-object': ['malformed-bodies/array'],
    'client-id-required': ['missing-credentials/client-id', ...withoutMembers],
    'client-secret-required': [
      'missing-credentials/client-secret',
      ...withoutMembers,
      'malformed-bodies/proto-supplies-secret',
    ],
    'organization-id-required': [
      'missing-credentials/organization-id',
      ...withoutMembers,
      'malformed-bodies/constructor-supplies-organization',
    ],
    'client-id-is-a-string': [
      'wrong-types/client-id-null',
      'wrong-types/client-id-array-wrapped',
      'wrong-types/client-id-object',
      'wrong-types/client-id-number',
    ],
    'client-secret-is-a-string': [
      'wrong-types/client-secret-null',
      'wrong-types/client-secret-array-wrapped',
      'wrong-types/client-secret-object',
      'wrong-types/client-secret-boolean',
    ],
    'organization-id-is-a-string': [
      'wrong-types/organization-id-null',
      'wrong-types/organization-id-number',
      'wrong-types/organization-id-array-wrapped',
      'wrong-types/organization-id-object',
    ],
  },
  'no-body-no-object': {
    'no-server-error': [
      'media-types/absent',
      'media-types/text',
      'media-types/xml',
      'media-types/suffix',
    ],
    'media-type-refused': ['media-types/text', 'media-types/xml'],
  },
  'no-cache-control': { 'token-no-store': [...issuing, 'malformed-bodies/deep-nesting'] },
} satisfies Record<string, Breaks>
