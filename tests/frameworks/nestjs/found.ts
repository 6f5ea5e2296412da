/** Findings of the suite on NestJS, by cause. */
import type { Breaks } from '../shared/model.ts'

/** Cases that are answered 401, with and without validation. */
const unauthorized = [
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
  'invalid-credentials/*',
  'malformed-bodies/invalid-utf-8',
  'malformed-bodies/lone-surrogate',
  'malformed-bodies/lone-surrogate-in-client-id',
  'malformed-bodies/duplicate-member',
]

export const everywhere = {
  'not-found-for-methods': {
    'other-methods-405': ['methods/get', 'methods/put'],
  },
  'parser-message': { 'no-secret-fragment': ['malformed-bodies/single-quoted-secret'] },
  'exact-scheme': { 'scheme-case-insensitive': ['protected-operation/fresh'] },
  'form-parser': { 'media-type-refused': ['media-types/form'] },
} satisfies Record<string, Breaks>

/** Cases with a token; a correct login follows every failed one. */
const issuing = [
  'valid-credentials/*',
  'untrusted-input/beside-the-body',
  'media-types/form',
  'protected-operation/fresh',
  'stability/parallel',
  'media-types/gzip',
  'malformed-bodies/duplicate-member',
  'failed-logins',
]

export const validated = {
  'no-challenge': { 'challenge-on-401': unauthorized },
  'no-cache-control': { 'token-no-store': issuing },
  'recursive-transformer': { 'no-server-error': ['malformed-bodies/deep-nesting'] },
} satisfies Record<string, Breaks>

/** Cases without any of the three members. */
const withoutMembers = ['missing-credentials/other-names']

/** Logins that are written in another way, as the contract describes them. */
const written = [
  'pretty-printed',
  'reordered',
  'unicode-escapes',
  'charset-parameter',
  'without-accept',
  'without-user-agent',
  'as-python-requests',
  'as-axios',
  'without-coding',
  'other-language',
  'header-lines-without-blank',
  'cookies-sent-back',
  'two-writes',
].map((id) => `valid-credentials/${id}`)

/** Logins that a correct server may refuse for their framing or their size. */
const refusable = ['chunked', 'expect-continue', 'http-1-0', 'large-body'].map(
  (id) => `valid-credentials/${id}`,
)

export const created = {
  'success-status': [
    'valid-credentials/control',
    ...written,
    ...refusable,
    'protected-operation/fresh',
    'failed-logins',
  ],
  'declared-status': [
    'valid-credentials/control',
    ...written,
    'valid-credentials/extra-member',
    'protected-operation/fresh',
    'stability/parallel',
    'malformed-bodies/duplicate-member',
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
      'malformed-bodies/array-of-values',
      'media-types/odd-spelling',
      'malformed-bodies/constructor-supplies-organization',
    ],
  },
  'no-validation': {
    'body-required': ['malformed-bodies/empty', 'untrusted-input/query-in-place-of-the-body'],
    'body-is-an-object': ['malformed-bodies/array'],
    'client-id-required': ['missing-credentials/client-id', ...withoutMembers],
    'client-secret-required': [
      'missing-credentials/client-secret',
      ...withoutMembers,
      'malformed-bodies/constructor-supplies-organization',
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
      'wrong-types/client-id-boolean',
      'media-types/odd-spelling',
    ],
    'client-secret-is-a-string': [
      'wrong-types/client-secret-null',
      'wrong-types/client-secret-array-wrapped',
      'wrong-types/client-secret-object',
      'wrong-types/client-secret-boolean',
      'wrong-types/client-secret-number',
    ],
    'organization-id-is-a-string': [
      'wrong-types/organization-id-null',
      'wrong-types/organization-id-number',
      'wrong-types/organization-id-boolean',
      'wrong-types/organization-id-array-wrapped',
      'wrong-types/organization-id-object',
    ],
  },
  'no-body-no-object': {
    'no-server-error': [
      'media-types/text',
      'untrusted-input/query-in-place-of-the-body',
      'protected-operation/fresh',
    ],
    'media-type-refused': ['media-types/text', 'protected-operation/fresh'],
  },
  'no-cache-control': { 'token-no-store': [...issuing, 'malformed-bodies/deep-nesting'] },
} satisfies Record<string, Breaks>
