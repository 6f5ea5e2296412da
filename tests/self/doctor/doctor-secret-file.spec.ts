/** A client secret in a file: the doctor reads it as a run does. */
import { expect, test } from '@playwright/test'
import { examined, servedTarget } from '../../support/doctor.ts'
import { temporary } from '../../support/exchange.ts'

const FILE = 'FORMFLOW_CLIENT_SECRET_FILE'

/** A target and its environment, with the secret in a file. */
async function withFile(content: (secret: string) => string) {
  const server = await servedTarget()
  const { FORMFLOW_CLIENT_SECRET: secret = '', ...env } = server.env
  const file = temporary('secret', content(secret))
  return { secret, env: { ...env, [FILE]: file }, all: { ...server.env, [FILE]: file }, server }
}

test('a secret from a file works, and only its length is shown', async () => {
  const { secret, env, server } = await withFile((value) => `${value}\n`)
  const seen = await examined(env)
  await server.close()
  expect(seen.diagnosis).toMatchObject({ requests: { sent: 2 }, exit: { code: 0 } })
  expect(seen.textOf('variables')).toContain(
    `FORMFLOW_CLIENT_SECRET from the file of ${FILE}, ${secret.length} characters: `,
  )
  expect(seen.text).not.toContain(secret.slice(0, 12))
})

test('a secret in a file is checked like any other', async () => {
  const { env, server } = await withFile((value) => `${value}\n\n`)
  const seen = await examined(env)
  await server.close()
  expect(seen.diagnosis).toMatchObject({ requests: { sent: 0 }, exit: { code: 2 } })
  expect(seen.textOf('variables')).toContain('FORMFLOW_CLIENT_SECRET ends with a line break')
})

test('with an unusable file, or with a second secret, no request is sent', async () => {
  const { env, all, server } = await withFile((value) => value)
  for (const [settings, text] of [
    [{ ...env, [FILE]: '/no/such/file' }, `the file of ${FILE} cannot be read (ENOENT)`],
    [{ ...env, [FILE]: temporary('empty', '') }, `the file of ${FILE} is empty`],
    [all, `FORMFLOW_CLIENT_SECRET and ${FILE} are both set`],
  ] as const) {
    const seen = await examined(settings)
    expect(seen.diagnosis).toMatchObject({ requests: { sent: 0 }, exit: { code: 2 } })
    expect(seen.textOf('variables')).toContain(text)
    expect(seen.textOf('variables')).not.toContain('is not set')
  }
  await server.close()
})
