/** The doctor and the login: every response with a specific fix. */
import { expect, test } from '@playwright/test'
import type { StepId } from '../../../fixtures/doctor/diagnosis.ts'
import { envFor, examined, servedTarget, stepsWith } from '../../support/doctor.ts'
import { hostile } from '../../support/raw-server.ts'
import { answered } from '../../support/scripted-target.ts'

test('a wrong secret costs one failed login, and a suspicious variable is named', async () => {
  const server = await servedTarget()
  const wrong = { ...server.env, FORMFLOW_CLIENT_SECRET: 'another-secret-of-some-length' }
  const seen = await examined(wrong)
  const suspicious = await examined({ ...wrong, FORMFLOW_ORGANIZATION_ID: ' 2quite-other' })
  await server.close()
  expect(seen.diagnosis).toMatchObject({ requests: { sent: 1 }, exit: { code: 2 } })
  expect(seen.textOf('login')).toMatch(
    /answered 401: the credentials were refused\ncheck FORMFLOW_/,
  )
  expect(seen.textOf('login')).toContain('any of the three credentials may be wrong')
  expect(suspicious.textOf('login')).toContain('check first: FORMFLOW_ORGANIZATION_ID')
  expect(stepsWith(seen, 'not-reached')).toEqual(['protected'])
})

test('a variable that the response mentions is suspected, and an echoed secret is sealed', async () => {
  const server = await servedTarget()
  const secret = server.credentials.clientSecret
  const body = { json: { message: `no such organization`, sent: secret } }
  const seen = await examined(server.env, { instead: () => answered(401, body) })
  await server.close()
  expect(seen.textOf('login')).toContain(
    'check first: FORMFLOW_ORGANIZATION_ID, which the response',
  )
  expect(seen.textOf('login')).toContain('"sent":"‹clientSecret›"')
})

test('a secret in the wrong variable is sealed', async () => {
  const server = await servedTarget()
  const { clientId, clientSecret } = server.credentials
  const body = { json: { message: `unknown client ${clientSecret}` } }
  const swapped = { FORMFLOW_CLIENT_ID: clientSecret, FORMFLOW_CLIENT_SECRET: clientId }
  const seen = await examined({ ...server.env, ...swapped }, { instead: () => answered(401, body) })
  await server.close()
  expect(seen.textOf('login')).toContain('unknown client ‹clientId›')
  expect(seen.textOf('variables')).toContain('look swapped')
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
  ['200 without a token', '200 OK\r\n\r\n{}', 'login', 1, /response 200 without a token/],
  ['a body that breaks off', '200 OK\r\nContent-Length: 9\r\n\r\n{', 'login', 1, /broke off/],
]
for (const [what, answer, id, code, words] of answers)
  test(`${what} for a login gives exit ${code}`, async () => {
    const server = await hostile((socket) => socket.end(`HTTP/1.1 ${answer}`))
    const seen = await examined(envFor(server.origin))
    server.close()
    expect(seen.diagnosis).toMatchObject({ requests: { sent: 1 }, exit: { code } })
    expect(stepsWith(seen, 'problem')).toEqual([id])
    expect(seen.textOf(id)).toMatch(words)
    expect(server.connections()).toBe(2)
  })

const badRequest = (text: string): string => `HTTP/1.1 400 Bad\r\n\r\n{"message":"${text}"}`

test('400 for the login alone gives exit 2: the credentials are not well-formed', async () => {
  let requests = 0
  const server = await hostile((socket) => {
    requests += 1
    socket.end(badRequest(requests === 1 ? 'a b' : 'no members'))
  })
  const seen = await examined(envFor(server.origin))
  server.close()
  expect(seen.diagnosis).toMatchObject({ requests: { sent: 2 }, exit: { code: 2 } })
  expect(seen.textOf('login')).toMatch(/not accepted as well-formed[^]*"a b"/)
})

test('400 for the login and for an empty object alike gives exit 1: credentials are no reason', async () => {
  const server = await hostile((socket) => socket.end(badRequest('a b')))
  const seen = await examined(envFor(server.origin))
  server.close()
  expect(seen.diagnosis).toMatchObject({ requests: { sent: 2 }, exit: { code: 1 } })
  expect(stepsWith(seen, 'problem')).toEqual(['login'])
})

test('a server that does not speak HTTP is reported', async () => {
  const server = await hostile((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'))
  const seen = await examined(envFor(server.origin))
  server.close()
  expect(seen.diagnosis).toMatchObject({ requests: { sent: 1 }, exit: { code: 3 } })
  expect(seen.textOf('http')).toMatch(/the server does not speak HTTP\/1\.1\ncheck the port/)
})
