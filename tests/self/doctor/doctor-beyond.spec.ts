/** The doctor's other steps: another prefix, the protected operation, clocks and limits. */
import { expect, test } from '@playwright/test'
import { faultless } from '../../../fixtures/run/in-memory.ts'
import { variationNamed } from '../../../fixtures/run/variation.ts'
import { envFor, examined, servedTarget, stepsWith } from '../../support/doctor.ts'
import { hostile } from '../../support/raw-server.ts'
import { answered } from '../../support/scripted-target.ts'

test('a prefix that answers is found without credentials', async () => {
  const server = await servedTarget(undefined, '/v1')
  const seen = await examined({ ...server.env, FORMFLOW_BASE_URL: server.baseUrl.slice(0, -3) })
  await server.close()
  expect(seen.diagnosis).toMatchObject({ requests: { sent: 3 }, exit: { code: 2 } })
  expect(seen.textOf('path')).toContain(`set FORMFLOW_BASE_URL to ${server.baseUrl}`)
  expect(seen.sent.slice(1).map(({ body }) => String(body))).toEqual(['{}', '{}'])
  expect(stepsWith(seen, 'not-reached')).toEqual(['login', 'protected'])
})

test('if no prefix works, the doctor proposes none', async () => {
  const server = await hostile((socket) => socket.end('HTTP/1.1 404 No\r\n\r\n'))
  const seen = await examined(envFor(server.origin))
  server.close()
  expect(seen.diagnosis).toMatchObject({ requests: { sent: 3 }, exit: { code: 2 } })
  expect(seen.textOf('path')).toContain('check the path prefix of FORMFLOW_BASE_URL')
})

test('a base URL with /api/token is examined without it', async () => {
  const server = await servedTarget()
  const baseUrl = `${server.baseUrl}/api/token`
  const seen = await examined({ ...server.env, FORMFLOW_BASE_URL: baseUrl })
  await server.close()
  expect(seen.diagnosis.exit.code).toBe(2)
  expect(stepsWith(seen, 'problem')).toEqual(['address'])
  expect(seen.step('protected').outcome).toBe('ok')
})

test('201 is a warning, and the examination goes on', async () => {
  const server = await servedTarget(await variationNamed('created-instead-of-ok'))
  const seen = await examined(server.env)
  await server.close()
  expect(seen.diagnosis).toMatchObject({ requests: { sent: 2 }, exit: { code: 0 } })
  expect(seen.step('login').outcome).toBe('warning')
  expect(seen.textOf('login')).toContain('response 201 with a token; the contract declares 200')
})

for (const [status, code] of [
  [401, 2],
  [404, 2],
  [302, 2],
  [500, 1],
  [503, 3],
  [429, 3],
] as const)
  test(`response ${status} of the protected operation gives exit ${code}`, async () => {
    const server = await servedTarget()
    const seen = await examined(server.env, {
      instead: (at) => (at === 1 ? answered(status) : undefined),
    })
    await server.close()
    expect(seen.diagnosis.exit.code).toBe(code)
    expect(stepsWith(seen, 'problem')).toEqual(['protected'])
    expect(seen.textOf('protected').includes('FORMFLOW_PROTECTED_PATH')).toBe(code === 2)
  })

for (const [seconds, outcome] of [
  [3600, 'warning'],
  [-3600, 'warning'],
  [-50, 'ok'],
] as const)
  test(`a clock that differs by ${seconds} s gives ${outcome}`, async () => {
    const now = (): number => Date.now() + seconds * 1000
    const server = await servedTarget({ ...faultless, world: { now } })
    const seen = await examined(server.env)
    await server.close()
    expect(seen.step('clock').outcome).toBe(outcome)
    if (outcome === 'warning')
      expect(seen.textOf('clock')).toMatch(seconds > 0 ? /3\d{3} s ahead of/ : /3\d{3} s behind/)
  })

test('rate limit headers are shown with their last value', async () => {
  const limit = (left: string): Record<string, string> => ({
    'RateLimit-Remaining': left,
    'X-RateLimit-Limit': '60',
    'Retry-After': '1',
  })
  const server = await servedTarget()
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
