/**
 * What a run learns from its responses: whose they are, which tokens were granted, where data goes out. Long because each
 * form of data is a row.
 */
import { expect, test } from '@playwright/test'
import { nothingSeen, recognized, type Seen } from '../../../fixtures/gateway/recognize.ts'
import { createVault } from '../../../fixtures/redaction/vault.ts'
import { generateCredentials } from '../../../fixtures/server/world.ts'
import { foreignHosts } from '../../../spec/lib/foreign-host.ts'
import type { Exchange, Json, JwtFacts, SecretFacts } from '../../../spec/model.ts'
import {
  goodJwt,
  present,
  sight,
  tokenFacts as grantedFacts,
  type Scene,
} from '../../support/exchange.ts'

/** Of a token of which nobody knows yet whether it was granted. */
function tokenFacts(jwt: Partial<JwtFacts> = {}): SecretFacts {
  const { granted: _, ...facts } = grantedFacts(jwt)
  return facts
}

const vault = createVault(generateCredentials().clientSecret, [])

/** The facts of tokens are those of the scene, and every request presents one. */
function see(seen: Seen, scene: Scene, grantedMark?: string, hasToken = true): Exchange {
  const found = sight(scene).exchange
  const bearer = hasToken ? [['authorization', 'Bearer ‹token›'] as const] : []
  const headers = [...found.request.headers, ...bearer]
  const exchange = { ...found, request: { ...found.request, headers } }
  const response = present(exchange.response)
  const raw = {
    status: response.status,
    reason: '',
    httpVersion: '1.1',
    headers: response.headers,
    trailers: [],
    body: Buffer.from(response.body.text),
  }
  const factsOf = (mark: string): SecretFacts | undefined =>
    exchange.secrets.find((facts) => facts.mark === mark)
  return recognized(seen, exchange, raw, grantedMark, { factsOf, seal: vault.seal })
}

const refusal: Scene = { status: 401, body: { json: { message: 'Unauthorized' } } }
const blocked: Scene = { status: 403, body: '<html>Blocked.</html>' }

const signIn = (exchange: Exchange): string | undefined => exchange.response?.intermediary

test('a page is foreign once the API has refused in JSON, and before that too', () => {
  const seen = nothingSeen()
  expect(signIn(see(seen, blocked))).toBe('a page with status 403')
  see(seen, refusal)
  expect(signIn(see(seen, blocked))).toBe('a page with status 403, where the API refuses in JSON')
})

test('a sign is found although it is sealed in what is recorded', () => {
  const { exchange } = sight({ body: '<html><iframe src="‹sealed 1›"></iframe></html>' })
  const body = Buffer.from('<html><iframe src="/_Incapsula_Resource?a"></iframe></html>')
  const raw = { ...present(exchange.response), trailers: [], body }
  const seen = recognized(nothingSeen(), exchange, raw, undefined, vault)
  expect(signIn(seen)).toBe('a page of a firewall')
  expect(seen.response?.body.text).not.toContain('Incapsula')
})

test('a page is one of the API where it refuses with pages', () => {
  const seen = nothingSeen()
  see(seen, { status: 401, body: '<html>Unauthorized</html>' })
  expect(signIn(see(seen, blocked))).toBeUndefined()
})

test('a refusal in JSON counts more than a page, whichever came first', () => {
  for (const order of [
    [refusal, { status: 400, body: '<html>' }],
    [{ status: 400, body: '<html>' }, refusal],
  ] as const) {
    const seen = nothingSeen()
    for (const scene of order) see(seen, scene)
    expect(seen.form).toBe('json')
  }
})

test('what a firewall answers does not teach how the API refuses', () => {
  const seen = nothingSeen()
  see(seen, { status: 400, body: '<html>Request Rejected</html>' })
  expect(seen.form).toBeUndefined()
})

test('without a response nothing is learnt', () => {
  const { exchange } = sight({ failure: { kind: 'reset', message: 'reset' } })
  expect(recognized(nothingSeen(), exchange, undefined, undefined, vault)).toBe(exchange)
})

const marked = (mark: string, facts = tokenFacts()): SecretFacts => ({ ...facts, mark })
const opaque = (mark: string): SecretFacts => ({ mark, kind: 'token', length: 40 })
const session = (mark: string): SecretFacts =>
  marked(
    mark,
    tokenFacts({ header: { alg: 'HS256', typ: 'JWT' }, claims: { sid: 'f81d', guest: true } }),
  )

const grantedIn = ({ secrets }: Exchange): readonly string[] =>
  secrets.filter(({ granted }) => granted).map(({ mark }) => mark)

test('a granted token is known wherever it appears later, and so is what was made from it', () => {
  const seen = nothingSeen()
  const secrets = [opaque('‹token 1›'), opaque('‹token 2›')]
  expect(grantedIn(see(seen, { secrets }, '‹token 1›'))).toEqual(['‹token 1›'])
  const later = see(seen, {
    ...refusal,
    secrets: [...secrets, opaque('‹token 1, unsigned›'), opaque('‹token 12›')],
  })
  expect(grantedIn(later)).toEqual(['‹token 1›', '‹token 1, unsigned›'])
})

test('a token of the same make is one of the target, and a session that is a JWT is none', () => {
  const seen = nothingSeen()
  see(seen, {}, '‹token 1›')
  const secrets = [
    marked('‹token 2›'),
    session('‹token 3›'),
    marked('‹token 4›', tokenFacts({ header: { alg: 'RS256', typ: 'JWT', kid: 'b' } })),
    marked('‹token 5›', tokenFacts({ problems: ['it has 2 segments'] })),
  ]
  expect(grantedIn(see(seen, { ...refusal, secrets }))).toEqual(['‹token 2›'])
})

test('before a token was granted nothing is one', () => {
  expect(
    grantedIn(see(nothingSeen(), { ...refusal, secrets: [tokenFacts(), session('‹token 2›')] })),
  ).toEqual([])
})

test('the order of the claims makes no other token', () => {
  const seen = nothingSeen()
  see(seen, {}, '‹token 1›')
  const claims = Object.fromEntries(Object.entries(goodJwt.claims ?? {}).toReversed())
  expect(
    grantedIn(see(seen, { ...refusal, secrets: [marked('‹token 2›', tokenFacts({ claims }))] })),
  ).toEqual(['‹token 2›'])
})

const step = { operation: 'protected', method: 'GET' } as const

/** The response to a good token, and then a refusal: what of the refusal is recorded, and whether data stands in it. */
function afterData(
  data: string | { readonly json: Json },
  refused: string | { readonly json: Json },
  status = 401,
) {
  const seen = nothingSeen()
  see(seen, { step, body: data })
  const { body } = present(see(seen, { step, status, body: refused }).response)
  return body.holdsData ? body.text : undefined
}

const list = (total: number): { readonly json: Json } => ({
  json: { data: [{ id: total, name: `Template ${total}` }], page: 1, dataCount: total },
})
const text = ({ json }: { readonly json: Json }): string => JSON.stringify(json)
const unauthorized = { json: { message: 'Unauthorized' } }

for (const [what, data, refused, kept] of [
  ['the same data behind it', list(1), text(unauthorized) + text(list(1)), text(unauthorized)],
  [
    'the data of the moment behind it',
    list(1),
    `${text(unauthorized)}\n${text(list(2))}`,
    text(unauthorized),
  ],
  [
    'text that is no JSON behind it',
    'id;name\n1;Template one',
    `No token.\nid;name\n1;Template one`,
    'No token.\n',
  ],
  [
    'nothing but the same data',
    { json: { id: 'a', name: 'b' } },
    { json: { id: 'a', name: 'b' } },
    '',
  ],
  [
    'its items in another envelope behind it',
    list(1),
    `${text(unauthorized)}{"data":[{"id":7,"name":"of another"}],"total":1}`,
    text(unauthorized),
  ],
  ['nothing but a list of the moment', list(1), list(2), ''],
  [
    'nothing but an object of which the time differs',
    { json: { id: 'a', name: 'b', at: '12:00' } },
    { json: { id: 'a', name: 'b', at: '12:01' } },
    '',
  ],
  [
    'a list of the moment alone',
    { json: [{ id: 1, name: 'a' }] },
    { json: [{ id: 2, name: 'b' }] },
    '',
  ],
] as const)
  test(`a refusal with ${what} goes on with data, which is not recorded`, () => {
    expect(afterData(data, refused)).toBe(kept)
  })

/** The response to a good token, and then one of 200 without a token. */
function openedAfter(
  data: string | { readonly json: Json },
  open: string | { readonly json: Json },
) {
  const seen = nothingSeen()
  see(seen, { step, body: data })
  return present(see(seen, { step, body: open }, undefined, false).response).body.holdsData
}

const empty = { json: { data: [], page: 1, dataCount: 0 } }
for (const [what, open] of [
  ['no items', empty],
  [
    'the items of all',
    {
      json: {
        data: [
          { id: 1, name: 'a' },
          { id: 2, name: 'b' },
        ],
        page: 1,
        dataCount: 2,
      },
    },
  ],
  [
    'items that have fewer members',
    { json: { data: [{ id: 7, name: 'c' }], page: 1, dataCount: 1 } },
  ],
] as const)
  test(`the list with ${what} is the operation without an organization`, () => {
    expect(openedAfter(list(1), open)).toBe(true)
  })

for (const [what, data, open] of [
  [
    'another text in the same envelope',
    { json: { message: 'ok', data: [] } },
    { json: { message: 'not found', data: [] } },
  ],
  ['another number', list(1), { json: { data: [], page: 404, dataCount: 0 } }],
  [
    'items of another kind',
    list(1),
    { json: { data: [{ field: 'a', reason: 'b' }], page: 1, dataCount: 1 } },
  ],
  ['other members', list(1), { json: { data: [], error: 'not found' } }],
  ['no list', { json: { id: 'a', name: 'b' } }, { json: { id: 'a', name: 'b' } }],
] as const)
  test(`200 with ${what} is not the operation`, () => {
    expect(openedAfter(data, open)).toBeUndefined()
  })

test('different data have different numbers, and the same data have the same', () => {
  const seen = nothingSeen()
  const numbers = [list(1), list(2), list(1), empty].map(
    (body) => present(see(seen, { step, body }).response).body.dataNumber,
  )
  expect(numbers).toEqual([1, 2, 1, 3])
  const refused = present(see(seen, { step, status: 401, body: unauthorized }).response)
  expect(refused.body.dataNumber).toBeUndefined()
})

test('data that names the host of a request says so', () => {
  const { foreignHost } = foreignHosts({ hostname: 'api.example', port: '' })
  const flagIn = (host: string): unknown => {
    const body = { json: { data: [], next: `https://${host}/api/template` } }
    return present(see(nothingSeen(), { step, body }).response).body.dataNamesForeignHost
  }
  expect(flagIn(foreignHost)).toBe(true)
  expect(flagIn('api.example')).toBeUndefined()
})

test('what is answered without a token is not the data of the operation', () => {
  const seen = nothingSeen()
  const { exchange } = sight({ step, body: list(1) })
  const raw = { ...present(exchange.response), trailers: [], body: Buffer.from(text(list(1))) }
  recognized(seen, exchange, raw, undefined, vault)
  expect(seen.data).toBeUndefined()
})

for (const [what, data, refused] of [
  ['its text alone', list(1), unauthorized],
  [
    'the envelope of a success, and null in it',
    { json: { success: true, data: [{ id: 1, name: 'a' }], error: null } },
    { json: { success: false, data: null, error: { code: 'E1' } } },
  ],
  [
    'an envelope of two members',
    { json: { message: 'ok', statusCode: 200 } },
    { json: { message: 'Unauthorized', statusCode: 401 } },
  ],
  [
    'an envelope with texts alone',
    { json: { status: 'success', message: 'Fine.' } },
    { json: { status: 'error', message: 'No token.' } },
  ],
  [
    'the path and the time of the envelope',
    { json: { path: '/api/template', code: 'OK', message: 'a', timestamp: '1' } },
    { json: { path: '/api/template', code: 'NO', message: 'b', timestamp: '2' } },
  ],
  [
    'a list of messages with its status',
    { json: { messages: [{ code: 200, text: 'ok' }] } },
    { json: { messages: [{ code: 401, text: 'no' }] } },
  ],
  [
    'an empty list',
    { json: { items: [{ id: 1, name: 'a' }], total: 1 } },
    { json: { items: [], total: 0 } },
  ],
  ['a short word of the data', 'ok', 'ok'],
  ['braces in its text', list(1), 'No token: {"page":1} {"data":2}'],
] as const)
  test(`a refusal with ${what} is a refusal`, () => {
    expect(afterData(data, refused)).toBeUndefined()
  })

test('data in an answer to the login, or before any data was seen, is nothing', () => {
  const seen = nothingSeen()
  expect(see(seen, { step, status: 401, body: list(1) }).response?.body.holdsData).toBeUndefined()
  see(seen, { step, body: list(1) })
  expect(see(seen, { status: 401, body: list(1) }).response?.body.holdsData).toBeUndefined()
})

test('a refusal with thousands of objects in a row is read to an end', () => {
  const row = '{"a":1}'.repeat(9000)
  expect(afterData(list(1), row)).toBeUndefined()
})
