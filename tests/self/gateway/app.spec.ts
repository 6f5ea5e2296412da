/** The reference server, in memory and on a socket. */
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose'
import { expect, test } from '@playwright/test'
import { stillClock } from '../../../fixtures/http/rate-limit.ts'
import { createApp, type App } from '../../../fixtures/server/app.ts'
import { reference } from '../../../fixtures/server/reference.ts'
import { createWorld, type World } from '../../../fixtures/server/world.ts'
import { served } from '../../support/served.ts'

interface Answer {
  readonly statusCode: number
  readonly headers: Headers
  readonly body: string
}

interface Asked {
  readonly method?: string
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly payload?: object
}

type Send = (request: Asked) => Promise<Answer>

const apps: App[] = []
test.afterEach(() => Promise.all(apps.splice(0).map((app) => app.close())))

async function started(options: Partial<World> = {}, prefix = '') {
  const clock = stillClock()
  const world = await createWorld({ now: clock.now, ...options })
  const app = createApp(reference, world, { prefix })
  apps.push(app)
  const port = await app.listen()
  const send: Send = async ({ method = 'GET', url, headers = {}, payload }) => {
    const answer = await fetch(`http://127.0.0.1:${port}${url}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(payload ? { body: JSON.stringify(payload) } : {}),
    })
    return { statusCode: answer.status, headers: answer.headers, body: await answer.text() }
  }
  return { clock, world, send }
}

const login = (send: Send, { credentials }: World, url = '/api/token') =>
  send({ method: 'POST', url, payload: { ...credentials } })

const template = (send: Send, token: string) =>
  send({ url: '/api/template?page=1', headers: { authorization: `Bearer ${token}` } })

const tokenIn = (body: string): string => (JSON.parse(body) as { token: string }).token

test('the published keys verify the token, which names the client and lives as long as `expires_in`', async () => {
  const { send, world, clock } = await started({ lifetimeS: 90 })
  const answer = await login(send, world)
  expect(JSON.parse(answer.body)).toMatchObject({ token_type: 'Bearer', expires_in: 90 })
  const published = JSON.parse(
    (await send({ url: '/.well-known/jwks.json' })).body,
  ) as JSONWebKeySet
  const keys = createLocalJWKSet(published)
  const currentDate = new Date(clock.now())
  const { payload } = await jwtVerify(tokenIn(answer.body), keys, { currentDate })
  expect(payload).toEqual({
    sub: world.credentials.clientId,
    organizationId: world.credentials.organizationId,
    iat: clock.now() / 1000,
    exp: clock.now() / 1000 + 90,
  })
  expect(JSON.stringify(published)).not.toContain('"d"')
})

test('a token opens the protected operation until its last second, and not longer', async () => {
  const { send, world, clock } = await started({ lifetimeS: 90 })
  const token = tokenIn((await login(send, world)).body)
  expect((await template(send, token)).statusCode).toBe(200)
  await clock.sleep(89_000)
  expect((await template(send, token)).statusCode).toBe(200)
  await clock.sleep(1_000)
  expect((await template(send, token)).statusCode).toBe(401)
})

test('the limit counts any minute, shows when it lifts, and leaves the protected operation alone', async () => {
  const { send, world, clock } = await started({ perMinute: 60 })
  const statuses = async (count: number): Promise<number[]> => {
    const answers: number[] = []
    while (answers.length < count) answers.push((await login(send, world)).statusCode)
    return answers
  }
  const token = tokenIn((await login(send, world)).body)
  await clock.sleep(20_000)
  expect(new Set(await statuses(59))).toEqual(new Set([200]))
  const refused = await login(send, world)
  expect([refused.statusCode, refused.headers.get('retry-after')]).toEqual([429, '40'])
  expect((await template(send, token)).statusCode).toBe(200)
  await clock.sleep(39_999)
  expect(await statuses(1)).toEqual([429])
  await clock.sleep(1)
  expect(await statuses(2)).toEqual([200, 429])
})

test('everything lives below the prefix, and nothing beside it', async () => {
  const { send, world } = await started({}, '/gateway/v1')
  expect((await login(send, world, '/gateway/v1/api/token')).statusCode).toBe(200)
  for (const url of [
    '/api/token',
    '/another/v1/api/token',
    '/gateway/v1api/token',
    '/gateway/api/token',
    '/',
  ])
    expect((await login(send, world, url)).statusCode).toBe(404)
})

for (const [method, url, status] of [
  ['GET', '/api/token', 405],
  ['HEAD', '/api/token', 405],
  ['POST', '/api/template', 405],
  ['POST', '/.well-known/jwks.json', 405],
  ['GET', '/api/tokens', 404],
  ['GET', '/', 404],
  ['GET', '/api/template', 401],
] as const)
  test(`${method} ${url} without a token is answered ${status}`, async () => {
    const { send, world } = await started()
    const answer = await send({ method, url })
    expect(answer.statusCode).toBe(status)
    expect(answer.headers.get('date')).toBe(new Date(world.now()).toUTCString())
    expect(answer.headers.has('allow')).toBe(status === 405)
  })

test('a wrong value of any member gets one and the same answer', async () => {
  const { send, world } = await started()
  const names = ['clientId', 'clientSecret', 'organizationId'] as const
  const answers = await Promise.all(
    names.map((name) => {
      const credentials = { ...world.credentials, [name]: world.credentials[name].slice(1) }
      return login(send, { ...world, credentials })
    }),
  )
  expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1)
  expect(answers[0]?.statusCode).toBe(401)
})

test('on a socket it answers the same, and HEAD without a body', async () => {
  const { baseUrl, credentials, close } = await served(undefined, '/gateway')
  const url = `${baseUrl}/api/token`
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(credentials) })
  expect([answer.status, Object.keys((await answer.json()) as object)]).toEqual([
    200,
    ['token', 'token_type', 'expires_in'],
  ])
  const head = await fetch(url, { method: 'HEAD' })
  expect([head.status, await head.text()]).toEqual([405, ''])
  await close()
})
