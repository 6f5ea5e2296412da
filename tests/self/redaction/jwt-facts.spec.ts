/** The facts of a token, with its secrets sealed. */
import { expect, test } from '@playwright/test'
import { createVault } from '../../../fixtures/redaction/vault.ts'
import { generateCredentials } from '../../../fixtures/server/world.ts'
import type { JwtFacts } from '../../../spec/model.ts'
import { present } from '../../support/exchange.ts'
import { tokenWith } from '../../support/scripted-target.ts'

const { clientSecret } = generateCredentials()

function factsOf(token: string): JwtFacts {
  const vault = createVault(clientSecret, [])
  return present(vault.factsOf(vault.learnToken(token))?.jwt)
}

const part = (text: string | Buffer): string => Buffer.from(text).toString('base64url')
const header = part('{"alg":"RS256"}')
const claims = part('{"sub":"a"}')

test('a good token has no problems and tells header, claims and signature length', () => {
  expect(factsOf(tokenWith({ sub: 'a', exp: 12 }, { alg: 'HS256', typ: 'JWT' }))).toEqual({
    problems: [],
    header: { alg: 'HS256', typ: 'JWT' },
    claims: { sub: 'a', exp: 12 },
    signatureBytes: 32,
    carries: [],
  })
})

const broken: readonly (readonly [what: string, token: string, problems: readonly string[]])[] = [
  ['an opaque word', 'conformance', ['it has 1 segments']],
  ['two segments', `${header}.${claims}`, ['it has 2 segments']],
  ['an encrypted token', `${header}.a.b.c.d`, ['it has 5 segments']],
  [
    'a header that is not JSON',
    `${part('{"alg"')}.${claims}.c`,
    ['its header is not JSON in base64url'],
  ],
  ['a header that is an array', `${part('[]')}.${claims}.c`, ['its header is no JSON object']],
  ['a header without alg', `${part('{}')}.${claims}.c`, ['its header names no alg']],
  ['an alg that is no word', `${part('{"alg":1}')}.${claims}.c`, ['its header names no alg']],
  ['claims that are a number', `${header}.${part('12')}.c`, ['its claims is no JSON object']],
  [
    'claims that are not UTF-8',
    `${header}.${part(Buffer.from('{"a":"\xff"}', 'latin1'))}.c`,
    ['its claims is not JSON in base64url'],
  ],
  ['a claim twice', `${header}.${part('{"exp":1,"exp":2}')}.c`, ['its claims has a member twice']],
  ['empty claims', `${header}..c`, ['its claims is not JSON in base64url']],
  ['padding', `${header}.${claims}==.c`, ['it is not base64url without padding']],
  [
    'the alphabet of plain base64',
    `${header}.${claims}.a+b/`,
    ['it is not base64url without padding'],
  ],
]

for (const [what, token, problems] of broken)
  test(`a token with ${what} has the problems: ${problems.join(', ')}`, () => {
    expect(factsOf(token).problems).toEqual(problems)
  })

test('a token without a signature has none, and is still read', () => {
  expect(factsOf(`${header}.${claims}.`)).toMatchObject({ problems: [], signatureBytes: 0 })
})

test('the client secret in header or claims is sealed there and listed', () => {
  for (const token of [
    tokenWith({ sub: 'a', note: `x${clientSecret}` }),
    tokenWith({ [clientSecret]: true }),
    tokenWith({ sub: encodeURIComponent(clientSecret) }),
    tokenWith({ sub: 'a' }, { alg: 'HS256', kid: Buffer.from(clientSecret).toString('hex') }),
    tokenWith({ sub: clientSecret.slice(0, 12) }),
  ]) {
    const facts = factsOf(token)
    expect(facts.carries).toEqual(['‹clientSecret›'])
    expect(JSON.stringify(facts)).not.toContain(clientSecret.slice(0, 8))
  }
})
