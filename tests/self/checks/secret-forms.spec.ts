/** Hashes and fragments of the secret, and versions in headers. */
import { expect, test } from '@playwright/test'
import type { Sight } from '../../../spec/checks/lib/check.ts'
import type { Seal, SealedBody } from '../../../spec/model.ts'
import { sealedBody, secretSeal, sight, tokenFacts } from '../../support/exchange.ts'
import { checkFinds, findsOf } from '../../support/check-results.ts'

const hash = (changes: Partial<Seal> = {}): Seal =>
  secretSeal({ mark: '‹sha256 of clientSecret›', length: 64, of: 64, ...changes })

const HASHED = 'body: nothing of ‹sha256 of clientSecret›, is 64 of its 64 characters'

checkFinds('no-secret-hash', [
  { title: 'a response without one is right', scene: {}, finds: [] },
  { title: 'the secret itself is another violation', scene: { seals: [secretSeal()] }, finds: [] },
  {
    title: 'the beginning of a hash is a name',
    scene: { seals: [hash({ length: 12 })] },
    finds: [],
  },
  {
    title: 'a hash in a refusal is a violation',
    scene: { status: 401, seals: [hash()] },
    finds: [HASHED],
  },
  {
    title: 'half of a hash is a violation',
    scene: { seals: [hash({ length: 32, where: 'header etag' })] },
    finds: ['header etag: nothing of ‹sha256 of clientSecret›, is 32 of its 64 characters'],
  },
  {
    title: 'a part of a hash has a separate mark, and is one',
    scene: { seals: [hash({ mark: '‹md5 of clientSecret: 20 of 32›', length: 20, of: 32 })] },
    finds: ['body: nothing of ‹md5 of clientSecret: 20 of 32›, is 20 of its 32 characters'],
  },
  {
    title: 'a hash in the claims is a violation',
    scene: { secrets: [tokenFacts({ carries: ['‹md5 of clientSecret›'] })] },
    finds: ['body /token: a token without ‹md5 of clientSecret›, is it contains it'],
  },
  {
    title: 'another mark in the claims is none',
    scene: { secrets: [tokenFacts({ carries: ['‹clientSecret›', '‹host›'] })] },
    finds: [],
  },
])

const three = { clientId: 'a', clientSecret: '‹clientSecret›', organizationId: 'b' }

/** A refusal that repeats a part of the secret, after a request with this body. */
function repeating(length: number, body: SealedBody | undefined): Sight {
  const refused = sight({ status: 400, seals: [secretSeal({ length })] })
  const { request, ...rest } = refused.exchange
  return { ...refused, exchange: { ...rest, request: { ...request, ...(body ? { body } : {}) } } }
}

const json = sealedBody(JSON.stringify(three))
const broken = sealedBody('{"clientId":"a","clientSecret":"‹clientSecret')
const part = (length: number): string =>
  `body: nothing of ‹clientSecret›, is ${length} of its 63 characters`

const fragments: readonly (readonly [
  title: string,
  seen: Sight,
  echo: readonly string[],
  fragment: readonly string[] | 'not applicable',
])[] = [
  ['nine characters after a body that was no JSON', repeating(9, broken), [], [part(9)]],
  ['31 of 63 characters after a body that was no JSON', repeating(31, broken), [], [part(31)]],
  ['32 of 63 characters after a body that was no JSON', repeating(32, broken), [part(32)], []],
  ['the whole secret after a body that was no JSON', repeating(63, broken), [part(63)], []],
  ['nine characters after a body that was JSON', repeating(9, json), [part(9)], 'not applicable'],
  ['nine characters after no body', repeating(9, undefined), [part(9)], 'not applicable'],
  [
    'nine characters after a body of which only the beginning is known',
    repeating(9, { ...broken, shortened: true }),
    [part(9)],
    'not applicable',
  ],
  [
    'nine characters after a body that is no UTF-8',
    repeating(9, { ...json, utf8: false }),
    [],
    [part(9)],
  ],
]

for (const [title, seen, echo, fragment] of fragments)
  test(`${title}: a MUST, advice, or nothing`, () => {
    expect(findsOf('no-secret-echo', seen)).toEqual(echo)
    expect(findsOf('no-secret-fragment', seen)).toEqual(fragment)
  })

checkFinds('no-secret-echo', [
  {
    title: 'what the case itself put into another member may be repeated',
    scene: { status: 400, sent: { ...three, clientId: '‹clientSecret›' }, seals: [secretSeal()] },
    finds: [],
  },
  {
    title: 'a part of it in another member too',
    scene: {
      status: 400,
      sent: { ...three, organizationId: ['‹clientSecret: 9 of 63›'] },
      seals: [secretSeal({ length: 9 })],
    },
    finds: [],
  },
  {
    title: 'a hash is another violation',
    scene: { status: 401, seals: [hash()] },
    finds: [],
  },
])

checkFinds('no-version-header', [
  {
    title: 'the name of a framework is no version',
    scene: { headers: { 'x-powered-by': 'Express' } },
    finds: [],
  },
  {
    title: 'the name of a framework with two words is no version',
    scene: { headers: { 'x-powered-by': 'ASP.NET', server: 'Kestrel' } },
    finds: [],
  },
  {
    title: 'a version in x-powered-by is a violation',
    scene: { headers: { 'x-powered-by': 'PHP/8.3.1' } },
    finds: ['header x-powered-by: no version, is PHP/8.3.1'],
  },
  ...['AmazonS3', 'k8s-gateway', 'node-3', 'Http2Server'].map((server) => ({
    title: `${server} is a name with a digit`,
    scene: { headers: { server } },
    finds: [],
  })),
  ...[
    'nginx/1.25.3',
    'Apache/2',
    'Phusion Passenger(R) 6.0.1',
    'php v8',
    'nginx-1.25',
    '4.0.30319',
  ].map((server) => ({
    title: `${server} shows a version`,
    scene: { headers: { server } },
    finds: [`header server: no version, is ${server}`],
  })),
])
