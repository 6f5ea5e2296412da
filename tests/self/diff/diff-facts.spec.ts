/** Observed facts: every change of a server is reported exactly once; values that belong to one response never are. */
import { expect, test } from '@playwright/test'
import { faultless } from '../../../fixtures/run/in-memory.ts'
import {
  allOf,
  changeAnswer,
  counted,
  setHeader,
  setHeaderFrom,
  type Variation,
} from '../../../fixtures/server/variation.ts'
import type { Observed } from '../../../reports/diff/model.ts'
import { observe } from '../../../reports/diff/observe.ts'
import { evidenceFor, facts, variationNamed } from '../../support/diff-runs.ts'
import { sight } from '../../support/exchange.ts'

const reference = evidenceFor(faultless)

/** Variation -> all facts that it changes. */
const expectedById: Readonly<Record<string, readonly string[]>> = {
  'powered-by-express': ['header x-powered-by: absent → Express'],
  'no-pragma': ['header pragma: no-cache → absent'],
  'long-cache-control': [
    'header cache-control: no-store → private, max-age=0, No-Store, must-revalidate',
  ],
  'media-type-with-charset': [
    'header content-type: application/json → application/json; charset=utf-8',
  ],
  'load-balancer-cookies': [
    'header set-cookie: absent → AWSALB=…; Path=/, __cf_bm=…; HttpOnly; Secure',
  ],
  'request-ids': ['header x-request-id: absent → present'],
  'rate-limit-headers': [
    'header x-ratelimit-limit: absent → 60',
    'header x-ratelimit-remaining: absent → present',
    'header x-ratelimit-reset: absent → present',
  ],
  'nest-message-lists': [
    'header content-type: application/json → application/json; charset=utf-8',
    'refusal body /message: string → array of string',
  ],
  'error-bodies-as-pages': [
    'header content-type: application/json → text/html; charset=utf-8',
    'refusal body body: object → no JSON, text/html',
  ],
  'refresh-token-as-well': ['success body /refresh_token: absent → string'],
  'expires-in-text': [
    'success body /expires_in: number → string',
    'token expires_in: 3600 s → absent',
  ],
  'signed-with-es256': [
    'token header alg: RS256 → ES256',
    'token header kid: string → absent',
    'token signature: 256 bytes → 64 bytes',
  ],
  'several-audiences': ['token claim aud: absent → ["formflow-api","formflow-files"]'],
  'no-iat': ['token claim iat: number → absent', 'token exp - iat: 3600 s → absent'],
  'lifetime-of-a-day': ['token expires_in: 3600 s → 86400 s', 'token exp - iat: 3600 s → 86400 s'],
  'token-opaque': ['token form: JWT → no JWT: it has 1 segments'],
  'empty-values-answered-400': ['status the token operation: 401 → 400'],
  'large-bodies-cut': ['status the token operation: 413 → no answer (reset)'],
  'extra-members-answered-400': ['status the token operation: 200 → 400'],
  'other-methods-not-found': ['status the token operation: 405 → 404'],
  'created-instead-of-ok': ['status the token operation: 200 → 201'],
}

for (const [id, expected] of Object.entries(expectedById))
  test(`${id} changes ${expected.length === 1 ? 'one fact' : `${expected.length} facts`}, in both directions`, async () => {
    const varied = await evidenceFor(variationNamed(id))
    const there = observe(await reference, varied)
    const back = observe(varied, await reference)
    expect(facts(there).toSorted()).toEqual(expected.toSorted())
    expect(mirrored(back)).toEqual(sorted(there.changes))
  })

const sorted = (changes: Observed['changes']): string[] =>
  changes.map((factChange) => JSON.stringify(factChange)).toSorted()

const mirrored = ({ changes }: Observed): string[] =>
  sorted(changes.map((factChange) => ({ ...factChange, old: factChange.new, new: factChange.old })))

/** Variations without a fact that a release changes on purpose. */
const unchanged = [
  'reference',
  'members-in-other-order',
  'indented-json',
  'expires-in-fraction',
  'fractional-times',
  'iat-a-little-ahead',
  'clock-a-day-behind',
  'parser-text-in-refusal',
  'ids-of-uuids',
]
for (const id of unchanged)
  test(`${id} changes no fact`, async () => {
    const varied = await evidenceFor(id === 'reference' ? faultless : variationNamed(id))
    expect(facts(observe(await reference, varied))).toEqual([])
  })

test('a run does not differ from itself', async () => {
  for (const id of [
    'request-ids',
    'error-bodies-with-time',
    'unique-tokens',
    'login-crashes-now-and-then',
  ]) {
    const evidence = await evidenceFor(variationNamed(id))
    expect(facts(observe(evidence, evidence)), id).toEqual([])
  }
})

const made = (alter: Variation['alter']): Variation => ({ ...faultless, alter })
const always = (name: string, value: string): Variation['alter'] =>
  changeAnswer(() => true, setHeader(name, value))

test('ids, times and counters of another run are no changes', async () => {
  const runWith = (id: string, at: string, epoch: number): Variation =>
    made(
      allOf(
        always('x-request-id', id),
        always('x-amzn-requestid', id),
        always('etag', `W/"${id}"`),
        always('x-build', `release 7 ${id}`),
        always('x-started', at),
        always('x-ratelimit-remaining', String(epoch % 60)),
        always('ratelimit', `"default";r=${epoch % 60};t=30`),
        always('x-reset-at', String(epoch)),
        always('set-cookie', `session=${id}; HttpOnly`),
      ),
    )
  const variation = runWith(
    '0b7e4f52-8a3c-4f7e-9d0a-1c2b3d4e5f60',
    '2026-01-15T12:00:00Z',
    1_768_478_401,
  )
  const another = runWith(
    'f3c2a190-1b2c-4d3e-8f90-a1b2c3d4e5f6',
    '2026-02-16T08:30:12.5Z',
    1_771_230_612,
  )
  expect(facts(observe(await evidenceFor(variation), await evidenceFor(another)))).toEqual([])
})

test('a fact with two values for the same request of one run varies, and is not compared', async () => {
  const spread = (kinds: number): Variation =>
    made(
      changeAnswer(
        () => true,
        setHeaderFrom(
          'x-backend',
          (_, world) => `node-${Math.floor(counted(world, 'answers') / 7) % kinds}`,
        ),
      ),
    )
  const [one, two, three] = await Promise.all(
    [1, 2, 3].map(async (kinds) => evidenceFor(spread(kinds))),
  )
  if (!one || !two || !three) throw new Error('three runs were made')
  expect(facts(observe(await reference, two))).toEqual(['header x-backend: absent → varies'])
  expect(facts(observe(one, two))).toEqual(['header x-backend: node-0 → varies'])
  expect(facts(observe(two, three))).toEqual([])
})

test('a change counts its responses, and names its cases without repetition', async () => {
  const { changes, answers } = observe(
    await reference,
    await evidenceFor(variationNamed('no-pragma')),
  )
  const [change] = changes
  const all = [...(await reference).performances.values()].flatMap(({ exchanges }) => exchanges)
  const grants = all.filter(({ response }) => response?.body.text.includes('"token"'))
  expect(answers).toEqual({ both: all.length, old: 0, new: 0 })
  expect(change).toMatchObject({ answers: grants.length, of: all.length })
  expect(new Set(change?.cases).size).toBe(change?.cases.length)
  expect(change?.cases[0]).toBe('valid-credentials/control')
})

test('more than three changes of one fact are reported as various', async () => {
  const tenths = (from: number): Variation =>
    made(
      changeAnswer(
        () => true,
        setHeaderFrom('x-body', ({ body }) => `size ${from + (body.length % 10)}`),
      ),
    )
  const { changes } = observe(await evidenceFor(tenths(0)), await evidenceFor(tenths(100)))
  expect(changes).toMatchObject([{ name: 'x-body', old: 'various', new: 'various' }])
})

test('cases of one run only are counted, and not compared', async () => {
  const whole = await reference
  const part = { ...whole, performances: new Map([...whole.performances].slice(0, 3)) }
  const { both } = observe(whole, whole).answers
  expect(observe(whole, part).answers).toEqual({ both: 3, old: both - 3, new: 0 })
  expect(observe(part, whole).answers).toEqual({ both: 3, old: 0, new: both - 3 })
  expect(facts(observe(part, whole))).toEqual([])
})

test('of a repeated case the second performance counts', async () => {
  const whole = await reference
  const [[id, performance] = ['', undefined]] = whole.performances
  const failed = sight({ failure: { kind: 'reset', message: 'closed' } }).exchange
  if (!performance) throw new Error('the reference performed a case')
  const crashed = performance.exchanges.map(({ step }) => ({ ...failed, step }))
  const twice = { ...performance, exchanges: crashed, repeated: performance.exchanges }
  const old = { ...whole, performances: new Map([[id, twice]]) }
  expect(facts(observe(old, whole))).toEqual([])
})
