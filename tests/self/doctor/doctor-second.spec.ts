/** The second client in the eyes of the doctor: its variables, its login, and nothing of it in the output. */
import { expect, test } from '@playwright/test'
import { temporary } from '../../support/exchange.ts'
import { examined, servedTarget } from '../../support/doctor.ts'
import { answered } from '../../support/scripted-target.ts'
import type { Served } from '../../support/served.ts'

let server: Served
test.beforeAll(async () => {
  server = await servedTarget()
})
test.afterAll(() => server.close())

test('a second client gets a token too, with one request more', async () => {
  const seen = await examined({ ...server.env, ...server.secondEnv })
  expect(seen.diagnosis.exit.code).toBe(0)
  expect(seen.textOf('login')).toContain('the second client gets a token too')
  expect(seen.textOf('variables')).toContain('FORMFLOW_SECOND_CLIENT_SECRET from the environment')
  expect(seen.sent).toHaveLength(3)
})

test('its secret in a file is read, and sealed', async () => {
  const { FORMFLOW_SECOND_CLIENT_SECRET: secret = '', ...rest } = server.secondEnv
  const file = temporary('secret', secret)
  const seen = await examined({
    ...server.env,
    ...rest,
    FORMFLOW_SECOND_CLIENT_SECRET_FILE: file,
  })
  expect(seen.textOf('login')).toContain('the second client gets a token too')
  expect(seen.text).not.toContain(secret.slice(0, 10))
})

test('a second client that is refused is a warning with its variables', async () => {
  const seen = await examined({
    ...server.env,
    ...server.secondEnv,
    FORMFLOW_SECOND_CLIENT_SECRET: 'another-secret-of-nobody-1',
  })
  expect(seen.textOf('login')).toContain('the second client: response 401')
  expect(seen.textOf('login')).toContain('check FORMFLOW_SECOND_CLIENT_ID')
  expect(seen.diagnosis.exit.code).toBe(0)
})

test('a response that repeats its secret shows nothing of it', async () => {
  const { FORMFLOW_SECOND_CLIENT_SECRET: secret = '' } = server.secondEnv
  await examined(
    { ...server.env, ...server.secondEnv },
    { instead: () => answered(401, { json: { message: `wrong: ${secret}` } }) },
  )
})

test('a second client that lacks a value is a problem, and the first is examined all the same', async () => {
  const { FORMFLOW_SECOND_CLIENT_ID: id = '' } = server.secondEnv
  const seen = await examined({ ...server.env, FORMFLOW_SECOND_CLIENT_ID: id })
  expect(seen.textOf('variables')).toContain('FORMFLOW_SECOND_CLIENT_SECRET is not set')
  expect(seen.textOf('login')).toContain('response 200 with a token')
  expect(seen.diagnosis.exit.code).toBe(2)
})
