/** The doctor before servers that answer in every way that has a mend of its own. */
import { expect, test } from '@playwright/test'
import type { StepId } from '../../fixtures/doctor/note.ts'
import { variationNamed } from '../../fixtures/server/named.ts'
import { faultless } from '../../fixtures/in-memory.ts'
import { envFor, examined, patient, type Examined } from './doctoring.ts'
import { hostile } from './hostile.ts'
import { answered } from './scripted.ts'

/** Steps that came out so. */
const steps = ({ diagnosis }: Examined, outcome: string): string[] =>
  diagnosis.steps.filter((each) => each.outcome === outcome).map(({ id }) => id)

test('the embedded server is sound, and two requests tell', async () => {
  const seen = await examined({})
  expect(steps(seen, 'ok')).toHaveLength(10)
  expect(steps(seen, 'not-needed')).toEqual(['tls'])
  expect(seen.diagnosis).toMatchObject({
    schemaVersion: 1,
    target: { embedded: true },
    requests: { sent: 2, limit: 4 },
    exit: { code: 0, owner: 'none' },
  })
  expect(seen.text).toContain('the embedded reference server')
})

test('the reference below a prefix is sound', async () => {
  const server = await patient(undefined, '/gateway/v1')
  const seen = await examined(server.env)
  await server.close()
  expect(steps(seen, 'problem').concat(steps(seen, 'warning'))).toEqual([])
  expect(seen.diagnosis.target).toEqual({ baseUrl: server.baseUrl, embedded: false })
  expect(seen.sent.map(({ method, target }) => `${method} ${target}`)).toEqual([
    'POST /gateway/v1/api/token',
    'GET /gateway/v1/api/template?page=1&perPage=1',
  ])
})

test('an option wins over the variable', async () => {
  const server = await patient()
  const { FORMFLOW_BASE_URL: _, ...env } = server.env
  const seen = await examined(
    { ...env, FORMFLOW_BASE_URL: 'nonsense' },
    { baseUrl: server.baseUrl },
  )
  await server.close()
  expect(seen.diagnosis.exit.code).toBe(0)
  expect(seen.told('variables')).toContain('--base-url stands in for FORMFLOW_BASE_URL')
})

test('what is not set sends nothing, and the network is looked at all the same', async () => {
  const server = await patient()
  const seen = await examined({ ...server.env, FORMFLOW_CLIENT_SECRET: '' })
  await server.close()
  expect(seen.diagnosis).toMatchObject({ requests: { sent: 0 }, exit: { code: 2 } })
  expect(seen.step('tcp').outcome).toBe('ok')
  expect(seen.told('login')).toContain('needs variables')
})

test('a port where nothing listens is the environment’s problem', async () => {
  const server = await hostile(() => undefined)
  server.close()
  const seen = await examined(envFor(server.origin))
  expect(seen.diagnosis).toMatchObject({ requests: { sent: 0 }, exit: { code: 3 } })
  expect(seen.told('tcp')).toMatch(/refuses connections \(ECONNREFUSED\)\ncheck the port/)
  expect(steps(seen, 'not-reached')).toHaveLength(7)
})

test('a name that does not resolve is the environment’s problem', async () => {
  const lookup = async (): Promise<never> => {
    throw Object.assign(new Error('nobody'), { code: 'ENOTFOUND' })
  }
  const seen = await examined(envFor('https://nowhere.invalid'), { lookup })
  expect(seen.diagnosis).toMatchObject({ requests: { sent: 0 }, exit: { code: 3 } })
  expect(seen.told('dns')).toContain('nowhere.invalid does not resolve (ENOTFOUND)')
  expect(seen.told('tcp')).toContain('needs dns')
})

test('a wrong secret costs one failed login, and the one that looks odd is named', async () => {
  const server = await patient()
  const wrong = { ...server.env, FORMFLOW_CLIENT_SECRET: 'another-secret-of-some-length' }
  const seen = await examined(wrong)
  const odd = await examined({ ...wrong, FORMFLOW_ORGANIZATION_ID: ' 2quite-other' })
  await server.close()
  expect(seen.diagnosis).toMatchObject({ requests: { sent: 1 }, exit: { code: 2 } })
  expect(seen.told('login')).toMatch(/answered 401: the credentials were refused\ncheck FORMFLOW_/)
  expect(seen.told('login')).toContain('nothing tells which of the three it is')
  expect(odd.told('login')).toContain('suspect first: FORMFLOW_ORGANIZATION_ID')
  expect(steps(seen, 'not-reached')).toEqual(['protected'])
})

test('the variable that the answer names is suspected, and an echoed secret is sealed', async () => {
  const server = await patient()
  const secret = server.credentials.clientSecret
  const body = { json: { message: `no such organization`, sent: secret } }
  const seen = await examined(server.env, { instead: () => answered(401, body) })
  await server.close()
  expect(seen.told('login')).toContain('suspect first: FORMFLOW_ORGANIZATION_ID, which the answer')
  expect(seen.told('login')).toContain('"sent":"‹clientSecret›"')
})

test('a swapped secret is sealed like one', async () => {
  const server = await patient()
  const { clientId, clientSecret } = server.credentials
  const body = { json: { message: `unknown client ${clientSecret}` } }
  const swapped = { FORMFLOW_CLIENT_ID: clientSecret, FORMFLOW_CLIENT_SECRET: clientId }
  const seen = await examined({ ...server.env, ...swapped }, { instead: () => answered(401, body) })
  await server.close()
  expect(seen.told('login')).toContain('unknown client ‹clientId›')
  expect(seen.told('variables')).toContain('look swapped')
})

const page = '<!doctype html><title>Sign in to the network</title>'
const answers: readonly (readonly [
  what: string,
  answer: string,
  step: StepId,
  code: number,
  words: RegExp,
])[] = [
  ['a page', `200 OK\r\n\r\n${page}`, 'login', 3, /page instead of JSON: a proxy, a captive/],
  [
    'a redirect',
    '308 Permanent\r\nLocation: https://other.example/api/token?code=1\r\n\r\n',
    'login',
    2,
    /redirects to https:\/\/other\.example\/api\/token\n[^]*credentials never follow/,
  ],
  ['429', '429 Slow\r\nRetry-After: 7\r\n\r\n', 'login', 3, /the rate limit did not lift/],
  ['503', '503 Down\r\n\r\n', 'login', 3, /a gateway in front of the server/],
  ['500', '500 Oops\r\n\r\n', 'login', 1, /the server fails on a request/],
  ['400', '400 Bad\r\n\r\n{"message":"a b"}', 'login', 2, /not accepted as well-formed[^]*"a b"/],
  ['200 without a token', '200 OK\r\n\r\n{}', 'login', 1, /answered 200 without a token/],
  ['a body that breaks off', '200 OK\r\nContent-Length: 9\r\n\r\n{', 'login', 1, /broke off/],
]
for (const [what, answer, id, code, words] of answers)
  test(`${what} for a login ends ${code}`, async () => {
    const server = await hostile((socket) => socket.end(`HTTP/1.1 ${answer}`))
    const seen = await examined(envFor(server.origin))
    server.close()
    expect(seen.diagnosis).toMatchObject({ requests: { sent: 1 }, exit: { code } })
    expect(steps(seen, 'problem')).toEqual([id])
    expect(seen.told(id)).toMatch(words)
    expect(server.connections()).toBe(2)
  })

test('what answers and speaks no HTTP is told as such', async () => {
  const server = await hostile((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'))
  const seen = await examined(envFor(server.origin))
  server.close()
  expect(seen.diagnosis).toMatchObject({ requests: { sent: 1 }, exit: { code: 3 } })
  expect(seen.told('http')).toMatch(/what answered does not speak HTTP\/1\.1\ncheck the port/)
})

test('a prefix that answers is found without credentials', async () => {
  const server = await patient(undefined, '/v1')
  const seen = await examined({ ...server.env, FORMFLOW_BASE_URL: server.baseUrl.slice(0, -3) })
  await server.close()
  expect(seen.diagnosis).toMatchObject({ requests: { sent: 3 }, exit: { code: 2 } })
  expect(seen.told('path')).toContain(`set FORMFLOW_BASE_URL to ${server.baseUrl}`)
  expect(seen.sent.slice(1).map(({ body }) => String(body))).toEqual(['{}', '{}'])
  expect(steps(seen, 'not-reached')).toEqual(['login', 'protected'])
})

test('where no prefix answers, nothing is proposed', async () => {
  const server = await hostile((socket) => socket.end('HTTP/1.1 404 No\r\n\r\n'))
  const seen = await examined(envFor(server.origin))
  server.close()
  expect(seen.diagnosis).toMatchObject({ requests: { sent: 3 }, exit: { code: 2 } })
  expect(seen.told('path')).toContain('check the path prefix of FORMFLOW_BASE_URL')
})

test('an address with /api/token in it is examined without', async () => {
  const server = await patient()
  const baseUrl = `${server.baseUrl}/api/token`
  const seen = await examined({ ...server.env, FORMFLOW_BASE_URL: baseUrl })
  await server.close()
  expect(seen.diagnosis.exit.code).toBe(2)
  expect(steps(seen, 'problem')).toEqual(['address'])
  expect(seen.step('protected').outcome).toBe('ok')
})

test('201 is told, and the examination goes on', async () => {
  const server = await patient(await variationNamed('created-instead-of-ok'))
  const seen = await examined(server.env)
  await server.close()
  expect(seen.diagnosis).toMatchObject({ requests: { sent: 2 }, exit: { code: 0 } })
  expect(seen.step('login').outcome).toBe('warning')
  expect(seen.told('login')).toContain('answered 201 with a token, where the contract says 200')
})

for (const [status, code] of [
  [401, 2],
  [404, 2],
  [302, 2],
  [500, 1],
  [503, 3],
  [429, 3],
] as const)
  test(`a protected operation that is answered ${status} ends ${code}`, async () => {
    const server = await patient()
    const seen = await examined(server.env, {
      instead: (at) => (at === 1 ? answered(status) : undefined),
    })
    await server.close()
    expect(seen.diagnosis.exit.code).toBe(code)
    expect(steps(seen, 'problem')).toEqual(['protected'])
    expect(seen.told('protected').includes('FORMFLOW_PROTECTED_PATH')).toBe(code === 2)
  })

for (const [seconds, outcome] of [
  [3600, 'warning'],
  [-3600, 'warning'],
  [-50, 'ok'],
] as const)
  test(`a clock that is ${seconds} s away is ${outcome}`, async () => {
    const now = (): number => Date.now() + seconds * 1000
    const server = await patient({ ...faultless, world: { now } })
    const seen = await examined(server.env)
    await server.close()
    expect(seen.step('clock').outcome).toBe(outcome)
    if (outcome === 'warning')
      expect(seen.told('clock')).toMatch(seconds > 0 ? /3\d{3} s ahead of/ : /3\d{3} s behind/)
  })

test('headers of a limit are told, the last value of each', async () => {
  const limit = (left: string): Record<string, string> => ({
    'RateLimit-Remaining': left,
    'X-RateLimit-Limit': '60',
    'Retry-After': '1',
  })
  const server = await patient()
  const seen = await examined(server.env, {
    instead: (at) => (at === 1 ? answered(200, '', limit('58')) : undefined),
  })
  await server.close()
  expect(seen.step('limits').notes.map(({ text }) => text)).toEqual([
    'ratelimit-remaining: 58',
    'x-ratelimit-limit: 60',
    'retry-after: 1',
  ])
})
