/** The signature by its algorithm, keys of RSA, and tokens that are encrypted. */
import { randomBytes } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { createVault } from '../../../fixtures/redaction/vault.ts'
import { generateCredentials } from '../../../fixtures/server/world.ts'
import type { JwtFacts } from '../../../spec/model.ts'
import { present, tokenFacts, type Scene } from '../../support/exchange.ts'
import { checkFinds, unreadToken, type Row } from '../../support/check-results.ts'

const token = (alg: string, signatureBytes: number, changes: Partial<JwtFacts> = {}): Scene => ({
  secrets: [tokenFacts({ header: { alg, typ: 'JWT' }, signatureBytes, ...changes })],
})

const rightSizes: Readonly<Record<string, readonly number[]>> = {
  HS256: [32],
  HS384: [48],
  HS512: [64],
  RS256: [256, 384, 512],
  PS512: [256, 512],
  ES256: [64],
  ES256K: [64],
  ES384: [96],
  ES512: [132],
  EdDSA: [64, 114],
  Ed25519: [64],
}

const right = Object.entries(rightSizes).flatMap(([alg, sizes]) =>
  sizes.map((bytes): Row => ({
    title: `${alg} with ${bytes} bytes is right`,
    scene: token(alg, bytes),
    finds: [],
  })),
)

const wrong = (
  alg: string,
  bytes: number,
  expected: string,
  changes: Partial<JwtFacts> = {},
): Row => ({
  title: `${alg} with ${bytes} bytes${changes.signatureForm ? ` in ${changes.signatureForm}` : ''} is a violation`,
  scene: token(alg, bytes, changes),
  finds: [
    `token signature: ${expected}, is ${bytes} bytes${changes.signatureForm ? `, ${changes.signatureForm}` : ''}`,
  ],
})

const encrypted: Partial<JwtFacts> = { encrypted: true, signatureBytes: 0 }

checkFinds('signature-form', [
  ...right,
  ...unreadToken,
  wrong('HS256', 31, '32 bytes'),
  wrong('HS256', 64, '32 bytes'),
  wrong('HS512', 32, '64 bytes'),
  wrong('ES256', 71, '64 bytes', { signatureForm: 'DER' }),
  wrong('ES512', 128, '132 bytes'),
  wrong('EdDSA', 65, '64 or 114 bytes'),
  wrong('RS256', 300, 'the size of an RSA key'),
  wrong('RS256', 384, 'the size of an RSA key', { signatureForm: 'hexadecimal' }),
  {
    title: 'a signature whose bytes look like DER by chance is right',
    scene: token('ES256', 64, { signatureForm: 'DER' }),
    finds: [],
  },
  {
    title: 'another letter case of the algorithm is a violation',
    scene: token('hs256', 32),
    finds: ['token header alg: HS256, is hs256'],
  },
  ...[
    ['SHA256withRSA', 'RS256', 256],
    ['RSA-SHA512', 'RS512', 256],
    ['RSASSA_PKCS1_V1_5_SHA_384', 'RS384', 256],
    ['SHA256withRSAandMGF1', 'PS256', 256],
    ['SHA512withECDSAinP1363Format', 'ES512', 132],
    ['HmacSHA256', 'HS256', 32],
  ].map(([alg, expected, bytes]) => ({
    title: `${alg} is called ${expected} in a JWT`,
    scene: token(String(alg), Number(bytes)),
    finds: [`token header alg: ${expected}, is ${alg}`],
  })),
  {
    title: 'a name of its own, by a URL, is not applicable',
    scene: token('https://formflow.example/alg#SHA256withRSA', 256),
    finds: 'not applicable',
  },
  {
    title: 'EDDSA is spelled EdDSA',
    scene: token('EDDSA', 64),
    finds: ['token header alg: EdDSA, is EDDSA'],
  },
  {
    title: 'an algorithm that is not known here is not applicable',
    scene: token('ML-DSA-44', 2420),
    finds: 'not applicable',
  },
  { title: 'none is another violation', scene: token('none', 0), finds: 'not applicable' },
  {
    title: 'an empty signature is another violation',
    scene: token('HS256', 0),
    finds: 'not applicable',
  },
  {
    title: 'a key of RSA that is too short is another violation',
    scene: token('RS256', 128),
    finds: [],
  },
  {
    title: 'an encrypted token is not applicable',
    scene: token('RSA-OAEP', 0, encrypted),
    finds: 'not applicable',
  },
])

checkFinds('rsa-key-length', [
  {
    title: 'the algorithm in another letter case has a key of RSA too',
    scene: token('rs256', 128),
    finds: ['token signature: at least 2048 bits, is 1024 bits'],
  },
  {
    title: 'an encrypted token has no signature',
    scene: token('RS256', 128, { encrypted: true }),
    finds: 'not applicable',
  },
])

for (const id of ['token-signed', 'token-key-not-guessable'])
  checkFinds(id, [
    {
      title: 'an encrypted token is not applicable',
      scene: token('dir', 0, { ...encrypted, guessedKey: 'a word' }),
      finds: 'not applicable',
    },
  ])

const { claims: _, ...unreadable } = tokenFacts().jwt ?? {}
const sealedClaims: Scene = {
  secrets: [
    {
      ...tokenFacts(),
      jwt: { ...unreadable, ...encrypted, problems: [], carries: [], signatureBytes: 0 },
    },
  ],
}

for (const id of [
  'token-has-exp',
  'token-not-expired',
  'token-already-valid',
  'exp-agrees-with-expires-in',
])
  checkFinds(id, [
    {
      title: 'claims that nobody can read are not applicable',
      scene: sealedClaims,
      finds: 'not applicable',
    },
  ])

checkFinds('token-is-jwt', [{ title: 'an encrypted token is one', scene: sealedClaims, finds: [] }])

const part = (value: string | Buffer | object): string =>
  (Buffer.isBuffer(value)
    ? value
    : Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))
  ).toString('base64url')

function factsOf(...segments: readonly string[]): JwtFacts {
  const vault = createVault(generateCredentials().clientSecret, [])
  return present(vault.factsOf(vault.learnToken(segments.join('.')))?.jwt)
}

const cipher = [
  part(randomBytes(64)),
  part(randomBytes(12)),
  part(randomBytes(90)),
  part(randomBytes(16)),
]

test('five segments with enc are an encrypted token without claims', () => {
  const header = { alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: 'a' }
  expect(factsOf(part(header), ...cipher)).toEqual({
    problems: [],
    header,
    signatureBytes: 0,
    carries: [],
    encrypted: true,
  })
})

test('the encrypted key may be empty', () => {
  const [, ...rest] = cipher
  expect(factsOf(part({ alg: 'dir', enc: 'A256GCM' }), '', ...rest)).toMatchObject({
    problems: [],
    encrypted: true,
  })
})

for (const [what, segments, problem] of [
  ['without enc', [part({ alg: 'RS256' }), ...cipher], 'it has 5 segments'],
  ['with a header that is no JSON', [part('x'), ...cipher], 'it has 5 segments'],
  ['without alg', [part({ enc: 'A256GCM' }), ...cipher], 'its header names no alg'],
  [
    'with padding',
    [part({ alg: 'dir', enc: 'A256GCM' }), ...cipher.slice(1), `${part('ab')}==`],
    'it is not base64url without padding',
  ],
] as const)
  test(`five segments ${what} are a problem`, () => {
    expect(factsOf(...segments).problems).toContain(problem)
  })

const claims = [part({ alg: 'ES256' }), part({ sub: 'a' })]

test('hexadecimal and DER are recognized, and bare bytes are not', () => {
  const bytes = randomBytes(70)
  bytes[0] = 0x30
  bytes[1] = 68
  expect(factsOf(...claims, part(bytes)).signatureForm).toBe('DER')
  expect(factsOf(...claims, randomBytes(32).toString('hex')).signatureForm).toBe('hexadecimal')
  bytes[0] = 0x31
  expect(factsOf(...claims, part(bytes)).signatureForm).toBeUndefined()
  expect(factsOf(...claims, '').signatureForm).toBeUndefined()
})
