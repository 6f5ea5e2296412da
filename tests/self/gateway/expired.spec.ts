/** The four ways to an expired token, and the store of the last one. */
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { caseById, control } from '../../../fixtures/cases/index.ts'
import { behindMs, expiredToken } from '../../../fixtures/gateway/tokens/expired-token.ts'
import { storeToken } from '../../../fixtures/gateway/tokens/token-store.ts'
import { certifyInMemory, faultless } from '../../../fixtures/run/in-memory.ts'
import { stillClock } from '../../../fixtures/http/rate-limit.ts'
import { reference } from '../../../fixtures/server/reference.ts'
import { createWorld } from '../../../fixtures/server/world.ts'
import type { Target } from '../../../fixtures/gateway/request/target.ts'
import { createVault } from '../../../fixtures/redaction/vault.ts'
import { NOON_S, present, sight } from '../../support/exchange.ts'
import { targetWith, tokenWith } from '../../support/scripted-target.ts'

const endingAt = (exp: number): string => tokenWith({ sub: 'a', exp })
const longDead = endingAt(NOON_S - 301)
const justDead = endingAt(NOON_S - 200)
const alive = endingAt(NOON_S + 60)

interface Offer extends Partial<Target> {
  /** Seconds that the fresh token still lives. */
  readonly lives?: number
}

/** What is found at noon by a run that waits at most five seconds. */
function find({ lives = 3600, ...offer }: Offer) {
  const vault = createVault('conformance-secret', [])
  const grant = { token: endingAt(NOON_S + lives), expires_in: lives }
  const now = NOON_S * 1000
  const fresh = present(vault.keepGrant(JSON.stringify(grant), { sentAt: now, receivedAt: now }))
  return expiredToken(targetWith(offer), vault, fresh, stillClock(NOON_S * 1000), 5)
}

const store = (name: string, ...lines: readonly string[]): string => {
  const file = test.info().outputPath(name)
  writeFileSync(file, lines.map((line) => `${line}\n`).join(''))
  return file
}

const entry = (token: string, baseUrl = targetWith().baseUrl.href): string =>
  JSON.stringify({ baseUrl, token })

test('the four ways are tried in order: minted, configured, waited out, stored', async () => {
  const mintExpired = async (): Promise<string> => 'minted by the server'
  const tokenStore = store('tokens', entry(longDead))
  const all = { mintExpired, expiredToken: longDead, lives: 3, tokenStore }
  expect(await find(all)).toEqual({ way: 'minted', value: 'minted by the server' })
  const { mintExpired: _, ...three } = all
  expect(await find(three)).toEqual({ way: 'configured', value: longDead })
  expect(await find({ lives: 3, tokenStore })).toMatchObject({ way: 'waited out' })
  expect(await find({ tokenStore })).toEqual({ way: 'stored', value: longDead })
})

test('a short life is waited out with a second to spare, and then as long as there is patience', async () => {
  expect(await find({ lives: 4 })).toMatchObject({ waitMs: { first: 5000, again: 1000 } })
  expect(await find({ lives: 0 })).toMatchObject({ waitMs: { first: 1000, again: 4000 } })
  expect(await find({ lives: -7200 })).toMatchObject({ waitMs: { first: 1000, again: 4000 } })
  expect(await find({ lives: 5.1 })).not.toHaveProperty('way')
})

const unfit = [
  ['alive', alive, /FORMFLOW_EXPIRED_TOKEN expires only in 60 s/],
  ['within the leeway', justDead, /expired only 200 s ago, within the leeway of 300 s/],
  [
    'of two lines',
    `${longDead}\n${longDead}`,
    /contains characters that a header must not contain/,
  ],
] as const

for (const [what, token, reason] of unfit)
  test(`a configured token that is ${what} is not presented, and the reason shows why`, async () => {
    const found = await find({ expiredToken: token })
    expect(found).toMatchObject({ reason: expect.stringMatching(reason) })
    expect(JSON.stringify(found)).not.toContain(token.slice(0, 16))
  })

test('a configured token without `exp` is taken as expired', async () => {
  expect(await find({ expiredToken: 'opaque' })).toEqual({ way: 'configured', value: 'opaque' })
})

test('the next way is tried when a token is not old enough', async () => {
  const tokenStore = store('tokens', entry(alive), entry(justDead), entry(longDead))
  const found = await find({ expiredToken: alive, tokenStore })
  expect(found).toEqual({ way: 'stored', value: longDead })
})

test('without any way, the reason names all four', async () => {
  const { reason } = { reason: '', ...(await find({})) }
  for (const way of [
    'embedded',
    'FORMFLOW_EXPIRED_TOKEN',
    'FORMFLOW_MAX_WAIT_S',
    'FORMFLOW_TOKEN_STORE',
  ])
    expect(reason).toContain(way)
})

test('a store gives tokens of this target alone, and shrugs at lines that it cannot read', async () => {
  const lines = ['', 'null', '{"baseUrl"', '{"token":1}', entry(longDead, 'https://other.example/')]
  expect(await find({ tokenStore: store('tokens', ...lines) })).toHaveProperty('reason')
  const more = store('more', ...lines, entry(longDead))
  expect(await find({ tokenStore: more })).toMatchObject({ way: 'stored' })
  expect(await find({ tokenStore: test.info().outputPath('nowhere') })).toHaveProperty('reason')
})

test('a stored token is for the eyes of its owner, and nothing is stored unasked', () => {
  const tokenStore = store('tokens', entry('an earlier one'))
  const fresh = { value: 'conformance', mark: '‹token 1›', staleAt: 0, endsAt: 0 }
  storeToken(targetWith(), fresh)
  for (const file of [tokenStore, test.info().outputPath('new')]) {
    storeToken(targetWith({ tokenStore: file }), fresh)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file, 'utf8').trim().split('\n').at(-1)).toBe(entry('conformance'))
  }
  expect(readFileSync(tokenStore, 'utf8')).toContain('an earlier one')
})

test('a server’s clock is read from its Date, else from the token that it has just issued', () => {
  const at = (headers: Readonly<Record<string, string>>, iat?: unknown) =>
    behindMs({ ...sight({ headers }).exchange, sentAt: NOON_S * 1000 + 60_000 }, iat)
  expect(at({})).toBe(60_000)
  expect(at({ date: '' })).toBeUndefined()
  expect(at({ date: '' }, NOON_S - 60)).toBe(120_000)
  expect(at({ date: '' }, 'noon')).toBeUndefined()
  expect(at({ date: 'Thu, 15 Jan 2026 13:00:00 GMT' })).toBe(0)
})

for (const [minutes, way] of [
  [-10, undefined],
  [10, 'configured'],
] as const)
  test(`a token that has expired by our clock is ${way ? 'presented to' : 'kept from'} a server whose clock is ${minutes} minutes away`, async () => {
    const clock = stillClock(NOON_S * 1000)
    const now = (): number => clock.now() + minutes * 60_000
    const world = await createWorld({ now })
    const claims = {
      ...reference.claims(world.credentials, world),
      iat: NOON_S - 4000,
      exp: NOON_S - 360,
    }
    const expired = await reference.sign(claims, world)
    const { keys, credentials } = world
    const { violated, expiredWay } = await certifyInMemory(
      { ...faultless, world: { now, keys, credentials } },
      {
        clock,
        planned: [control, caseById('expired-tokens/expired')],
        target: (inMemory) => {
          const { mintExpired: _, ...target } = inMemory
          return { ...target, expiredToken: expired }
        },
      },
    )
    expect([violated, expiredWay]).toEqual([[], way])
  })
