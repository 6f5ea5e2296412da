/** The doctor before servers that are sound, and before none: which steps it takes, and what it sends. */
import { expect, test } from '@playwright/test'
import { envFor, examined, patient, stepsThat } from '../../support/doctor.ts'
import { hostile } from '../../support/raw-server.ts'

test('the embedded server is sound, and two requests tell', async () => {
  const seen = await examined({})
  expect(stepsThat(seen, 'ok')).toHaveLength(10)
  expect(stepsThat(seen, 'not-needed')).toEqual(['tls'])
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
  expect(stepsThat(seen, 'problem').concat(stepsThat(seen, 'warning'))).toEqual([])
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
  expect(stepsThat(seen, 'not-reached')).toHaveLength(7)
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
