/** The doctor with correct servers and without a server: which steps it takes, and what it sends. */
import { expect, test } from '@playwright/test'
import { envFor, examined, servedTarget, stepsWith } from '../../support/doctor.ts'
import { hostile } from '../../support/raw-server.ts'

test('the embedded server is correct, shown with two requests', async () => {
  const seen = await examined({})
  expect(stepsWith(seen, 'ok')).toHaveLength(10)
  expect(stepsWith(seen, 'not-needed')).toEqual(['tls'])
  expect(seen.diagnosis).toMatchObject({
    schemaVersion: 1,
    target: { embedded: true },
    requests: { sent: 2, limit: 4 },
    exit: { code: 0, owner: 'none' },
  })
  expect(seen.text).toContain('the embedded reference server')
})

test('the reference server below a prefix is correct', async () => {
  const server = await servedTarget(undefined, '/gateway/v1')
  const seen = await examined(server.env)
  await server.close()
  expect(stepsWith(seen, 'problem').concat(stepsWith(seen, 'warning'))).toEqual([])
  expect(seen.diagnosis.target).toEqual({ baseUrl: server.baseUrl, embedded: false })
  expect(seen.sent.map(({ method, target }) => `${method} ${target}`)).toEqual([
    'POST /gateway/v1/api/token',
    'GET /gateway/v1/api/template?page=1&perPage=1',
  ])
})

test('the option overrides the variable', async () => {
  const server = await servedTarget()
  const { FORMFLOW_BASE_URL: _, ...env } = server.env
  const seen = await examined(
    { ...env, FORMFLOW_BASE_URL: 'nonsense' },
    { baseUrl: server.baseUrl },
  )
  await server.close()
  expect(seen.diagnosis.exit.code).toBe(0)
  expect(seen.textOf('variables')).toContain('--base-url replaces FORMFLOW_BASE_URL')
})

test('without a credential no request is sent, but the network is examined', async () => {
  const server = await servedTarget()
  const seen = await examined({ ...server.env, FORMFLOW_CLIENT_SECRET: '' })
  await server.close()
  expect(seen.diagnosis).toMatchObject({ requests: { sent: 0 }, exit: { code: 2 } })
  expect(seen.step('tcp').outcome).toBe('ok')
  expect(seen.textOf('login')).toContain('needs variables')
})

test('a closed port is a problem of the environment', async () => {
  const server = await hostile(() => undefined)
  server.close()
  const seen = await examined(envFor(server.origin))
  expect(seen.diagnosis).toMatchObject({ requests: { sent: 0 }, exit: { code: 3 } })
  expect(seen.textOf('tcp')).toMatch(/refuses connections \(ECONNREFUSED\)\ncheck the port/)
  expect(stepsWith(seen, 'not-reached')).toHaveLength(7)
})

test('a name that does not resolve is a problem of the environment', async () => {
  const lookup = async (): Promise<never> => {
    throw Object.assign(new Error('nobody'), { code: 'ENOTFOUND' })
  }
  const seen = await examined(envFor('https://nowhere.invalid'), { lookup })
  expect(seen.diagnosis).toMatchObject({ requests: { sent: 0 }, exit: { code: 3 } })
  expect(seen.textOf('dns')).toContain('nowhere.invalid does not resolve (ENOTFOUND)')
  expect(seen.textOf('tcp')).toContain('needs dns')
})
